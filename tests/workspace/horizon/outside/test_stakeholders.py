"""Whom the network keeps an eye on outside."""

from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import notes
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Person, PrivateNote, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.actions import keepers, stakeholders
from vierspan.workspace.horizon.outside.actions.stakeholders import Told
from vierspan.workspace.horizon.outside.models import Keeper, Stakeholder
from vierspan.workspace.insight import warmth


def insurer(cast: Cast, **told: object) -> Stakeholder:
    return stakeholders.add(cast.alice, Told(name="Insurer", **told))  # type: ignore[arg-type]


def test_contacts_that_name_it_belong_to_it(cast: Cast) -> None:
    row = insurer(cast)
    assert [each.outside for each in queries.contacts_with(cast.bob, row)] == ["Insurer"]
    assert queries.loose(cast.alice) == []


def test_under_an_earlier_name_its_contacts_are_still_found(cast: Cast) -> None:
    row = insurer(cast)
    changed = stakeholders.change(cast.bob, row.pk, Told(name="The Cornerstone"), seen=version(row))
    assert changed.also == ["Insurer"]
    assert len(queries.contacts_with(cast.alice, changed)) == 1


def test_a_name_in_the_contacts_is_brought_together_with_who_is_meant(cast: Cast) -> None:
    row = stakeholders.add(cast.alice, Told(name="Health Insurer Oost"))
    (loose,) = queries.loose(cast.alice)
    assert (loose.name, loose.contacts) == ("Insurer", 1)
    stakeholders.goes_by(cast.bob, row.pk, "insurer")
    assert queries.loose(cast.alice) == []
    stakeholders.goes_by_no_more(cast.bob, row.pk, "Insurer")
    assert len(queries.loose(cast.alice)) == 1


def test_a_name_that_is_nearly_the_same_is_suggested(cast: Cast) -> None:
    row = stakeholders.add(cast.alice, Told(name="Stichting Insurer"))
    assert queries.loose(cast.alice)[0].likely == row


def test_two_cannot_go_by_one_name(cast: Cast) -> None:
    insurer(cast)
    with pytest.raises(Invalid) as slip:
        stakeholders.add(cast.bob, Told(name=" INSURER"))
    assert (slip.value.field, slip.value.reason) == ("name", "name_taken")


