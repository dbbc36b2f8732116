"""A tagged text -> the JSON value of an answer, offsets in the unit asked for, every key present."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from framing.tagger import Tagger
from framing.taxonomy import Device, Taxonomy
from framing.types import Quotation, Span, Tag, TaggedStatement, TaggedText
from service.schemas import OffsetUnit

_DIGITS = 4

Count = Callable[[int], int]


def dump_json(value: Any, **options: Any) -> str:
    """JSON with letters as they are, or all escaped where a lone surrogate could not be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, **options)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, **options)
    return text


def render_tagged_text(tagged: TaggedText, unit: OffsetUnit, tagger: Tagger | None = None) -> dict[str, Any]:
    """The answer of `/v1/tag`; with the `tagger` that made it, tags with contributions are explained."""
    count = make_counter(tagged.text, unit)
    return {
        "model_version": tagged.model_version,
        "taxonomy_version": tagged.taxonomy_version,
        "language": {"code": tagged.language.code, "supported": tagged.language.supported},
        "offset_unit": unit,
        "statements": [_render_statement(statement, count, tagger) for statement in tagged.statements],
        "quotations": [_render_quotation(quotation, count) for quotation in tagged.quotations],
        "summary": _render_summary(tagged.statements),
    }


def _render_summary(statements: Sequence[TaggedStatement]) -> dict[str, Any]:
    """Counts; `devices` are those used, by whomever, and each speaker's own stand apart from those they reject."""
    speakers = dict.fromkeys(statement.speaker for statement in statements if statement.tags)
    return {
        "n_statements": len(statements),
        "n_tagged": sum(statement.verdict == "tagged" for statement in statements),
        "devices": _count_devices(s for s in statements if s.voice != "rejected"),
        "speakers": [
            {
                "speaker": speaker,
                "devices": _count_devices(s for s in statements if s.speaker == speaker and s.voice != "rejected"),
                "rejected": _count_devices(s for s in statements if s.speaker == speaker and s.voice == "rejected"),
            }
            for speaker in speakers
        ],
    }


def _count_devices(statements: Iterable[TaggedStatement]) -> dict[str, int]:
    return dict(sorted(Counter(tag.device for statement in statements for tag in statement.tags).items()))


def make_counter(text: str, unit: OffsetUnit) -> Count:
    """A function from code-point offsets of `text` to offsets in `unit`; a lone surrogate counts as one unit."""
    if unit == "codepoint":
        return lambda offset: offset
    size = _size_in_utf16 if unit == "utf16" else _size_in_bytes
    sums = list(accumulate(map(size, text), initial=0))
    return lambda offset: sums[offset]


