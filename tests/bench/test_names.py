"""bench.names."""

from random import Random

from bench.names import swap_nations, swap_parties, swap_persons


def test_a_nation_is_swapped_in_all_its_forms_for_one_other() -> None:
    """Country, adjective and people go together, and parts of words stay."""
    country, adjective, people = swap_nations("Serbia, Serbian, Serbs", Random(0)).split(", ")

    assert country != "Serbia"
    assert (adjective[:3], people[:3]) == (country[:3],) * 2 or country == "France"
    assert swap_nations("Serbianise", Random(0)) == "Serbianise"


def test_a_person_becomes_somebody_else_all_through() -> None:
    """Full names, names after titles, and the surname when it comes again."""
    swapped = swap_persons("Anna Kovac spoke. Mr. Roy believed Kovac. The mayor did not.", Random(1))
    named, believed, rest = swapped.split(". ", 1)[0], swapped.split(". ")[2], swapped[-18:]

    assert "Kovac" not in swapped
    assert "Roy" not in swapped
    assert named.split()[1] == believed.split()[-1]
    assert rest == "The mayor did not."


def test_a_party_becomes_another() -> None:
    """Members of parties are swapped, small words are not."""
    assert swap_parties("the Tories and liberals", Random(2)).endswith("and liberals")
    assert any("Tories" not in swap_parties("the Tories", Random(seed)) for seed in range(5))
