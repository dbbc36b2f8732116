"""Quotations found in the annotated passages, against what people marked.

    python -m bench.quotations [--split test] [FILE]

Direct speech matches when the kind agrees and the shared characters are at least 0.8 of the longer span; indirect
speech at 0.5. A speaker is right when the names agree or one holds all words of the other, and None must be None.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from framing.speech.quotation import find_quotations
from framing.speech.speakers import find_speakers

PASSAGES = Path(__file__).parent.parent / "datasets/quotations/passages.jsonl"
_OVERLAP = {"direct": 0.8, "indirect": 0.5}
_EMPTY_WORDS = {"the", "a", "an", "of"}


def load_passages(path: Path) -> list[dict[str, Any]]:
    """One passage a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def find_in(passage: dict[str, Any]) -> list[dict[str, Any]]:
    """What the code finds, in the form of the annotation."""
    text, language = passage["text"], passage["language"]
    found = find_speakers(text, find_quotations(text, language), language)
    return [
        {
            "kind": q.kind,
            "start": q.span.start,
            "end": q.span.end,
            "text": q.span.text,
            "cue": q.cue and q.cue.text,
            "mention": q.mention and q.mention.text,
            "speaker": q.speaker and q.speaker.text,
        }
        for q in found
    ]


def match(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of an expected and a found quotation, best overlap first, each used once."""
    scored = []
    for i, one in enumerate(expected):
        for j, other in enumerate(found):
            shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
            share = shared / max(one["end"] - one["start"], other["end"] - other["start"])
            if one["kind"] == other["kind"] and share >= _OVERLAP[one["kind"]]:
                scored.append((-share, i, j))
    pairs, left, right = [], set(), set()
    for _, i, j in sorted(scored):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((expected[i], found[j]))
    return pairs


def agree(one: str | None, other: str | None) -> bool:
    """The same name, or one that holds all words of the other; None agrees with None only."""
    if one is None or other is None:
        return one is other
    first, second = (set(re.findall(r"\w+", x.casefold())) - _EMPTY_WORDS for x in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def measure(passages: list[dict[str, Any]]) -> Counter[str]:
    """Counts over passages; `rates` turns them into shares."""
    counts: Counter[str] = Counter()
    for passage in passages:
        found = find_in(passage)
        for kind in ("direct", "indirect"):
            counts[f"{kind} expected"] += sum(q["kind"] == kind for q in passage["quotations"])
            counts[f"{kind} found"] += sum(q["kind"] == kind for q in found)
        for one, other in match(passage["quotations"], found):
            kind = one["kind"]
            counts[f"{kind} matched"] += 1
            counts[f"{kind} exact"] += (one["start"], one["end"]) == (other["start"], other["end"])
            counts[f"{kind} speaker"] += agree(one["speaker"], other["speaker"])
            counts[f"{kind} cue"] += agree(one["cue"], other["cue"])
        spoken = {(q["start"], q["end"]) for q in found if q["kind"] == "direct"}
        counts["not speech expected"] += len(passage["not_speech"])
        counts["not speech left"] += sum((q["start"], q["end"]) not in spoken for q in passage["not_speech"])
    return counts


def rates(counts: Counter[str]) -> dict[str, float]:
    """F1, exact F1, speaker and cue accuracy on what matched, and the share of other marks left alone."""
    shares = {}
    for kind in ("direct", "indirect"):
        both = counts[f"{kind} expected"] + counts[f"{kind} found"] or 1
        shares[f"{kind} f1"] = 2 * counts[f"{kind} matched"] / both
        shares[f"{kind} exact f1"] = 2 * counts[f"{kind} exact"] / both
        shares[f"{kind} speaker"] = counts[f"{kind} speaker"] / (counts[f"{kind} matched"] or 1)
        shares[f"{kind} cue"] = counts[f"{kind} cue"] / (counts[f"{kind} matched"] or 1)
    shares["not speech left"] = counts["not speech left"] / (counts["not speech expected"] or 1)
    return shares


def main() -> None:
    """Print a table a split and language group."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["train", "test"])
    parser.add_argument("file", nargs="?", type=Path, default=PASSAGES)
    options = parser.parse_args()
    passages = load_passages(options.file)
    for split in (options.split,) if options.split else ("train", "test"):
        for group, languages in (("en", {"en"}), ("ru uk sr pl bg", {"ru", "uk", "sr", "pl", "bg"})):
            chosen = [p for p in passages if p.get("split", split) == split and p["language"] in languages]
            if not chosen:
                continue
            counts = measure(chosen)
            print(f"{split}, {group}: {len(chosen)} passages, {counts['direct expected']} direct quotations")
            for name, value in rates(counts).items():
                print(f"  {name:18} {value:.3f}")


if __name__ == "__main__":
    main()
