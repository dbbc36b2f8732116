"""A training run's report -> its model card in Markdown.

Every figure is taken from the report; `{version}` is filled in when the bundle is saved.
"""

from collections.abc import Mapping
from typing import Any

_LIMITS = (
    "A tag says that words carry a stance without arguing for it. It does not say that a claim is false.",
    "Rare devices have few examples: read a device's support before relying on its figure.",
    "Irony, allusion and devices that need knowledge of the wider text are often missed.",
    "If you change the rows, the seed or the settings, these figures stop applying.",
)


def render_card(report: Mapping[str, Any], attributions: tuple[str, ...]) -> str:
    """The card of one bundle."""
    lines = ["# Model card: {version}", ""]
    lines += [
        f"Framing devices, taxonomy {report['taxonomy_version']}, languages: {', '.join(report['languages'])}.",
        f"Trained with seed {report['seed']} on {report['corpus']['rows']} rows of {report['corpus']['sources']} "
        f"sources (corpus digest `{report['corpus']['digest'][:16]}`), split by source: "
        + ", ".join(f"{part} {count}" for part, count in report["corpus"]["parts"].items())
        + "."
        + _render_guests(report["corpus"].get("guests", 0)),
        "",
        "The figures are those of the test part, which nothing was chosen by.",
    ]
    for mode, figures in report["test"].items():
        lines += ["", f"## Mode `{mode}`", "", *_render_summary(figures), "", *_render_labels(figures)]
        lines += ["", *render_verdicts(figures["verdicts"]), "", *render_bins(figures["reliability"])]
    if report.get("stance"):
        lines += ["", "## Stance", "", *_render_stance(report["stance"])]
    lines += ["", "## Limits", "", *(f"- {limit}" for limit in _LIMITS)]
    lines += ["", "## Data", "", *(f"- {attribution}" for attribution in attributions)]
    return "\n".join(lines) + "\n"


def _render_guests(count: int) -> str:
    if not count:
        return ""
    return f" {count} rows labelled by another guide taught the encoder view; they are in no part."


def _render_summary(figures: Mapping[str, Any]) -> list[str]:
    rows = [
        ("micro F1 (precision, recall)", _triple(figures["micro"])),
        ("macro F1 (precision, recall)", _triple(figures["macro"])),
        ("average precision, micro", figures["average_precision"]),
        ("mean AUC over devices", figures["mean_auc"]),
        ("any device: AUC", figures["any"]["auc"]),
        (
            "any device: average precision (base rate)",
            f"{figures['any']['average_precision']} ({figures['any']['base_rate']})",
        ),
        (
            "expected calibration error: devices, any",
            f"{figures['calibration_error']}, {figures['any_calibration_error']}",
        ),
        ("micro F1 of tagging everything", figures["all_positive_micro_f1"]),
    ]
    if figures.get("spans"):
        rows += [(f"span F1, {name.replace('_', ' ')}", spans["f1"]) for name, spans in figures["spans"].items()]
    if figures.get("words"):
        rows += [(f"word F1, {name.replace('_', ' ')}", words["f1"]) for name, words in figures["words"].items()]
    for name, own in figures.get("files", {}).items():
        rows.append((f"`{name}`: macro F1, micro F1, average precision", _join_main(own)))
    for key, shares in figures["tagged"].items():
        rows += [(f"share tagged, {key} = {value}", share) for value, share in shares.items()]
    return ["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def _join_main(figures: Mapping[str, Any]) -> str:
    return f"{figures['macro']['f1']}, {figures['micro']['f1']}, {figures['average_precision']} ({figures['n']} rows)"


def _render_stance(stance: Mapping[str, Any]) -> list[str]:
    """Each mode, and the simple competitors beside it, on the test part of the rows with targets."""
    parts = ", ".join(f"{part} {count}" for part, count in stance["parts"].items())
    lines = [
        f"Rows with a target: {parts}.",
        "",
        "| model | macro F1 | support | oppose | neutral | calibration error |",
    ]
    lines.append("|---|---|---|---|---|---|")
    for name, figures in (*stance["test"].items(), *stance["baselines"].items()):
        shares = [figures["stances"][key]["f1"] for key in ("support", "oppose", "neutral")]
        cells = [figures["macro_f1"], *shares, figures.get("calibration_error", "-")]
        lines.append(f"| {name.replace('_', ' ')} | " + " | ".join(map(str, cells)) + " |")
    return lines


def _triple(rates: Mapping[str, float]) -> str:
    return f"{rates['f1']} ({rates['precision']}, {rates['recall']})"


def _render_labels(figures: Mapping[str, Any]) -> list[str]:
    lines = [
        "| device | support | precision | recall | F1 | AUC | calibration error |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, entry in figures["labels"].items():
        cells = [entry[key] for key in ("support", "precision", "recall", "f1", "auc", "ece")]
        lines.append(f"| `{name}` | " + " | ".join(map(_show, cells)) + " |")
    return lines


def render_verdicts(verdicts: Mapping[str, Any]) -> list[str]:
    """The shipped band, then what moving either edge costs in verdicts and brings in rightness."""
    return [
        (
            "`tagged` asks for sureness, the root mean square of the tags' probabilities, `clean` for logits below all "
            "thresholds; between is `unsure`."
        ),
        "The shipped edges are bold.",
        "",
        "| sureness from | share tagged | tags in these | of the tags right |",
        "|---|---|---|---|",
        *_render_curve(verdicts, "tagged_curve", ("sure_share", "tagged", "tags", "tag_precision")),
        "",
        "| logits below thresholds, more than | share clean | of these right |",
        "|---|---|---|",
        *_render_curve(verdicts, "clean_curve", ("unsure_margin", "clean", "clean_right")),
    ]


def _render_curve(verdicts: Mapping[str, Any], curve: str, keys: tuple[str, ...]) -> list[str]:
    edge, *rest = ([_show(entry[key]) for key in keys] for entry in (verdicts, *verdicts[curve]))
    return [f"| {' | '.join(cells)} |" for cells in ([f"**{cell}**" for cell in edge], *rest)]


def render_bins(reliability: Mapping[str, Any]) -> list[str]:
    """The reliability diagram of all devices together and of "any device"."""
    lines = ["| probabilities of | mean confidence | frequency | count |", "|---|---|---|---|"]
    for name, title in (("devices", "all devices"), ("any", "any device")):
        for entry in reliability[name]:
            cells = (entry["confidence"], entry["frequency"], entry["count"])
            lines.append(f"| {title} | " + " | ".join(map(_show, cells)) + " |")
    return lines


def _show(cell: float | None) -> str:
    return "-" if cell is None else str(cell)
