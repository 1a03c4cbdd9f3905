from datetime import date, timedelta

import pytest

from factories import DAY, Cast, id_of
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import queries
from vierspan.workspace.directory.actions import affiliations, people
from vierspan.workspace.directory.models import Affiliation, Party, Person
from vierspan.workspace.directory.versions import Changed, version

THEN = DAY - timedelta(days=400)


def _jobs(cast: Cast, person: Person) -> list[tuple[str, str, date | None, date | None]]:
    rows = queries.affiliations_of(cast.bob, person.pk)
    return [(row.party.name, row.role, row.since, row.until) for row in rows]


@pytest.fixture
def hanna(cast: Cast) -> Person:
    brink = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    return people.add(cast.bob, {"name": "Hanna", "party": brink, "function": "teamleider", "joined_on": THEN})


def test_another_job_ends_the_one_before_and_the_history_stays(cast: Cast, hanna: Person) -> None:
    town = id_of(cast.alice, Party, name="Gemeente Oosterdal")
    affiliations.move(cast.bob, hanna.pk, party_id=town, since=DAY, role="beleidsmedewerker")
    assert _jobs(cast, hanna) == [
        ("Gemeente Oosterdal", "beleidsmedewerker", DAY, None),
        ("Thuiszorg De Brink", "teamleider", THEN, DAY),
    ]
    now = queries.person(cast.bob, hanna.pk)
    assert (now.party_id, now.function) == (town, "beleidsmedewerker")


def test_a_party_that_only_an_import_told_of_becomes_history_too(cast: Cast) -> None:
    alice = queries.person(cast.bob, id_of(cast.alice, Person, name="Alice"))
    before = alice.party.name if alice.party else ""
    assert _jobs(cast, alice) == []
    cafe = id_of(cast.alice, Party, name="Café Samen")
    affiliations.move(cast.bob, alice.pk, party_id=cafe, since=DAY)
    assert _jobs(cast, alice) == [("Café Samen", "", DAY, None), (before, "", None, DAY)]


def test_a_job_neither_starts_in_the_future_nor_before_the_one_that_it_ends(cast: Cast, hanna: Person) -> None:
    town = id_of(cast.alice, Party, name="Gemeente Oosterdal")
    for since in (date(2190, 1, 1), THEN - timedelta(days=1)):
        with pytest.raises(Invalid) as found:
            affiliations.move(cast.bob, hanna.pk, party_id=town, since=since)
        assert found.value.field == "since"
    with pytest.raises(Invalid):
        affiliations.move(cast.bob, hanna.pk, party_id=id_of(cast.dirk, Party, name="Café Samen"), since=DAY)
    assert len(_jobs(cast, hanna)) == 1


def test_the_history_can_be_put_right(cast: Cast, hanna: Person) -> None:
    cafe = id_of(cast.alice, Party, name="Café Samen")
    before = affiliations.add(cast.bob, hanna.pk, {"party": cafe, "since": date(2019, 1, 1), "until": THEN})
    assert queries.person(cast.bob, hanna.pk).party_id != cafe
    affiliations.change(cast.bob, before.pk, {"role": "bestuurslid"}, seen=version(before))
    with pytest.raises(Changed):
        affiliations.change(cast.bob, before.pk, {"role": "voorzitter"}, seen=version(before))
    with pytest.raises(Invalid):
        fresh = Affiliation.objects.of(cast.network.pk).get(pk=before.pk)
        affiliations.change(cast.bob, before.pk, {"until": date(2018, 1, 1)}, seen=version(fresh))
    assert ("Café Samen", "bestuurslid", date(2019, 1, 1), THEN) in _jobs(cast, hanna)


def test_when_the_main_job_ends_the_one_beside_it_takes_its_place(cast: Cast, hanna: Person) -> None:
    cafe = id_of(cast.alice, Party, name="Café Samen")
    beside = affiliations.add(cast.bob, hanna.pk, {"party": cafe, "role": "bestuurslid", "since": THEN})
    main = Affiliation.objects.of(cast.network.pk).get(person=hanna, role="teamleider")
    affiliations.change(cast.bob, main.pk, {"until": DAY}, seen=version(main))
    now = queries.person(cast.bob, hanna.pk)
    assert (now.party_id, now.function) == (cafe, "bestuurslid")
    affiliations.remove(cast.bob, beside.pk)
    assert queries.person(cast.bob, hanna.pk).party_id is None


def test_only_participants_of_this_network_change_it(cast: Cast, hanna: Person) -> None:
    job = Affiliation.objects.of(cast.network.pk).get(person=hanna)
    cafe = id_of(cast.alice, Party, name="Café Samen")
    with pytest.raises(NotAllowed):
        affiliations.move(cast.carla, hanna.pk, party_id=cafe, since=DAY)
    for act in (
        lambda: affiliations.move(cast.dirk, hanna.pk, party_id=cafe, since=DAY),
        lambda: affiliations.remove(cast.dirk, job.pk),
        lambda: affiliations.change(cast.dirk, job.pk, {}, seen=""),
        lambda: affiliations.add(cast.dirk, hanna.pk, {}),
    ):
        with pytest.raises(NotFound):
            act()
