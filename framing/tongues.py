"""The words of a text -> which of six languages it is in, by the commonest words and by letters of one language alone.

For choosing between the readings of one word; a text of a few words is often in none.

Does not: replace `framing.language`, which knows far more languages and takes far longer.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

# Own choice of words that hold sentences together; those that two languages share speak for both.
_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it was on are with as by this be at from his they have not but we you",
        "ru": "и в не на что с по как это но из у за от так о же то для он мы его все они бы был или к когда если нет",
        "uk": "і в не на що з та це як у за до але від й про для він ми його всі вони б був або коли якщо немає їх",
        "bg": "и в не на че с по как това но от за да се е са ще го ни ли той ние те беше или когато ако няма във със",
        "sr": "и у не на да је с по као то али из за од се су ће га ми он они би био или када ако нема их ја који",
        "sr-Latn": "i u ne na da je s po kao to ali iz za od se su će ga mi on oni bi bio ili kada ako nema ih ja koji",
        "pl": "i w nie na że z po jak to ale od za do się jest są o go my on by był lub kiedy jeśli ich ja który dla",
    }.items()
}
# Few Russian words have the "ъ" that most Bulgarian sentences have.
_LETTERS = {
    "ru": frozenset("ыэё"),
    "uk": frozenset("іїєґ"),
    "bg": frozenset("ъ"),
    "sr": frozenset("јљњђћџ"),
    "sr-Latn": frozenset("đčšž"),
    "pl": frozenset("ąęłńśźż"),
}


def guess_tongue(words: Iterable[str]) -> str | None:
    """The language that most of the words (small letters) speak for; none without any, or between equals."""
    score = Counter(language for word in words for language in _speaks_for(word))
    best = score.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


# Most words of a text are among the few thousand commonest.
@lru_cache(maxsize=16384)
def _speaks_for(word: str) -> tuple[str, ...]:
    return tuple(
        language
        for language, common in _COMMON.items()
        if word in common or not _LETTERS.get(language, frozenset()).isdisjoint(word)
    )
