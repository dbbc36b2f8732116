"""Own sentences in ten languages, and variations of them, to measure encoders on; no corpus text.

Each sentence stands in three parts, so that parts of one language can be joined anew.
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = {
    "en": (
        (
            "The committee has met nine times since March,",
            "and every time it has thanked itself",
            "for its patience.",
        ),
        ("“Nobody asked the villages,”", "the deputy told the half-empty chamber,", "“and nobody will.”"),
        (
            "If we let them close one school this year,",
            "they will sell the library next",
            "and the air after that.",
        ),
        ("Trains to the coast run every 40 minutes;", "the last one leaves at 23:15", "from platform 2b."),
    ),
    "de": (
        ("Die Brücke über den Fluss", "wird laut Straßenbauamt", "frühestens im Oktober wieder geöffnet."),
        ("Wer heute schweigt,", "macht sich morgen mitschuldig –", "so einfach ist das!"),
        (
            "Der Abgeordnete nannte den Entwurf",
            "„ein Geschenk an die Großgrundbesitzer“",
            "und verließ den Saal.",
        ),
        ("Nach Angaben der Behörde", "stieg die Zahl der Anträge um 12,5 %,", "vor allem in den Städten."),
    ),
    "fr": (
        ("L’usine a fermé en février,", "et les élus découvrent aujourd’hui", "qu’il y avait des ouvriers."),
        ("Selon le rapport, 3 communes sur 4", "n’ont reçu aucune aide de l’État", "depuis l’été dernier."),
        (
            "« Ils ont vendu nos forêts,",
            "ils vendront nos rivières »,",
            "répétait-il à qui voulait l’entendre.",
        ),
        ("Peut-être faut-il rappeler", "à ces messieurs si pressés", "que la loi s’applique aussi à eux ?"),
    ),
    "es": (
        (
            "El año pasado prometieron mil viviendas;",
            "este año inauguran, con orquesta,",
            "el cartel de la obra.",
        ),
        ("¿De verdad cree alguien", "que los mismos que hundieron el banco", "van a salvar los ahorros?"),
        ("La ministra explicó en Cádiz", "que el niño y su abuela", "habían sido atendidos a tiempo."),
        ("Según el informe nº 7,", "la sequía afectó a 2.300 explotaciones", "del sur y del interior."),
    ),
    "pl": (
        ("Naszym dziadkom nikt nie musiał tłumaczyć,", "czym jest zdrada,", "a my udajemy, że nie widzimy."),
        ("Urząd gminy ogłosił przetarg", "na remont drogi w Żółkowie,", "zgłoszenia przyjmuje do 15 maja."),
        (
            "„Źle się dzieje – powiedział sołtys –",
            "kiedy o wodzie decyduje ktoś,",
            "kto nigdy nie był spragniony”.",
        ),
        (
            "Każdy rozsądny człowiek wie,",
            "że te liczby wzięto z sufitu,",
            "tylko ministerstwo wciąż w nie wierzy.",
        ),
    ),
    "cs": (
        ("Příští zastávka:", "Náměstí Míru,", "přestup na linku A a na tramvaje."),
        ("Kdo dnes ustoupí o krok,", "ten zítra půjde na kolenou,", "říkával můj děd."),
        ("Podle průzkumu z ledna", "důvěřuje vládě 31 % dotázaných,", "nejméně za poslední čtyři roky."),
        ("Přišli, rozdali koláče,", "vyfotili se s dětmi", "a odjeli dřív, než kdokoli položil otázku."),
    ),
    "ru": (
        ("Нам снова предлагают потерпеть,", "хотя терпят почему-то всегда одни,", "а празднуют другие."),
        (
            "По данным ведомства, паводок затронул",
            "семь районов области;",
            "пострадавших, по предварительным данным, нет.",
        ),
        ("«Ещё вчера они клялись в дружбе,", "— напомнил депутат, —", "а сегодня точат нож за спиной»."),
        ("Автобус № 14", "с понедельника будет ходить", "по объездной дороге до 6:30 утра."),
    ),
    "uk": (
        ("Їхній ґанок бачив більше обіцянок,", "ніж уся ця комісія", "за п’ять років роботи."),
        ("Хто не з нами, той проти нас,", "повторює об’єктивний ведучий щовечора,", "і зал слухняно киває."),
        ("За словами лікарки,", "черга на обстеження скоротилася", "з трьох тижнів до 4 днів."),
        ("Єдиний міст через річку", "закрили на ремонт,", "обʼїзд — через сусіднє село."),
    ),
    "bg": (
        ("Общината обеща нова детска градина,", "а построи паркинг", "и го нарече „инвестиция в бъдещето“."),
        ("Цената на хляба", "се е повишила с 8,3 на сто", "спрямо същия месец на миналата година."),
        ("Щом те мълчат,", "значи имат какво да крият,", "друго обяснение просто няма."),
        ("Братята ни отвъд реката", "винаги са ни подавали ръка,", "нека не им обръщаме гръб днес!"),
    ),
    "el": (
        ("Το πλοίο για το νησί", "αναχωρεί στις 7:45 από τον Πειραιά,", "αν το επιτρέψει ο καιρός."),
        ("Μας λένε να κάνουμε υπομονή,", "οι ίδιοι που δεν περίμεναν", "ούτε μία μέρα στην ουρά."),
        ("Σύμφωνα με την έκθεση,", "το 42 % των αγροτών", "δεν έχει λάβει ακόμη την αποζημίωση."),
        (
            "«Δεν θα γίνουμε αποικία κανενός!»",
            "φώναξε ο δήμαρχος",
            "και το πλήθος ξέσπασε σε χειροκροτήματα.",
        ),
    ),
}

# 27 words on average, as in news.
LONG = tuple(
    f"{opening} {middle} {close}"
    for opening, middle, close in itertools.product(
        (
            "The minister of transport said on Tuesday that the new line",
            "Residents of the old harbour were told last week that the wall",
            "According to the people who signed it, the agreement on water",
        ),
        (
            "would not be finished before the end of the decade,",
            "had been planned without a single visit to the valley,",
            "was the only honest answer to twenty years of neglect,",
        ),
        (
            "and that anyone who claims otherwise is serving a foreign master.",
            "although the auditors found no trace of it in the books.",
            "which is why they now turn to the court in the capital.",
        ),
    )
)


def own_sentences() -> list[tuple[str, str]]:
    """Give every sentence with its language."""
    return [(language, " ".join(parts)) for language, sentences in PARTS.items() for parts in sentences]


def vary_sentences(count: int, seed: int = 0) -> list[str]:
    """Give that many different texts a language: parts joined anew, typed as people and programs type."""
    chance = random.Random(seed)
    return [text for parts in PARTS.values() for text in _vary(parts, count, chance)]


def _vary(sentences: tuple[tuple[str, str, str], ...], count: int, chance: random.Random) -> list[str]:
    joined = [" ".join(parts) for parts in itertools.product(*zip(*sentences, strict=True))]
    variants = sorted({variant for text in joined for variant in _typed(text, chance)})
    return chance.sample(variants, count)


def _typed(text: str, chance: random.Random) -> Iterator[str]:
    words = text.split()
    chance.shuffle(words)
    yield from (text, text.upper(), text.lower(), " ".join(words))
    yield unicodedata.normalize("NFD", text)
    yield text.replace(" ", "\u00a0", 2).replace(" ", "  ", 1)
    yield text.translate(str.maketrans("“”„«»’–", '"""""\'-'))
    yield f"⚡️ {text}\n\nhttps://example.org/?id={chance.randrange(10**6)} #{words[0]} 😀"
