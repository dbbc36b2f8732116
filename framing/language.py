"""A text -> its language, and whether the model was made for it and for each of its statements.

`py3langid` (142 language labels, a naive Bayes model of byte n-grams) does the work. Short texts are hard to tell
apart among close languages, so one that the model was made for wins wherever it is not clearly beaten. Lines of code,
tables and links are left out.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from framing.normalise import normalise
from framing.types import Language, UnsureReason
from framing.unusual import find_unusual, is_in_other_script, keep_running_text, leave_out_other_scripts

# A supported language wins unless the best one is more than this many times as probable. Held on the
# near relatives of the supported languages (Slovene, Macedonian, Belarusian): see tests/framing/test_language.py.
_BENEFIT_OF_DOUBT = 20.0
# The detector's label for what is no language.
_NO_LANGUAGE = "zxx"
# Detection settles within a few hundred characters; more costs time and changes nothing.
_ENOUGH = 2000
# Where most of that is code or a table, running text is looked for this far; further on would cost as much as tagging.
_FARTHEST = 20_000
# Written nearly alike; the detector tells them apart by chance, so they are answered as one.
_SAME = {"hr": "sr", "bs": "sr"}


def known_languages() -> tuple[str, ...]:
    """The codes that detection can answer with, sorted."""
    return tuple(sorted(set(_load_identifier().nb_classes)))


def find_language(text: str, supported: Sequence[str]) -> Language:
    """Detect a text's language from its running text; `und` when it holds nothing to go by."""
    sample = _find_sample(text)
    if not any(character.isalpha() for character in sample):
        return Language("und", supported=False)
    # Full-width letters or a few words in another script must not make English another language.
    plain = leave_out_other_scripts(normalise(sample).text)
    ranked = {code: float(p) for code, p in _load_identifier().rank(_make_safe(plain))}
    merged: dict[str, float] = {}
    for code, probability in ranked.items():
        name = _SAME.get(code, code) if "sr" in supported else code
        merged[name] = merged.get(name, 0.0) + probability
    best = max(merged, key=lambda code: merged[code])
    ours = max((code for code in supported if code in merged), key=lambda code: merged[code], default=best)
    code = ours if merged[ours] * _BENEFIT_OF_DOUBT >= merged[best] else best
    return Language("und" if code == _NO_LANGUAGE else code, supported=code in supported)


def find_reasons(
    text: str | None, statements: Sequence[str], language: Language, supported: Sequence[str]
) -> list[UnsureReason | None]:
    """Why the model was not made for a statement of a text in some language; None where it was.

    What is said of the text's language goes first: what looks like gibberish may be a language unknown here. Without
    a text, the statements have nothing to do with each other.
    """
    if language.code == "und":
        return ["unusual_text"] * len(statements)
    if not language.supported:
        return ["language"] * len(statements)
    return [
        "unusual_text" if unusual else "language" if _is_foreign(statement, text or "", supported) else None
        for statement, unusual in zip(statements, find_unusual(statements, apart=text is None), strict=True)
    ]


def _is_foreign(statement: str, text: str, supported: Sequence[str]) -> bool:
    """Whether a statement of a Latin or Cyrillic text is in another script, and in no supported language."""
    if not is_in_other_script(statement) or is_in_other_script(text):
        return False
    return not find_language(statement, supported).supported


def _find_sample(text: str) -> str:
    """Enough running text to tell the language by; code before an article is stepped over."""
    sample = keep_running_text(text[:_ENOUGH])
    if 2 * len(sample) < min(_ENOUGH, len(text)):
        sample = keep_running_text(text[:_FARTHEST])
    return sample[:_ENOUGH]


def _make_safe(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
