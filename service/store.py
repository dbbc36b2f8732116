"""The models folder -> the tagger that answers, replaced when the live bundle changes.

A bundle that is refused never replaces one that works; before the first one works there is a reason instead.
"""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import structlog

from framing.errors import BundleRefused, EncoderRefused
from framing.loading import load_tagger
from framing.shelf import Shelf
from framing.tagger import Tagger

# A refused bundle is looked at again at most this often: checking bundle and encoder costs most of a second.
_RETRY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be tagged."""

    reason: str


class ModelStore:
    """Holds the live tagger of one process; safe to share between threads."""

    def __init__(self, models: Path, speed: str) -> None:
        self._shelf = Shelf(models)
        self._speed = speed
        self._lock = threading.Lock()
        self._state: Tagger | Refusal = Refusal("no bundle has been loaded yet")
        self._seen: str | None = None
        self._tried = float("-inf")

    def find_tagger(self) -> Tagger | Refusal:
        """The tagger of the live bundle; looks at the pointer file first, one small read."""
        live = self._shelf.find_current()
        if self._is_due(live):
            with self._lock:
                if self._is_due(live):
                    self._state = self._replace(self._state)
                    self._seen, self._tried = live, time.monotonic()
        return self._state

    def _is_due(self, live: str | None) -> bool:
        failed = isinstance(self._state, Refusal)
        return live != self._seen or (failed and time.monotonic() - self._tried > _RETRY_SECONDS)

    def _replace(self, before: Tagger | Refusal) -> Tagger | Refusal:
        log = structlog.get_logger("framing")
        try:
            tagger = load_tagger(self._shelf, self._speed)
        except (BundleRefused, EncoderRefused) as error:
            log.error("bundle refused", reason=str(error), still_serving=isinstance(before, Tagger))
            return before if isinstance(before, Tagger) else Refusal(str(error))
        log.info("bundle loaded", version=tagger.bundle.version, mode=tagger.mode_name)
        return tagger
