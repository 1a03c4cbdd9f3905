import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory import queries
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.queries import Wanted
from vierspan.workspace.directory.spelling import folded


def names(page: object) -> list[str]:
    return [row.name for row in page.rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "plain"), [("Café  De Brink", "cafe de brink"), ("ZOË", "zoe"), ("IJsselland", "ijsselland")]
)
def test_names_are_searched_without_accents_and_capitals(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_people_are_found_whatever_their_accents(cast: Cast) -> None:
    assert names(queries.people(cast.alice, Wanted(search="zoe"))) == ["Zoë"]
    assert names(queries.parties(cast.alice, Wanted(search="CAFE samen"))) == ["Café Samen"]
    assert [hit.name for hit in queries.search(cast.alice, "ëb")] == []
    assert queries.search(cast.alice, "a")[0].name == "Alice"


def test_parties_are_filtered_and_sorted(cast: Cast) -> None:
    assert names(queries.parties(cast.alice, Wanted(region="Oost"))) == ["Café Samen", "Thuiszorg De Brink"]
    assert names(queries.parties(cast.alice, Wanted(ring="partner"))) == ["Gemeente Oosterdal"]
    assert names(queries.parties(cast.alice, Wanted(sort="sector"))) == [
        "Gemeente Oosterdal",
        "Café Samen",
        "Thuiszorg De Brink",
    ]
    assert [row.headcount for row in queries.parties(cast.alice).rows] == [2, 2, 2]
    assert queries.sectors(cast.alice) == ["gemeente", "welzijn", "zorg"]
    assert queries.regions(cast.alice) == ["Oost", "West"]


def test_people_are_filtered_by_their_party(cast: Cast) -> None:
    brink = id_of(cast.alice, Party, external_id="P1")
    assert names(queries.people(cast.alice, Wanted(party=brink))) == ["Alice", "Dan"]
    assert names(queries.people(cast.alice, Wanted(sector="gemeente"))) == ["Bob", "Finn"]
    assert [person.name for person in queries.people_of(cast.alice, brink)] == ["Alice", "Dan"]


def test_a_tie_is_seen_from_both_ends(cast: Cast) -> None:
    brink, oosterdal = (id_of(cast.alice, Party, external_id=code) for code in ("P1", "P2"))
    (tie,) = queries.ties_of(cast.alice, brink)
    assert (tie.other.name, tie.is_outgoing) == ("Gemeente Oosterdal", True)
    assert [(tie.other.name, tie.is_outgoing) for tie in queries.ties_of(cast.alice, oosterdal)] == [
        ("Thuiszorg De Brink", False),
        ("Café Samen", True),
    ]


def test_another_network_is_not_there(cast: Cast) -> None:
    foreign_party, foreign_person = id_of(cast.dirk, Party, external_id="P1"), id_of(cast.dirk, Person, name="Bob")
    with pytest.raises(NotFound):
        queries.party(cast.alice, foreign_party)
    with pytest.raises(NotFound):
        queries.person(cast.alice, foreign_person)
    assert queries.people_of(cast.alice, foreign_party) == []
    assert queries.ties_of(cast.alice, foreign_party) == []
    assert queries.names(cast.alice, [foreign_party, foreign_person]) == {}
    assert queries.people(cast.alice, Wanted(party=foreign_party)).total == 0
    assert queries.affiliations_of(cast.alice, foreign_person) == []
    assert queries.introductions_of(cast.alice, foreign_person) == []


def test_guests_do_not_read_the_directory(cast: Cast) -> None:
    for read in (queries.parties, queries.people, queries.sectors):
        with pytest.raises(NotAllowed):
            read(cast.gus)
    assert queries.people(cast.carla).total == 6


def test_a_page_past_the_end_is_the_last(cast: Cast) -> None:
    page = queries.people(cast.alice, page=9)
    assert (page.number, page.last, page.total, page.has_next) == (1, 1, 6, False)
