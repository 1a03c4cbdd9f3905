from datetime import date
from uuid import UUID, uuid4

import pytest

from factories import DAY, Cast, id_of
from vierspan.workspace.acts.models import LastChange
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import queries
from vierspan.workspace.directory.actions import parties, people
from vierspan.workspace.directory.actions.keeping import KnownAlready
from vierspan.workspace.directory.models import OwnField, Party, Person
from vierspan.workspace.directory.versions import Changed, version


def _party(cast: Cast, name: str = "Café Samen") -> UUID:
    return id_of(cast.alice, Party, name=name)


def test_somebody_is_added_with_a_party_and_their_history_begins(cast: Cast) -> None:
    made = people.add(
        cast.bob,
        {
            "name": "  Hanna   IJsbrandts ",
            "email": "hanna@brink.example",
            "party": _party(cast),
            "function": "wijkverpleegkundige",
            "tags": ["voortrekker", "Voortrekker", " "],
            "joined_on": DAY,
        },
    )
    assert (made.name, made.tags) == ("Hanna IJsbrandts", ["voortrekker"])
    (job,) = queries.affiliations_of(cast.bob, made.pk)
    assert (job.party_id, job.role, job.since, job.until) == (_party(cast), "wijkverpleegkundige", DAY, None)


def test_a_party_needs_neither_people_nor_an_account(cast: Cast) -> None:
    made = parties.add(cast.bob, {"name": "Buurtvereniging Zuid", "website": "buurtzuid.example", "place": "Zutphen"})
    assert made.website == "https://buurtzuid.example"
    assert queries.people_of(cast.bob, made.pk) == []


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"name": " "}, "name", "needs_a_name"),
        ({}, "name", "needs_a_name"),
        ({"name": "x" * 201}, "name", "too_long"),
        ({"name": "Iemand", "email": "geen adres"}, "email", "no_address"),
        ({"name": "Iemand", "ring": "midden"}, "ring", "unknown_choice"),
        ({"name": "Iemand", "joined_on": DAY, "left_on": date(2026, 1, 1)}, "left_on", "ends_before_it_begins"),
        ({"name": "Iemand", "joined_on": date(9999, 2, 1)}, "joined_on", "no_such_day"),
        ({"name": "Iemand", "party": uuid4()}, "party", "unknown_party"),
        ({"name": "Iemand", "tags": [f"t{n}" for n in range(31)]}, "tags", "too_many"),
        ({"name": "Iemand", "own": {"Onbekend": "x"}}, "Onbekend", "unknown_field"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_with_its_field(
    cast: Cast, given: dict[str, object], field: str, reason: str
) -> None:
    with pytest.raises(Invalid) as found:
        people.add(cast.bob, given)
    assert (found.value.field, found.value.reason) == (field, reason)
    assert not Person.objects.of(cast.network.pk).filter(name="Iemand").exists()


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "data:text/html,x", "http://[", "geen adres", "ftp://a.example"]
)
def test_a_website_is_an_address_of_the_web(cast: Cast, website: str) -> None:
    with pytest.raises(Invalid):
        parties.add(cast.bob, {"name": "Iets", "website": website})


@pytest.mark.parametrize("number", [91, float("nan"), float("inf"), "12", True])
def test_a_latitude_is_a_latitude(cast: Cast, number: object) -> None:
    with pytest.raises(Invalid):
        parties.add(cast.bob, {"name": "Iets", "latitude": number})


def test_a_party_of_another_network_is_no_party_here(cast: Cast) -> None:
    with pytest.raises(Invalid):
        people.add(cast.bob, {"name": "Iemand", "party": id_of(cast.dirk, Party, name="Café Samen")})


def test_an_address_that_stands_already_is_asked_about_once(cast: Cast) -> None:
    given = {"name": "Nog een Alice", "email": "0@PEOPLE.example"}
    with pytest.raises(KnownAlready) as found:
        people.add(cast.bob, given)
    (alice,) = found.value.known
    assert (found.value.field, alice.name) == ("email", "Alice")
    assert people.add(cast.bob, given, knowing=[alice.pk]).name == "Nog een Alice"


