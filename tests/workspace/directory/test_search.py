"""Finding people and parties however their names are written."""

import pytest

from factories import Cast
from vierspan.workspace.directory import finding
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.spelling import folded, telling, words
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Choice

pytestmark = pytest.mark.django_db

PARTIES = (
    "Stichting Thuiszorg De Brink",
    "Gemeente IJsselstein",
    "Café Straße 's-Hertogenbosch",
    "Smørrebrød Compagnie B.V.",
    "Kuijper & Zonen",
    "Regionale Ambulance Voorziening Oost",
)


def party(cast: Cast, name: str, **values: object) -> Party:
    row = Party(network_id=cast.network.pk, name=name, **values)
    row.save()
    return row


def person(cast: Cast, name: str, **values: object) -> Person:
    row = Person(network_id=cast.network.pk, name=name, **values)
    row.save()
    return row


def found(cast: Cast, said: str, table: str = "parties", who: str = "alice") -> list[str]:
    actor = getattr(cast, who)
    return [row.title for row in sheets.sheet(actor, table, Choice(search=said)).page.rows]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("brink de", "Stichting Thuiszorg De Brink"),
        ("thuiszorg brink stichting", "Stichting Thuiszorg De Brink"),
        ("vereniging thuiszorg brink", "Stichting Thuiszorg De Brink"),
        ("ĳsselstein", "Gemeente IJsselstein"),
        ("ysselstein", "Gemeente IJsselstein"),
        ("cafe strasse", "Café Straße 's-Hertogenbosch"),
        ("s hertogenbosch cafe", "Café Straße 's-Hertogenbosch"),
        ("smorrebrod bv", "Smørrebrød Compagnie B.V."),
        ("kuyper", "Kuijper & Zonen"),
        ("RAVO", "Regionale Ambulance Voorziening Oost"),
        ("rav oost", "Regionale Ambulance Voorziening Oost"),
    ],
)
def test_a_party_is_found_however_its_name_is_written(cast: Cast, said: str, name: str) -> None:
    for each in PARTIES:
        party(cast, each)
    assert name in found(cast, said)


@pytest.mark.parametrize("said", ["j.p. hof", "hof jp van 't", "JP van 't Hof"])
def test_initials_and_small_words_do_not_matter(cast: Cast, said: str) -> None:
    person(cast, "J.P. van 't Hof")
    assert found(cast, said, "people") == ["J.P. van 't Hof"]


@pytest.mark.parametrize("said", ["Thuizsorg", "Thuisorg", "Thuiszorgg", "Thuisporg Brink"])
def test_one_slip_in_a_long_word_is_seen_through_and_said(cast: Cast, said: str) -> None:
    page = sheets.sheet(cast.alice, "parties", Choice(search=said)).page
    assert [(row.title, row.is_alike) for row in page.rows] == [("Thuiszorg De Brink", True)]


def test_a_slip_in_a_short_word_finds_nothing(cast: Cast) -> None:
    party(cast, "Haven Zuid")
    assert found(cast, "zuit") == []
    assert found(cast, "thuizzzorg") == []


def test_an_initial_stands_for_a_first_name_when_the_last_name_is_right(cast: Cast) -> None:
    person(cast, "A. Westerveld")
    person(cast, "B. Westerveld")
    assert found(cast, "Anna Westerveld", "people") == ["A. Westerveld"]


def test_where_enough_is_found_nothing_that_only_looks_like_it_is_added(cast: Cast) -> None:
    for number in range(finding.LITTLE):
        party(cast, f"Huis Kastanje {number}")
    near = party(cast, "Huis Kastanja")
    assert near.name not in found(cast, "kastanje")


def test_tags_places_and_own_fields_are_searched_too(cast: Cast) -> None:
    named = party(cast, "Alfa", tags=["Voortrekker"], place="Egmond", extra={"KvK": "12345678"})
    for said in ("voortrekker", "egmond", "1234567"):
        assert found(cast, said) == [named.name]


@pytest.mark.parametrize("said", ["geheim@x.example", "geheim", "0612345678", "intern"])
def test_what_only_participants_read_is_no_way_to_find_anybody_for_others(cast: Cast, said: str) -> None:
    person(cast, "Hilde", email="geheim@x.example", phone="0612345678", extra={"Soort": "intern"})
    assert found(cast, said, "people", "bob") == ["Hilde"]
    assert found(cast, said, "people", "carla") == []


def test_the_search_box_says_of_which_it_is_sure(cast: Cast) -> None:
    hits = directory.search(cast.alice, "thuiszorg brink")
    assert [(hit.name, hit.is_sure) for hit in hits] == [("Thuiszorg De Brink", True)]
    near = directory.search(cast.alice, "Gemeete")
    assert [(hit.name, hit.is_sure) for hit in near] == [("Gemeente Oosterdal", False)]


def test_another_network_is_never_searched(cast: Cast) -> None:
    party(cast, "Alleen Hier")
    assert found(cast, "alleen hier", who="dirk") == []
    assert found(cast, "alleem hier", who="dirk") == []


def test_what_is_left_of_a_name() -> None:
    assert folded("  Ćafé  ĲSSEL ß Ø ") == "cafe ijssel ss o"
    assert words("J.P. van 't Hof-Smid (Zn.)") == ["jp", "van", "t", "hof", "smid", "zn"]
    assert telling(["van", "de"]) == ["van", "de"]
    assert telling(["de", "brink"]) == ["brink"]