def _size_in_utf16(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004  the last code point of the basic plane


def _size_in_bytes(character: str) -> int:
    return len(character.encode("utf-8", "surrogatepass"))


def _render_span(span: Span, count: Count) -> dict[str, Any]:
    return {"start": count(span.start), "end": count(span.end), "text": span.text}


def _render_statement(statement: TaggedStatement, count: Count, tagger: Tagger | None) -> dict[str, Any]:
    return {
        **_render_span(statement.span, count),
        "verdict": statement.verdict,
        "reason": statement.reason,
        "quotation": statement.quotation,
        "speaker": statement.speaker,
        "voice": statement.voice,
        "tags": [_render_tag(tag, count, tagger) for tag in statement.tags],
        "stance": [
            {"target": s.target, "stance": s.stance, "probability": round(s.probability, _DIGITS)}
            for s in statement.stance
        ],
    }


def _render_tag(tag: Tag, count: Count, tagger: Tagger | None) -> dict[str, Any]:
    return {
        "device": tag.device,
        "group": tag.group,
        "probability": round(tag.probability, _DIGITS),
        "threshold": round(tag.threshold, _DIGITS),
        "spans": [_render_span(span, count) for span in tag.spans],
        "explanation": _render_explanation(tag, count, tagger) if tagger and tag.contributions is not None else None,
    }


def _render_explanation(tag: Tag, count: Count, tagger: Tagger) -> dict[str, Any]:
    """What the device is, how well it was measured to be found, and the words that moved this tag most."""
    figures = _find_figures(tagger).get(tag.device, {})
    return {
        "definition": next(device.definition for device in tagger.bundle.taxonomy.devices if device.id == tag.device),
        "f1": figures.get("f1"),
        "support": figures.get("support"),
        "words": [
            {**_render_span(entry.span, count), "contribution": round(entry.weight, _DIGITS)}
            for entry in tag.contributions or ()
        ],
    }


def _find_figures(tagger: Tagger) -> Mapping[str, Any]:
    """Figures per device on the test part, in the mode in use."""
    figures: Mapping[str, Any] = tagger.bundle.report.get("test", {}).get(tagger.mode_name, {}).get("labels", {})
    return figures


def _render_quotation(quotation: Quotation, count: Count) -> dict[str, Any]:
    return {
        **_render_span(quotation.span, count),
        "kind": quotation.kind,
        "speaker": _render_span(quotation.speaker, count) if quotation.speaker else None,
        "mention": _render_span(quotation.mention, count) if quotation.mention else None,
        "cue": _render_span(quotation.cue, count) if quotation.cue else None,
    }


def render_device(device: Device, taxonomy: Taxonomy) -> dict[str, Any]:
    """What the taxonomy says of one device."""
    return {
        "device": device.id,
        "group": device.group,
        "definition": device.definition,
        "examples": [{"text": e.text, "words": e.words} for e in device.positives],
        "near_misses": [{"text": e.text, "why": e.why} for e in device.near_misses],
        "schemes": {name: scheme.find_names(device.id) for name, scheme in taxonomy.schemes.items()},
    }


def render_devices(tagger: Tagger) -> dict[str, Any]:
    """The answer of `/v1/devices`: what the model can tag, and how well it does so."""
    taxonomy, mode = tagger.bundle.taxonomy, tagger.mode
    figures = _find_figures(tagger)
    thresholds = dict(zip(tagger.bundle.model.devices, mode.thresholds.tolist(), strict=True))
    return {
        "taxonomy_version": taxonomy.version,
        "groups": dict(taxonomy.groups),
        "devices": [
            {
                **render_device(device, taxonomy),
                "threshold": round(thresholds[device.id], _DIGITS),
                "f1": figures.get(device.id, {}).get("f1"),
                "support": figures.get(device.id, {}).get("support"),
            }
            for device in taxonomy.devices
            if device.id in thresholds
        ],
    }


def render_model(tagger: Tagger, limits: Mapping[str, int]) -> dict[str, Any]:
    """The answer of `/v1/model`: which model answers, what it was measured at, what it accepts."""
    bundle = tagger.bundle
    figures = bundle.report.get("test", {}).get(tagger.mode_name, {})
    kept = ("micro", "macro", "average_precision", "mean_auc", "any", "calibration_error", "any_calibration_error")
    return {
        "version": bundle.version,
        "digest": bundle.digest,
        "taxonomy_version": bundle.taxonomy.version,
        "trained_at": bundle.manifest.get("trained_at"),
        "mode": tagger.mode_name,
        "views": list(tagger.mode.views),
        "encoder": bundle.manifest.get("encoder") if "encoder" in tagger.mode.views else None,
        "languages": list(bundle.manifest.get("languages", [])),
        "corpus": bundle.manifest.get("corpus"),
        "metrics": {name: figures.get(name) for name in kept},
        "stance": _pick_stance(bundle.report, tagger.mode_name),
        "limits": dict(limits),
    }


def _pick_stance(report: Mapping[str, Any], mode: str) -> dict[str, Any] | None:
    """What stance was measured at, or None where the bundle has no stance."""
    figures = ((report.get("stance") or {}).get("test") or {}).get(mode)
    return {key: figures[key] for key in ("n", "macro_f1", "calibration_error")} if figures else None