def test_the_same_post_twice_makes_nobody_twice(cast: Cast) -> None:
    given = {"name": "Hanna", "party": _party(cast)}
    people.add(cast.bob, given)
    with pytest.raises(KnownAlready):
        people.add(cast.bob, given)
    parties.add(cast.bob, {"name": "Buurt Zuid"})
    with pytest.raises(KnownAlready):
        parties.add(cast.bob, {"name": "buurt  zuid"})


def test_a_change_keeps_what_was_not_given_and_makes_the_mirror_stale(cast: Cast) -> None:
    alice = queries.person(cast.bob, id_of(cast.alice, Person, name="Alice"))
    before = LastChange.objects.of(cast.network.pk).get().at
    changed = people.change(cast.bob, alice.pk, {"phone": "06 12345678"}, seen=version(alice))
    assert (changed.phone, changed.email) == ("06 12345678", alice.email)
    assert LastChange.objects.of(cast.network.pk).get().at > before


def test_the_second_to_save_overwrites_nothing(cast: Cast) -> None:
    party = queries.party(cast.bob, _party(cast))
    parties.change(cast.alice, party.pk, {"place": "Deventer"}, seen=version(party))
    with pytest.raises(Changed) as found:
        parties.change(cast.bob, party.pk, {"place": "Zutphen"}, seen=version(party))
    assert queries.party(cast.bob, party.pk).place == "Deventer"
    parties.change(cast.bob, party.pk, {"place": "Zutphen"}, seen=found.value.version)
    assert queries.party(cast.bob, party.pk).place == "Zutphen"


def test_another_party_on_the_form_mends_a_mistake_and_makes_no_history(cast: Cast) -> None:
    made = people.add(cast.bob, {"name": "Hanna", "party": _party(cast)})
    right = _party(cast, "Gemeente Oosterdal")
    people.change(cast.bob, made.pk, {"party": right}, seen=version(made))
    assert [job.party_id for job in queries.affiliations_of(cast.bob, made.pk)] == [right]


def test_who_leaves_stays_in_the_records_and_may_come_back(cast: Cast) -> None:
    alice = id_of(cast.alice, Person, name="Alice")
    assert people.leave(cast.bob, alice, DAY).left_on == DAY
    with pytest.raises(Invalid):
        people.leave(cast.bob, alice, date(2199, 1, 1))
    assert people.come_back(cast.bob, alice).left_on is None
    assert parties.leave(cast.bob, _party(cast), DAY).left_on == DAY
    assert parties.come_back(cast.bob, _party(cast)).left_on is None


def test_own_fields_are_kept_by_name_beside_the_columns_of_imports(cast: Cast) -> None:
    OwnField(network=cast.network, table="people", name="Geboortejaar", type="number").save()
    made = people.add(cast.bob, {"name": "Hanna", "own": {"Geboortejaar": "1970"}})
    assert made.extra == {"Geboortejaar": 1970}
    again = people.change(cast.bob, made.pk, {"own": {"Geboortejaar": ""}}, seen=version(made))
    assert again.extra == {}


def test_observers_and_other_networks_change_nothing(cast: Cast) -> None:
    alice = queries.person(cast.alice, id_of(cast.alice, Person, name="Alice"))
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            people.add(actor, {"name": "Iemand"})
        with pytest.raises(NotAllowed):
            people.change(actor, alice.pk, {"name": "Iemand"}, seen=version(alice))
        with pytest.raises(NotAllowed):
            parties.leave(actor, _party(cast), DAY)
    for act in (
        lambda: people.change(cast.dirk, alice.pk, {}, seen=""),
        lambda: parties.leave(cast.dirk, _party(cast), DAY),
    ):
        with pytest.raises(NotFound):
            act()
