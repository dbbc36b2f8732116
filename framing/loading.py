"""A shelf of bundles -> a tagger that is ready: bundle and encoder checked, matched and warm."""

from framing.bundle import Bundle, load_bundle
from framing.encoder import Encoder, load_encoder
from framing.errors import BundleRefused, EncoderRefused
from framing.language import find_language
from framing.model import ModeName
from framing.shelf import ENCODERS, Shelf
from framing.tagger import Tagger


def load_tagger(shelf: Shelf, speed: str = "default", version: str | None = None) -> Tagger:
    """Load a bundle, the encoder it names if the speed asks for it, and warm both.

    Raises:
        BundleRefused: the bundle, or its speed, is not to be had.
        EncoderRefused: its encoder is not to be had.
    """
    bundle = load_bundle(shelf.find_folder(version))
    mode = choose_mode(bundle, speed)
    encoder = None
    if mode == "full":
        encoder = find_encoder(shelf, bundle)
    tagger = Tagger(bundle, mode, encoder)
    find_language("warm", ())
    tagger.tag("Warm every part before the first request.")
    return tagger


def choose_mode(bundle: Bundle, speed: str) -> ModeName:
    """The mode for a speed: `full` where the bundle has it, `fast` when asked for or where it has no other.

    Raises:
        BundleRefused: `fast` is asked for and the bundle holds no lexical view.
    """
    if speed == "fast" and "fast" not in bundle.model.modes:
        message = f"bundle {bundle.version} has no lexical view, so no fast mode; use the default speed"
        raise BundleRefused(message)
    return "fast" if speed == "fast" or "full" not in bundle.model.modes else "full"


def find_encoder(shelf: Shelf, bundle: Bundle) -> Encoder:
    """The encoder that a bundle was trained on.

    Raises:
        EncoderRefused: it is missing, damaged or another one.
    """
    entry = bundle.manifest["encoder"]
    folder = shelf.folder / ENCODERS / str(entry["name"])
    encoder = load_encoder(folder)
    if encoder.digest != entry["digest"]:
        message = (
            f"{folder}: digest {encoder.digest[:12]}, but bundle {bundle.version} was trained on "
            f"{entry['digest'][:12]}; put that encoder there, or train anew"
        )
        raise EncoderRefused(message)
    return encoder