def test_who_saves_second_sees_both(cast: Cast) -> None:
    row = insurer(cast)
    stakeholders.change(cast.alice, row.pk, Told(name="Insurer", interests="cheap"), seen=version(row))
    with pytest.raises(Changed):
        stakeholders.change(cast.bob, row.pk, Told(name="Insurer", interests="good"), seen=version(row))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"position": 6}, "position"),
        ({"influence": 0}, "influence"),
        ({"rhythm_days": 0}, "rhythm_days"),
        ({"website": "no way"}, "website"),
        ({"kind": "ghost"}, "kind"),
    ],
)
def test_what_makes_no_sense_is_not_kept(cast: Cast, told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as slip:
        insurer(cast, **told)
    assert slip.value.field == field


def test_themes_of_another_network_are_left_out(cast: Cast) -> None:
    ours, theirs = id_of(cast.alice, Theme, name="Housing"), id_of(cast.dirk, Theme, name="Housing")
    assert insurer(cast, themes=(ours, theirs)).themes == [str(ours)]


def test_the_rhythm_travels_with_the_last_contact(cast: Cast) -> None:
    insurer(cast, rhythm_days=30)
    assert Contact.objects.of(cast.network.pk).get().rhythm_days == 30


def test_a_rhythm_that_the_contacts_name_is_taken_over(cast: Cast) -> None:
    Contact.objects.of(cast.network.pk).update(rhythm_days=45)
    assert insurer(cast).rhythm_days == 45


def test_it_was_checked_by_whom_and_is_looked_at_again(cast: Cast) -> None:
    row = insurer(cast)
    again = clock.today() + timedelta(days=10)
    checked = stakeholders.check(cast.bob, row.pk, next_check=again)
    assert (checked.checked_by_id, checked.checked_on, checked.next_check) == (cast.bob.person_id, clock.today(), again)
    with pytest.raises(Invalid):
        stakeholders.check(cast.bob, row.pk, next_check=clock.today())
    Stakeholder.objects.of(cast.network.pk).update(next_check=clock.today())
    assert queries.due_for_check(cast.alice) == [row]


def test_how_warm_it_is_can_be_said_with_a_reason(cast: Cast) -> None:
    row = insurer(cast)
    with pytest.raises(Invalid):
        stakeholders.feel(cast.bob, row.pk, 80, why=" ")
    stakeholders.feel(cast.bob, row.pk, 80, why="We text every week")
    seen = warmth.outsider(cast.alice, row.pk)
    assert (seen.score, seen.state, seen.is_felt) == (80.0, "warm", True)
    stakeholders.feel_no_more(cast.alice, row.pk)
    assert not warmth.outsider(cast.alice, row.pk).is_felt


def test_on_one_theme_it_may_stand_otherwise(cast: Cast) -> None:
    row, housing = insurer(cast, position=2), id_of(cast.alice, Theme, name="Housing")
    stakeholders.stand(cast.bob, row.pk, housing, 5, "They want this")
    assert [(each.position, each.text) for each in queries.stances(cast.alice, row.pk)] == [(5, "They want this")]
    stakeholders.stand(cast.bob, row.pk, housing, None)
    assert queries.stances(cast.alice, row.pk) == []
    with pytest.raises(NotFound):
        stakeholders.stand(cast.bob, row.pk, id_of(cast.dirk, Theme, name="Housing"), 3)


def test_it_becomes_a_party_with_one_press_and_keeps_its_history(cast: Cast) -> None:
    row = insurer(cast, interests="Affordable care")
    keepers.keep(cast.bob, row.pk, cast.bob.person_id or UUID(int=0))
    party = stakeholders.becomes_party(cast.bob, row.pk)
    kept = queries.stakeholder(cast.alice, row.pk)
    assert (party.name, party.ring, kept.party, kept.joined_on) == ("Insurer", "periphery", party, clock.today())
    assert len(queries.contacts_with(cast.alice, kept)) == len(queries.keepers(cast.alice, row.pk)) == 1
    assert queries.stakeholder_of(cast.alice, party.pk) == kept
    with pytest.raises(Conflict):
        stakeholders.becomes_party(cast.bob, row.pk)
    assert stakeholders.stays_outside(cast.bob, row.pk).joined_on is None


def test_a_party_of_the_surroundings_becomes_a_party_that_takes_part(cast: Cast) -> None:
    party = Party(network=cast.network, name="Province", ring="environment")
    party.save()
    assert queries.near_parties(cast.alice) == [party]
    row = stakeholders.add(cast.alice, Told(name="Province"), party=party.pk)
    assert queries.near_parties(cast.alice) == []
    assert stakeholders.becomes_party(cast.alice, row.pk).ring == "periphery"
    assert Party.objects.of(cast.network.pk).filter(name="Province").count() == 1


def test_a_remark_for_oneself_is_read_by_nobody_else(cast: Cast) -> None:
    row = insurer(cast)
    note = stakeholders.remark_to_oneself(cast.bob, row.pk, "Mind his temper")
    assert [each.text for each in queries.private_notes(cast.bob, row.pk)] == ["Mind his temper"]
    assert queries.private_notes(cast.alice, row.pk) == []
    with pytest.raises(NotFound):
        stakeholders.remove_remark(cast.alice, row.pk, note.pk)
    stakeholders.remove_remark(cast.bob, row.pk, note.pk)
    assert notes.private_notes(cast.bob, row.pk) == []


def test_off_the_list_it_takes_remarks_and_keepers_along_and_leaves_the_contacts(cast: Cast) -> None:
    row = insurer(cast)
    stakeholders.remark_to_oneself(cast.bob, row.pk, "Mind his temper")
    keepers.keep(cast.alice, row.pk, cast.bob.person_id or UUID(int=0))
    with pytest.raises(NotAllowed):
        stakeholders.remove(cast.bob, row.pk)
    stakeholders.remove(cast.alice, row.pk)
    assert not PrivateNote.objects.of(cast.network.pk).exists()
    assert not Keeper.objects.of(cast.network.pk).exists()
    assert Contact.objects.of(cast.network.pk).count() == 1


def test_who_takes_no_part_reads_and_changes_nothing(cast: Cast) -> None:
    row = insurer(cast)
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            queries.stakeholders(who)
        with pytest.raises(NotAllowed):
            stakeholders.add(who, Told(name="Other"))
    for read in (queries.stakeholder, warmth.outsider):
        with pytest.raises(NotFound):
            read(cast.dirk, row.pk)
    with pytest.raises(NotFound):
        stakeholders.change(cast.dirk, row.pk, Told(name="Mine now"), seen=version(row))


def test_taking_a_party_or_a_person_out_leaves_the_list_whole(cast: Cast) -> None:
    row = insurer(cast)
    party = stakeholders.becomes_party(cast.alice, row.pk)
    keepers.keep(cast.alice, row.pk, cast.bob.person_id or UUID(int=0))
    stakeholders.check(cast.bob, row.pk)
    removal.remove(cast.alice, party.pk)
    removal.remove(cast.alice, cast.bob.person_id or UUID(int=0))
    kept = queries.stakeholder(cast.alice, row.pk)
    assert (kept.party, kept.checked_by, queries.keepers(cast.alice, row.pk)) == (None, None, [])


def test_two_people_who_turn_out_to_be_one_keep_it_once(cast: Cast) -> None:
    row = insurer(cast)
    zoe, dan = id_of(cast.alice, Person, name="Zoë"), id_of(cast.alice, Person, name="Dan")
    for who in (zoe, dan):
        keepers.keep(cast.alice, row.pk, who)
    doubles.merge(cast.alice, "people", keep=zoe, gone=dan)
    assert [each.person_id for each in queries.keepers(cast.alice, row.pk)] == [zoe]
