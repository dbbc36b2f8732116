"""Every error that the core raises on purpose.

FramingError
 |- TaxonomyFault      the taxonomy file breaks a rule
 |- BundleRefused      a bundle on disk cannot be trusted or read
 |- EncoderRefused     an encoder folder cannot be trusted or read
 `- TooManyStatements  a text splits into more statements than the caller allows

Messages name the thing, the value and the way out.
"""


class FramingError(Exception):
    """Base of all errors that a caller of the core may want to catch."""


class TaxonomyFault(FramingError):
    """A taxonomy that breaks a rule; the message lists every fault found."""


class BundleRefused(FramingError):
    """A bundle that must not be loaded; the message names the file and the reason."""


class EncoderRefused(FramingError):
    """An encoder folder that must not be loaded; the message names the file and the reason."""


class TooManyStatements(FramingError):
    """A text of more statements than the caller allows; the message gives both numbers."""
