"""The log of contacts outside."""

from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.actions import contacts, stakeholders
from vierspan.workspace.horizon.outside.actions.contacts import Told
from vierspan.workspace.horizon.outside.models import TakenOut
from vierspan.workspace.insight import runs


def logged(cast: Cast, **told: object) -> Contact:
    given = {"outside": "Ministry", "person": cast.bob.person_id, **told}
    return contacts.log(cast.bob, Told(**given))  # type: ignore[arg-type]


def kinds(cast: Cast, row: Contact) -> list[str]:
    return sorted(Act.objects.of(cast.network.pk).filter(subject=str(row.pk)).values_list("kind", flat=True))


def test_a_contact_counts_as_an_act_of_who_had_it(cast: Cast) -> None:
    row = logged(cast)
    act = Act.objects.of(cast.network.pk).get(subject=str(row.pk))
    assert (act.kind, act.person, act.party) == ("contact.kept", cast.bob.person_id, row.party_id)
    assert row.held_on == clock.today()


def test_for_the_whole_network_it_counts_as_representing_it(cast: Cast) -> None:
    assert kinds(cast, logged(cast, outward=True)) == ["network.represented"]


def test_what_was_brought_back_counts_as_well(cast: Cast) -> None:
    gathering = id_of(cast.alice, Gathering, name="Kick-off")
    row = logged(cast, brought_back_on=clock.today(), brought_to=gathering, insight="They may pay")
    assert kinds(cast, row) == ["contact.kept", "insight.brought_back"]
    told = queries.story(cast.carla, row.pk)
    assert told and (told.insight, told.brought_to) == ("They may pay", gathering)


def test_the_mirror_counts_a_contact_once(cast: Cast) -> None:
    yesterday = clock.today() - timedelta(days=1)
    row = logged(cast, held_on=yesterday, brought_back_on=yesterday)
    acts = runs.unpacked(runs.make(cast.network.pk).acts)
    assert sorted(acts.filter(acts["subject"] == str(row.pk))["kind"]) == ["contact.kept", "insight.brought_back"]


def test_it_takes_the_name_and_the_rhythm_of_who_is_on_the_list(cast: Cast) -> None:
    stakeholders.add(cast.alice, stakeholders.Told(name="Ministry of Age", rhythm_days=90))
    row = stakeholders.goes_by(cast.alice, queries.stakeholders(cast.alice)[0].pk, "Ministry")
    made = logged(cast)
    assert (made.outside, made.rhythm_days) == (row.name, 90)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"outside": " "}, "outside"),
        ({"kind": "smoke"}, "kind"),
        ({"held_on": clock.today() + timedelta(days=1)}, "held_on"),
        ({"brought_back_on": clock.today() + timedelta(days=1)}, "brought_back_on"),
        ({"held_on": clock.today(), "brought_back_on": clock.today() - timedelta(days=1)}, "brought_back_on"),
        ({"person": nobody()}, "person"),
        ({"party": nobody()}, "party"),
        ({"subject": "x" * 300}, "subject"),
    ],
)
def test_what_cannot_be_is_not_kept(cast: Cast, told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as slip:
        logged(cast, **told)
    assert slip.value.field == field


def test_nobody_of_another_network_had_it(cast: Cast) -> None:
    with pytest.raises(Invalid):
        logged(cast, person=id_of(cast.dirk, Person, name="Bob"))


def test_put_right_its_acts_are_right_too(cast: Cast) -> None:
    row = logged(cast, outward=True)
    again = Told(
        outside="Ministry", person=cast.alice.person_id, kind="mail", insight="Yes", brought_back_on=clock.today()
    )
    contacts.change(cast.bob, row.pk, again, seen=version(row))
    assert kinds(cast, row) == ["contact.kept", "insight.brought_back"]
    assert set(Act.objects.of(cast.network.pk).filter(subject=str(row.pk)).values_list("person", flat=True)) == {
        cast.alice.person_id
    }


def test_who_saves_second_sees_both(cast: Cast) -> None:
    row = logged(cast)
    contacts.change(cast.alice, row.pk, Told(outside="Ministry", subject="money"), seen=version(row))
    with pytest.raises(Changed):
        contacts.change(cast.bob, row.pk, Told(outside="Ministry", subject="people"), seen=version(row))


def test_a_contact_from_the_records_can_be_brought_back_by_who_had_it(cast: Cast) -> None:
    Contact.objects.of(cast.network.pk).update(person=cast.bob.person_id)
    row = Contact.objects.of(cast.network.pk).get()
    contacts.bring_back(cast.bob, row.pk, insight="A new rule comes")
    row.refresh_from_db()
    assert row.brought_back_on == clock.today()
    assert kinds(cast, row) == ["contact.kept", "insight.brought_back"]


def test_only_who_had_it_who_wrote_it_or_a_leader_changes_it(cast: Cast) -> None:
    row = Contact.objects.of(cast.network.pk).get()  # Zoë had it
    with pytest.raises(NotAllowed):
        contacts.remove(cast.bob, row.pk)
    contacts.remove(cast.alice, row.pk)


def test_taken_out_it_can_be_put_back_as_it_was(cast: Cast) -> None:
    row = logged(cast, subject="money", brought_back_on=clock.today(), insight="They may pay", kind="visit")
    contacts.remove(cast.bob, row.pk)
    assert kinds(cast, row) == []
    with pytest.raises(NotFound):
        queries.contact(cast.bob, row.pk)
    with pytest.raises(NotFound):
        contacts.restore(cast.alice, row.pk)
    back = contacts.restore(cast.bob, row.pk)
    told = queries.story(cast.bob, row.pk)
    assert (back.pk, back.subject, back.kind, back.person_id) == (row.pk, "money", "visit", cast.bob.person_id)
    assert told and told.insight == "They may pay"
    assert kinds(cast, row) == ["contact.kept", "insight.brought_back"]
    assert not TakenOut.objects.of(cast.network.pk).exists()


def test_after_a_day_it_stays_out(cast: Cast) -> None:
    row = logged(cast)
    contacts.remove(cast.bob, row.pk)
    TakenOut.objects.of(cast.network.pk).update(taken_at=clock.now() - timedelta(days=2))
    with pytest.raises(Conflict):
        contacts.restore(cast.bob, row.pk)
    contacts.remove(cast.bob, logged(cast).pk)
    assert TakenOut.objects.of(cast.network.pk).count() == 1


def test_who_takes_no_part_logs_nothing(cast: Cast) -> None:
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            contacts.log(who, Told(outside="Ministry"))
    row = logged(cast)
    with pytest.raises(NotFound):
        contacts.remove(cast.dirk, row.pk)


def test_somebody_taken_out_leaves_the_contact_without_a_name(cast: Cast) -> None:
    row = logged(cast)
    removal.remove(cast.alice, cast.bob.person_id or UUID(int=0))
    assert queries.contact(cast.alice, row.pk).person is None
