"""A statement -> the same statement about other nations, other persons and other parties.

What is swapped is listed here on purpose and not read from `framing.names`: a bench that shares its tables with what
it measures measures nothing. English only: in the other languages a name cannot be swapped without inflecting it.
"""

import re
from collections.abc import Callable, Mapping
from random import Random

Swap = Callable[[str, Random], str]

# Country, adjective, people, capital.
_NATIONS = [
    line.split()
    for line in """
France French Frenchmen Paris
Germany German Germans Berlin
Spain Spanish Spaniards Madrid
Italy Italian Italians Rome
Poland Polish Poles Warsaw
Serbia Serbian Serbs Belgrade
Ukraine Ukrainian Ukrainians Kyiv
Russia Russian Russians Moscow
China Chinese Chinese Beijing
Turkey Turkish Turks Ankara
Hungary Hungarian Hungarians Budapest
Romania Romanian Romanians Bucharest
Bulgaria Bulgarian Bulgarians Sofia
Greece Greek Greeks Athens
Norway Norwegian Norwegians Oslo
Canada Canadian Canadians Ottawa
Japan Japanese Japanese Tokyo
India Indian Indians Delhi
Egypt Egyptian Egyptians Cairo
Israel Israeli Israelis Jerusalem
Iran Iranian Iranians Tehran
America American Americans Washington
Britain British Britons London
Georgia Georgian Georgians Tbilisi
Armenia Armenian Armenians Yerevan
Kenya Kenyan Kenyans Nairobi
Nigeria Nigerian Nigerians Abuja
Mexico Mexican Mexicans Bogota
Albania Albanian Albanians Tirana
Croatia Croatian Croats Zagreb
""".strip().splitlines()
]
_PARTIES = ("Conservatives", "Republicans", "Democrats", "Socialists", "Liberals", "Greens", "Tories")
_FULL_NAMES = (
    ("Anna", "Peter", "Maria", "John", "Elena", "Thomas", "Olga", "David", "Nina", "Robert", "Sarah", "Ivan"),
    ("Lindqvist", "Okafor", "Petrenko", "Marković", "Dumont", "Keller", "Nowicki", "Haddad", "Farrell", "Sokolova"),
)
_GIVEN = (
    "Alan|Alexander|Ali|Ana|Andrew|Andrei|Anna|Boris|Carlos|Daniel|David|Denise|Elena|Emma|Fatima|Gary|George|Hassan|"
    "Helen|Ivan|James|Jane|Joe|John|Joseph|Karen|Linda|Luis|Margaret|Maria|Marko|Mary|Michael|Milan|Mohammed|Nadia|"
    "Nikola|Olga|Omar|Patrick|Paul|Peter|Robert|Rosa|Ruth|Sarah|Simon|Sofia|Stefan|Susan|Thomas|Tom|Vera|Viktor|William"
)
_TITLES = "Mr|Mrs|Ms|Miss|Dr|Professor|President|Chancellor|Minister|Senator|Governor|Mayor|Judge|Sir"
_PERSON = re.compile(rf"\b(?:(?P<given>{_GIVEN})|(?P<title>{_TITLES})(?P<stop>\.?)) (?P<surname>[A-Z][a-zà-ž]+)\b")


def swap_nations(text: str, random: Random) -> str:
    """Every nation for one other, in all its forms and all through."""
    others = list(range(len(_NATIONS)))
    random.shuffle(others)
    chosen: dict[str, str] = {}
    for nation, other in zip(_NATIONS, others, strict=True):
        for own, new in zip(nation, _NATIONS[other], strict=True):
            chosen.setdefault(own, new)
    return _swap_words(text, chosen)


def swap_parties(text: str, random: Random) -> str:
    """Every party's members for another's."""
    return _swap_words(text, dict(zip(_PARTIES, random.sample(_PARTIES, len(_PARTIES)), strict=True)))


def swap_persons(text: str, random: Random) -> str:
    """Everybody named in full or after a title for somebody else, the same one all through."""
    surnames: dict[str, str] = {}

    def change(match: re.Match[str]) -> str:
        surname = surnames.setdefault(match["surname"], random.choice(_FULL_NAMES[1]))
        return (
            f"{match['title']}{match['stop']} {surname}"
            if match["title"]
            else f"{random.choice(_FULL_NAMES[0])} {surname}"
        )

    return _swap_words(_PERSON.sub(change, text), surnames)


def _swap_words(text: str, chosen: Mapping[str, str]) -> str:
    if not chosen:
        return text
    pattern = "|".join(sorted(map(re.escape, chosen), key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", lambda match: chosen[match.group()], text)


SWAPS: Mapping[str, Swap] = {"nations": swap_nations, "persons": swap_persons, "parties": swap_parties}
