"""A verb of rejection in a sentence -> where the words begin that somebody disowns.

As in "X rejected claims by Y that ..." and "X denied the charge of ...".

Does not: say who disowns them, or where they end.
"""

from framing.speech.phrases import Tokens
from framing.wordlists import word_set

REJECTING = word_set(
    "reject rejects rejected rejecting deny denies denied denying dismiss dismisses dismissed dismissing"
)
REJECTING |= word_set("refute refutes refuted refuting dispute disputes disputed disputing")
_CLAIMS = word_set("claim claims allegation allegations accusation accusations charge charges suggestion suggestions")
_CLAIMS |= word_set("assertion assertions insinuation insinuations report reports")
# Words from "rejected" to "claims", and from there to "that", as in "claims by the foreign intelligence service that".
_CLAIM_REACH = 14


def find_rejected(tokens: Tokens, at: int) -> int | None:
    """The token after "that" or "of"; None where the verb at `at` rejects nothing that is told."""
    if tokens[at].low not in REJECTING:
        return None
    noun = next((place for place in _reach(tokens, at) if tokens[place].low in _CLAIMS), None)
    if noun is None or any(tokens[place].text in ".;:" or tokens[place].low == "that" for place in range(at + 1, noun)):
        return None
    opens = next((place for place in _reach(tokens, noun) if tokens[place].low == "that"), None)
    if opens is None and noun + 1 < len(tokens) and tokens[noun + 1].low == "of":
        opens = noun + 1
    return opens + 1 if opens is not None and opens + 1 < len(tokens) else None


def _reach(tokens: Tokens, at: int) -> range:
    return range(at + 1, min(at + _CLAIM_REACH, len(tokens)))
