"""Turns texts into vectors of numbers with a frozen sentence encoder that lies in a folder of its own.

The folder holds `model.onnx` (piece ids -> one vector and a state per piece), `tokenizer.json` (text -> piece
ids, normalisation included) and `manifest.json` (what it is, and the sha256 of the other two).

Does not: train, download or convert encoders (see `training.encoder`). onnxruntime and tokenizers are
imported when an encoder is loaded, so everything else works without them.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.encoder_manifest import (
    MANIFEST,
    MODEL,
    TOKENIZER,
    check_file,
    digest_manifest,
    parse_manifest,
    refuse_file,
)
from framing.errors import EncoderRefused
from framing.tokens import split_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from framing.encoder_manifest import Manifest
    from framing.tokens import Pieces

INPUT, VECTOR, STATES = "ids", "vector", "states"

_ERRORS_ONLY = 3  # onnxruntime's scale: 0 verbose, 1 info, 2 warning, 3 error, 4 fatal


@dataclass(frozen=True, slots=True)
class TokenStates:
    """The states of one text's pieces.

    Attributes:
        vectors: (t, hidden) float32.
        spans: (t, 2) int64, code-point offsets into the text as given, end exclusive; empty for white space.
    """

    vectors: NDArray[np.float32]
    spans: NDArray[np.int64]


class Encoder:
    """A loaded encoder; immutable, so threads may share it.

    Texts run one at a time: the weights are 8-bit and activations are scaled by their largest value, so a
    batch would let neighbours change each other's vectors. On one core batches are no faster.
    """

    def __init__(self, manifest: Manifest, tokenizer: Tokenizer, session: InferenceSession) -> None:
        """Join the three parts; use `load_encoder`, which checks them."""
        self.manifest = manifest
        self.digest = digest_manifest(manifest)
        self.width = manifest.width
        self._tokenizer = tokenizer
        self._session = session
        self._opening = np.array([manifest.begin, *manifest.prefix_ids], dtype=np.int64)
        self._closing = np.array([manifest.end], dtype=np.int64)

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Give one vector per text.

        Args:
            texts: any strings, of any length; the empty one has a vector too.
            progress: told the number of texts done, after each.

        Returns:
            (len(texts), width) float32; a text's row is the same, bit for bit, whatever stands beside it.
        """
        rows = np.empty((len(texts), self.width), dtype=np.float32)
        for number, text in enumerate(texts):
            rows[number] = self._pool(split_pieces(self._tokenizer, text).ids)
            if progress is not None:
                progress(number + 1)
        return rows

    def encode_with_tokens(self, text: str) -> tuple[NDArray[np.float32], TokenStates]:
        """Give a text's vector, (width,) float32, and the states of its pieces from one run of the model."""
        pieces = split_pieces(self._tokenizer, text)
        runs = [self._run(window, [VECTOR, STATES]) for window in self._windows(pieces.ids)]
        first = len(self._opening)
        states = np.concatenate([states[first:-1] for _, states in runs])
        vectors = [vector for vector, _ in runs]
        return self._weigh(vectors, pieces.ids), TokenStates(states, pieces.spans)

    def token_states(self, text: str) -> TokenStates:
        """Give the states of a text's pieces; begin, prefix and end are left out."""
        return self.encode_with_tokens(text)[1]

    def pieces(self, text: str) -> Pieces:
        """Give the pieces that a text is read as."""
        return split_pieces(self._tokenizer, text)

    def warm(self) -> None:
        """Run once, so that the first real text does not wait for memory."""
        self.encode(["."])

    def find_run_fault(self, window: NDArray[np.int64]) -> str:
        """Run a window of piece ids and say what is wrong with the result; empty if nothing is."""
        try:
            vector, _ = self._run(window, [VECTOR, STATES])
        except Exception as error:  # noqa: BLE001 - the library's errors share no public base
            return f"a full window of the last piece does not run ({error})"
        return "" if np.isfinite(vector).all() else "it gives values that are not finite"

    def _windows(self, ids: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Cut pieces into the fewest windows, of nearly equal length; at least one."""
        room = self.manifest.window - len(self._opening) - len(self._closing)
        return np.array_split(ids, max(1, -(-len(ids) // room)))

    def _pool(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        return self._weigh([self._run(window, [VECTOR])[0] for window in self._windows(ids)], ids)

    def _weigh(self, vectors: list[NDArray[np.float32]], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Average the windows' vectors, each by its number of pieces."""
        if len(vectors) == 1:
            return vectors[0]
        weights = [len(window) for window in self._windows(ids)]
        return np.average(vectors, axis=0, weights=weights).astype(np.float32)

    def _run(self, window: NDArray[np.int64], outputs: list[str]) -> list[NDArray[np.float32]]:
        ids = np.concatenate([self._opening, window, self._closing])
        results: list[NDArray[np.float32]] = self._session.run(outputs, {INPUT: ids})
        return results


def load_encoder(folder: Path) -> Encoder:
    """Load an encoder: manifest, format number, sha256 of each file, session, shapes, in this order.

    Raises:
        EncoderRefused: a step failed, or onnxruntime or tokenizers is not installed; the message names the
            file, the reason and the way out.
    """
    manifest = parse_manifest(folder / MANIFEST)
    for name in (MODEL, TOKENIZER):
        check_file(folder / name, manifest.files)
    tokenizer = _build_tokenizer(folder / TOKENIZER)
    session = _build_session(folder / MODEL)
    encoder = Encoder(manifest, tokenizer, session)
    for file, fault in _find_shape_faults(encoder, tokenizer, session):
        raise refuse_file(folder / file, fault)
    return encoder


def _build_tokenizer(path: Path) -> Tokenizer:
    library = _import("tokenizers")
    try:
        tokenizer: Tokenizer = library.Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - the library raises bare Exception
        raise refuse_file(path, f"tokenizers cannot read it ({error})") from None
    return tokenizer


def _build_session(path: Path) -> InferenceSession:
    """Start onnxruntime from the path: from bytes it would keep a second copy of the weights in memory."""
    library = _import("onnxruntime")
    options = library.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        session: InferenceSession = library.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - the library's errors share no public base
        raise refuse_file(path, f"onnxruntime cannot run it ({error})") from None
    return session


def _import(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        reason = f"The sentence encoder needs the package {name}, which cannot be imported ({error})."
        raise EncoderRefused(f"{reason} Install it: pip install {name}") from None


def _find_shape_faults(encoder: Encoder, tokenizer: Tokenizer, session: InferenceSession) -> Iterator[tuple[str, str]]:
    """Yield file and fault where the three files do not fit each other."""
    manifest = encoder.manifest
    inputs = [(node.name, node.type, len(node.shape)) for node in session.get_inputs()]
    if inputs != [(INPUT, "tensor(int64)", 1)]:
        yield MODEL, f"its inputs are {inputs}"
    outputs = {node.name: (node.type, node.shape[-1:]) for node in session.get_outputs()}
    expected = {VECTOR: ("tensor(float)", [manifest.width]), STATES: ("tensor(float)", [manifest.hidden])}
    if outputs != expected:
        yield MODEL, f"its outputs are {outputs}, the manifest wants {expected}"
    if tokenizer.get_vocab_size() != manifest.vocabulary:
        yield (
            TOKENIZER,
            f"it has {tokenizer.get_vocab_size()} pieces, the manifest says {manifest.vocabulary}",
        )
    yield from _find_run_faults(encoder)


def _find_run_faults(encoder: Encoder) -> Iterator[tuple[str, str]]:
    manifest = encoder.manifest
    room = manifest.window - len(manifest.prefix_ids) - 2
    special = [manifest.begin, manifest.end, *manifest.prefix_ids]
    if room < 1 or not all(0 <= number < manifest.vocabulary for number in special):
        yield MANIFEST, "its window, begin, end and prefix_ids do not fit its vocabulary"
    elif fault := encoder.find_run_fault(np.full(room, manifest.vocabulary - 1)):
        yield MODEL, fault
