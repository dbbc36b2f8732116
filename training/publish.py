"""A fitted model -> a bundle on the shelf, whole or not at all.

Written under a temporary name, read back through the same checks as any bundle, then renamed into place.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.bundle import load_bundle, save_bundle
from framing.model import Model
from framing.stance import StanceModel
from framing.taxonomy import Taxonomy


def publish_bundle(
    shelf: Path,
    model: Model,
    taxonomy: Taxonomy,
    facts: Mapping[str, Any],
    texts: Mapping[str, str],
    stance: StanceModel | None = None,
) -> str:
    """Publish a bundle and return its version; the same content published twice is one version."""
    shelf.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".publish-", dir=shelf))
    try:
        save_bundle(temporary, model, taxonomy, facts, texts, stance)
        version = load_bundle(temporary).version
        target = shelf / version
        if target.exists():
            load_bundle(target)
        else:
            temporary.chmod(0o755)  # mkdtemp makes it private; a server may run as another user
            temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return version
