"""Surnames of people who hold or held power lately: whom a verdict must not depend on.

Own compilation of plain facts, of all camps and countries. Names of history that carry a device themselves ("a new
Chamberlain") are left out on purpose: the model must read those.

Does not: hold any logic beyond spelling its own tables.
"""

from functools import cache
from itertools import product

from framing.names.marks import strip_marks
from framing.wordlists import word_set

# In both alphabets a surname may stand in any case of a Slavic language; the sets are closed, so that a word which
# only begins like a name is none.
_LATIN = """
abbott albanese aliyev assad babiš baerbock bardella bezos biden blair blinken boluarte bolsonaro bongo borisov
borissov borrell brnabić buhari bukele cameron carney chavez chávez ciolacu clinton corbyn correa dačić desantis
djukanović dodik dodon draghi duterte erdoğan farage fiala fico fujimori georgescu guaidó guterres habeck haniyeh
harris hegseth hollande imamoğlu iohannis ivanishvili janša juncker kaczyński kallas karzai khamenei kirchner
kobakhidze koštunica kurti kwaśniewski lapid lavrov leyen lukashenka lukashenko macron maduro mcconnell medvedev
mélenchon meloni merkel merz milanović milatović milei mirziyoyev mitsotakis modi morawiecki morsi mugabe museveni
musk nasrallah navalny navalnaya nawrocki nazarbayev netanyahu obama orban orbán ortega pashinyan pelosi peskov petkov
pezeshkian plahotniuc plenković poilievre pompeo poroshenko prigozhin puigdemont putin radev rajoy ramaphosa romney
rouhani rubio ruto rutte saakashvili salvini sandu sarkozy sargsyan scholz shoigu sikorski simion sinwar soros starmer
steinmeier stoltenberg sturgeon sunak tadić thaçi thunberg tikhanovskaya tinubu tokayev trudeau trump truss
trzaskowski tsikhanouskaya tsipras tusk tymoshenko vance vučić wagenknecht wałęsa yanukovych yanukovich yatsenyuk
zaluzhny zakharova zapatero zelensky zelenskyy zelenskiy zełenski zelenski zeman zemmour zuckerberg zuma
"""
_LATIN_ENDINGS = ("", *sorted(word_set("a ą e em emu ego i ie iem im m om owi owie u y ę ev ov eva ova")))
_CYRILLIC = """
алиев асад бајден байден байдън бабиш бербок блер блэр блинкен болсонар борелл боррель борисов вучић вучич додик додон
ердоган эрдоган зеленск зеленськ зеленски земан імамоглу имамоглу іванішвілі иванишвили јанукович янукович качињск
качинськ качиньск качинск клинтон клінтон кобахидзе корбин курти кэмерон кемерон лавров лукашенк макрон мадуро
медведев медведєв мелони меркел мерц мелоні милей милановић миланович моди моравецк моравєцьк навальн навални навроцк
навроцьк назарбаев нетаньяху нетаньягу нетанјаху обам орбан пашинян пашинјан пашінян песков пєсков пеевск петков
плахотнюк порошенк пригожин путин путін радев рютте рубио рубіо саакашвили санду саркози саргсян симион сорос стармер
столтенберг сунак тадић тачи тимошенк тихановск токаев трамп трюдо туск тусек фараж фарадж фицо фіцо хаменеи хаменеї
харис харрис цакербърг цукерберг ципрас шойгу шолц шольц шредер ющенко яценюк
"""
_CYRILLIC_ENDINGS = (
    "",
    *sorted(
        word_set(
            "а я у ю о е ы и і й ь ом ем ым им ой ою ей ею ий ый ого ому его ему ові еві ів их ими ая ую ых ама има "
            "ами ах ев ов ева ова"
        )
    ),
)


@cache
def list_leaders() -> frozenset[str]:
    """Every form of every surname, small letters, with and without its marks."""
    forms: set[str] = set()
    for stems, endings in ((_LATIN, _LATIN_ENDINGS), (_CYRILLIC, _CYRILLIC_ENDINGS)):
        forms.update("".join(parts) for parts in product(stems.split(), endings))
    return frozenset(forms | {strip_marks(form).replace("đ", "d") for form in forms})
