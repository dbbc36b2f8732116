"""A folder of bundles: which versions there are, which is live, which was live before.

`current` and `previous` are one-line text files, replaced by renaming, so that a reader sees the old or the new
version and never half a name.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from framing.bundle import MANIFEST
from framing.errors import BundleRefused

CURRENT = "current"
PREVIOUS = "previous"
ENCODERS = "encoders"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The `models/` folder."""

    folder: Path

    def list_versions(self) -> list[str]:
        """Versions that have a manifest, sorted by name."""
        if not self.folder.is_dir():
            return []
        return sorted(path.parent.name for path in self.folder.glob(f"*/{MANIFEST}"))

    def find_current(self) -> str | None:
        """The version that is live, or None."""
        return self._read_pointer(CURRENT)

    def find_previous(self) -> str | None:
        """The version that was live before, or None."""
        return self._read_pointer(PREVIOUS)

    def find_folder(self, version: str | None = None) -> Path:
        """The folder of a version, or of the live one.

        Raises:
            BundleRefused: there is no such version, or none is live.
        """
        wanted = version or self.find_current()
        if wanted is None:
            message = f"{self.folder / CURRENT}: no live bundle; train one, or activate one of {self._name_versions()}"
            raise BundleRefused(message)
        if wanted not in self.list_versions():
            message = f"{self.folder}: no version {wanted!r}; there is {self._name_versions()}"
            raise BundleRefused(message)
        return self.folder / wanted

    def activate(self, version: str) -> None:
        """Make a version the live one and remember the one before.

        Raises:
            BundleRefused: there is no such version.
        """
        self.find_folder(version)
        current = self.find_current()
        if current == version:
            return
        if current:
            self._write_pointer(PREVIOUS, current)
        self._write_pointer(CURRENT, version)

    def _name_versions(self) -> str:
        return ", ".join(self.list_versions()) or "no version at all"

    def _read_pointer(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def _write_pointer(self, name: str, version: str) -> None:
        temporary = self.folder / f".{name}.{os.getpid()}"
        temporary.write_text(version + "\n", encoding="utf-8")
        temporary.replace(self.folder / name)
