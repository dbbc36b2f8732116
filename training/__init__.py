"""Labelled CSV -> published bundle, offline. Stands on `framing`; never sees `service`."""
