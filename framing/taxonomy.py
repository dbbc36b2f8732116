"""A taxonomy file -> the closed, versioned set of devices, validated whole.

Does not: decide which labels a model can give (a bundle carries the taxonomy it was trained on).
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import TaxonomyFault

FORMAT = 1
_ID = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class Example:
    """One statement that shows a device (`words` carry it) or looks like it and is not (`why`)."""

    text: str
    words: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """One rhetorical device: its group, what it is, what shows it and what merely looks like it."""

    id: str
    group: str
    definition: str
    positives: tuple[Example, ...]
    near_misses: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A public label set: each of its names with the devices it covers, the first being how it is read."""

    name: str
    covers: Mapping[str, tuple[str, ...]]

    def find_name(self, label: str) -> str | None:
        """The scheme's own spelling of a label, whatever its case and punctuation, or None."""
        return {fold_label(name): name for name in self.covers}.get(fold_label(label))

    def find_names(self, device: str) -> list[str]:
        """The names that cover a device."""
        return [name for name, devices in self.covers.items() if device in devices]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Devices in a fixed order, groups with their gloss, and the mapped schemes."""

    version: str
    groups: Mapping[str, str]
    devices: tuple[Device, ...]
    schemes: Mapping[str, Scheme]

    @property
    def ids(self) -> tuple[str, ...]:
        """Device ids in the taxonomy's order."""
        return tuple(device.id for device in self.devices)

    def find_device(self, label: str) -> str | None:
        """The id of the device a person meant by a label, whatever its case and punctuation, or None."""
        return {fold_label(name): name for name in self.ids}.get(fold_label(label))


def fold_label(label: str) -> str:
    """Letters and digits only, lower case: `Name_Calling/Labeling` and `name calling-labeling` meet.

    >>> fold_label("Name_Calling/Labeling")
    'namecallinglabeling'
    """
    return "".join(character for character in label.casefold() if character.isalnum())


def load_taxonomy(path: Path) -> Taxonomy:
    """Read and validate a taxonomy file, TOML or (by its suffix) JSON.

    Raises:
        TaxonomyFault: the file cannot be read, or breaks a rule (all faults are listed).
    """
    parse = json.loads if path.suffix == ".json" else tomllib.loads
    try:
        data = parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be read as a taxonomy ({error})"
        raise TaxonomyFault(message) from error
    return parse_taxonomy(data, str(path))


def parse_taxonomy(data: Mapping[str, Any], place: str = "taxonomy") -> Taxonomy:
    """Validate the content of a taxonomy file; `place` names it in messages.

    Raises:
        TaxonomyFault: listing every fault found.
    """
    faults = list(_find_faults(data))
    if faults:
        raise TaxonomyFault("\n".join(f"{place}: {fault}" for fault in faults))
    return Taxonomy(
        version=data["version"],
        groups=dict(data["groups"]),
        devices=tuple(_build_device(entry) for entry in data["devices"]),
        schemes={
            name: Scheme(name, {label: tuple(devices) for label, devices in labels.items()})
            for name, labels in data.get("schemes", {}).items()
        },
    )


def make_taxonomy(version: str, devices: Sequence[str]) -> Taxonomy:
    """A bare taxonomy for a user's own devices: one group, no definitions, no schemes."""
    return Taxonomy(
        version=version,
        groups={"own": "Devices taken from the labels of a CSV file."},
        devices=tuple(Device(name, "own", "", (), ()) for name in devices),
        schemes={},
    )


def render_taxonomy(taxonomy: Taxonomy) -> str:
    """The JSON text that `load_taxonomy` reads back to an equal taxonomy."""
    devices = [
        {
            "id": device.id,
            "group": device.group,
            "definition": device.definition,
            "positives": [_render_example(example) for example in device.positives],
            "near_misses": [_render_example(example) for example in device.near_misses],
        }
        for device in taxonomy.devices
    ]
    schemes = {name: {k: list(v) for k, v in scheme.covers.items()} for name, scheme in taxonomy.schemes.items()}
    data = {
        "format": FORMAT,
        "version": taxonomy.version,
        "groups": dict(taxonomy.groups),
        "devices": devices,
        "schemes": schemes,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _find_faults(data: Mapping[str, Any]) -> Iterable[str]:
    if data.get("format") != FORMAT:
        yield f"format is {data.get('format')!r}, this version reads {FORMAT}"
        return
    if not isinstance(data.get("version"), str):
        yield "version must be a text such as '1.0.0'"
    groups, devices = data.get("groups"), data.get("devices")
    if not isinstance(groups, dict) or not isinstance(devices, list) or not devices:
        yield "needs a [groups] table and at least one [[devices]] entry"
        return
    seen: set[str] = set()
    for entry in devices:
        yield from _find_device_faults(entry, groups, seen)
        seen.add(str(entry.get("id")))
    for scheme, labels in data.get("schemes", {}).items():
        yield from _find_scheme_faults(scheme, labels, seen)


def _find_device_faults(entry: Mapping[str, Any], groups: Mapping[str, str], seen: set[str]) -> Iterable[str]:
    name = str(entry.get("id"))
    if not _ID.fullmatch(name) or name != name.casefold():
        yield f"device id {name!r} must be lower-case letters, digits and underscores"
    if name in seen:
        yield f"device {name!r} is listed twice"
    if entry.get("group") not in groups:
        yield f"device {name!r} has group {entry.get('group')!r}; groups are {', '.join(groups)}"
    if not isinstance(entry.get("definition"), str):
        yield f"device {name!r} has no definition"
    for key in ("positives", "near_misses"):
        examples = entry.get(key, [])
        if not isinstance(examples, list) or not all(isinstance(e, dict) and "text" in e for e in examples):
            yield f"device {name!r}: {key} must be a list of tables with `text`"
            continue
        for example in examples:
            words = example.get("words")
            if words is not None and example["text"].count(words) != 1:
                yield f"device {name!r}: {words!r} must occur once in {example['text']!r}"


def _find_scheme_faults(scheme: str, labels: Mapping[str, Any], known: set[str]) -> Iterable[str]:
    folded: dict[str, str] = {}
    for label, devices in labels.items():
        if fold_label(label) in folded:
            yield f"scheme {scheme!r}: {label!r} and {folded[fold_label(label)]!r} read the same"
        folded[fold_label(label)] = label
        for device in devices:
            if device not in known:
                yield f"scheme {scheme!r}: {label!r} names the unknown device {device!r}"


def _build_device(entry: Mapping[str, Any]) -> Device:
    return Device(
        id=entry["id"],
        group=entry["group"],
        definition=entry["definition"],
        positives=tuple(_build_example(e) for e in entry.get("positives", [])),
        near_misses=tuple(_build_example(e) for e in entry.get("near_misses", [])),
    )


def _build_example(entry: Mapping[str, str]) -> Example:
    return Example(entry["text"], entry.get("words"), entry.get("why"))


def _render_example(example: Example) -> dict[str, str]:
    pairs = (("text", example.text), ("words", example.words), ("why", example.why))
    return {key: value for key, value in pairs if value is not None}
