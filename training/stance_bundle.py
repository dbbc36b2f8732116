"""Rows with targets and stances alone -> a published bundle that knows stance and no device.

Does not: touch the devices of another bundle; train on both kinds of rows to have both.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from framing.bundle import load_bundle
from framing.errors import BundleRefused
from framing.model import AnyMix, Mode, Model, ModeName
from framing.shelf import Shelf
from framing.taxonomy import Taxonomy
from training.card import render_card
from training.publish import publish_bundle
from training.stance import FittedStance, describe_stance

_NOTHING = np.zeros((0, 1))


def publish_stance_bundle(
    shelf: Path,
    taxonomy: Taxonomy,
    facts: Mapping[str, Any],
    fitted: FittedStance,
    attributions: tuple[str, ...],
) -> str:
    """Publish a bundle whose modes read no view of statements; returns its version."""
    report = {
        "taxonomy_version": taxonomy.version,
        "seed": facts["seed"],
        "languages": facts["languages"],
        "corpus": facts["corpus"],
        "positives": {},
        "left_out": {},
        "test": {},
        "stance": describe_stance(fitted),
    }
    texts = {
        "report.json": json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "card.md": render_card(report, attributions),
    }
    modes: dict[ModeName, Mode] = {name: _make_empty_mode() for name in fitted.model.mixes}
    model = Model((), None, None, None, {}, modes)
    return publish_bundle(shelf, model, taxonomy, facts, texts, fitted.model)


def check_devices_kept(shelf: Shelf) -> Iterator[str]:
    """Why a bundle of stance alone should not go live: a service that tags devices would stop to."""
    try:
        live = load_bundle(shelf.find_folder())
    except BundleRefused:
        return
    if live.model.devices:
        yield (
            f"it knows no device and the live bundle {live.version} knows {len(live.model.devices)}; train with their "
            "rows too, or make it live by hand: framing models activate"
        )


def _make_empty_mode() -> Mode:
    return Mode(
        views=(),
        mix=_NOTHING,
        any_mix=AnyMix((), _NOTHING, np.zeros(2)),
        language_bias={},
        thresholds=np.zeros(0),
        unsure_margin=0.0,
        sure_share=0.0,
        cut=0.0,
        second=1.0,
    )
