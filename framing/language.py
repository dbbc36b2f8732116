"""A text -> its language, and whether the model was made for it.

`py3langid` (142 language labels, a naive Bayes model of byte n-grams) does the work. Short texts are hard to tell
apart among close languages, so one that the model was made for wins wherever it is not clearly beaten.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from framing.normalise import normalise
from framing.types import Language

# A supported language wins unless the best one is more than this many times as probable. Held on the
# near relatives of the supported languages (Slovene, Macedonian, Belarusian): see tests/framing/test_language.py.
_BENEFIT_OF_DOUBT = 20.0
# Detection settles within a few hundred characters; more costs time and changes nothing.
_ENOUGH = 2000
# Written nearly alike; the detector tells them apart by chance, so they are answered as one.
_SAME = {"hr": "sr", "bs": "sr"}


def known_languages() -> tuple[str, ...]:
    """The codes that detection can answer with, sorted."""
    return tuple(sorted(set(_load_identifier().nb_classes)))


def find_language(text: str, supported: Sequence[str]) -> Language:
    """Detect a text's language; `und` when it holds nothing to go by."""
    # Full-width letters or a few Cyrillic ones must not make English another language.
    plain = normalise(text[:_ENOUGH]).text
    ranked = {code: float(p) for code, p in _load_identifier().rank(_make_safe(plain))}
    if not any(character.isalpha() for character in text):
        return Language("und", supported=False)
    merged: dict[str, float] = {}
    for code, probability in ranked.items():
        name = _SAME.get(code, code) if "sr" in supported else code
        merged[name] = merged.get(name, 0.0) + probability
    best = max(merged, key=lambda code: merged[code])
    ours = max((code for code in supported if code in merged), key=lambda code: merged[code], default=best)
    code = ours if merged[ours] * _BENEFIT_OF_DOUBT >= merged[best] else best
    return Language(code, supported=code in supported)


def _make_safe(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
