"""Who keeps a contact outside warm, and when it is time."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside import jobs, queries
from vierspan.workspace.horizon.outside.actions import contacts, keepers, stakeholders
from vierspan.workspace.horizon.outside.actions.stakeholders import Told
from vierspan.workspace.horizon.outside.models import Keeper, Stakeholder
from vierspan.workspace.insight import warmth


@pytest.fixture
def insurer(cast: Cast) -> Stakeholder:
    return stakeholders.add(cast.alice, Told(name="Insurer", rhythm_days=30, is_important=True, influence=5))


def me(cast: Cast) -> UUID:
    assert cast.bob.person_id
    return cast.bob.person_id


def spoken(cast: Cast, on: date, person: UUID | None = None, kind: str = "meeting") -> None:
    contacts.log(cast.alice, contacts.Told(outside="Insurer", held_on=on, person=person or me(cast), kind=kind))


def test_one_takes_it_on_once(cast: Cast, insurer: Stakeholder) -> None:
    for _again in range(2):
        keepers.keep(cast.bob, insurer.pk, me(cast))
    assert [each.person_id for each in queries.keepers(cast.alice, insurer.pk)] == [me(cast)]
    assert queries.kept_by(cast.alice, me(cast)) == [insurer]
    with pytest.raises(Invalid):
        keepers.keep(cast.bob, insurer.pk, nobody())


def test_handed_over_the_one_before_stays_in_the_history(cast: Cast, insurer: Stakeholder) -> None:
    dan = id_of(cast.alice, Person, name="Dan")
    keepers.keep(cast.bob, insurer.pk, me(cast))
    keepers.hand_over(cast.bob, insurer.pk, giver=me(cast), taker=dan)
    assert [each.person_id for each in queries.keepers(cast.alice, insurer.pk)] == [dan]
    assert [each.person_id for each in queries.keepers_before(cast.alice, insurer.pk)] == [me(cast)]
    with pytest.raises(Conflict):
        keepers.hand_over(cast.bob, insurer.pk, giver=dan, taker=dan)
    with pytest.raises(NotFound):
        keepers.end(cast.bob, insurer.pk, me(cast))


def test_what_matters_and_hangs_on_one_is_told(cast: Cast, insurer: Stakeholder) -> None:
    assert "no_keeper" in warmth.outsider(cast.alice, insurer.pk).reasons
    keepers.keep(cast.bob, insurer.pk, me(cast))
    assert "one_keeper" in warmth.outsider(cast.alice, insurer.pk).reasons
    keepers.keep(cast.bob, insurer.pk, id_of(cast.alice, Person, name="Dan"))
    assert not warmth.outsider(cast.alice, insurer.pk).hangs_on_one


def test_warmth_is_counted_for_the_contact_and_for_each_keeper(cast: Cast, insurer: Stakeholder) -> None:
    keepers.keep(cast.bob, insurer.pk, me(cast))
    spoken(cast, clock.today(), kind="mail")
    spoken(cast, clock.today(), person=id_of(cast.alice, Person, name="Dan"), kind="joint_work")
    Contact.objects.of(cast.network.pk).filter(person__name="Zoë").delete()
    seen = warmth.outsider(cast.alice, insurer.pk)
    assert (seen.warmth.amount, seen.keepers[0].warmth.amount) == (6.0, 1.0)
    assert len(seen.others) == 1


def test_one_is_told_of_ones_own_first(cast: Cast, insurer: Stakeholder) -> None:
    other = stakeholders.add(cast.alice, Told(name="Aardvark", rhythm_days=7))
    keepers.keep(cast.bob, insurer.pk, me(cast))
    found = warmth.outsiders(cast.bob)
    assert [each.row for each in warmth.to_ring(cast.bob, found)] == [insurer, other]
    assert [each.row for each in warmth.to_ring(cast.alice, found)] == [other, insurer]


def test_who_was_spoken_to_in_time_is_not_due(cast: Cast, insurer: Stakeholder) -> None:
    spoken(cast, clock.today() - timedelta(days=3))
    assert warmth.to_ring(cast.bob, warmth.outsiders(cast.bob)) == []


def test_who_takes_part_by_now_is_not_rung_as_an_outsider(cast: Cast, insurer: Stakeholder) -> None:
    stakeholders.becomes_party(cast.alice, insurer.pk)
    found = warmth.outsiders(cast.bob)
    assert warmth.to_ring(cast.bob, found) == warmth.asking(found) == warmth.cooling(found) == []


def test_a_board_cools_at_half_the_pace(cast: Cast, insurer: Stakeholder) -> None:
    Contact.objects.of(cast.network.pk).update(held_on=clock.today() - timedelta(days=180), kind="meeting")
    Stakeholder.objects.of(cast.network.pk).update(relation="board")
    assert warmth.outsider(cast.alice, insurer.pk).warmth.amount == pytest.approx(1.5)


def reminded(cast: Cast, insurer: Stakeholder) -> Keeper:
    keepers.keep(cast.bob, insurer.pk, me(cast))
    keepers.remind_me(cast.bob, insurer.pk)
    return Keeper.objects.of(cast.network.pk).get()


def test_who_asked_for_it_gets_a_mail_when_it_is_time(cast: Cast, insurer: Stakeholder) -> None:
    keeper = reminded(cast, insurer)
    jobs.remind_when_due.call(str(cast.network.pk), str(keeper.pk))
    jobs.remind_when_due.call(str(cast.network.pk), str(keeper.pk))
    keeper.refresh_from_db()
    assert keeper.reminded_on == clock.today()
    assert Letter.objects.filter(subject__contains="Insurer").count() == 1


def test_nobody_gets_a_mail_before_it_is_time_or_unasked(cast: Cast, insurer: Stakeholder) -> None:
    keeper = reminded(cast, insurer)
    spoken(cast, clock.today())
    jobs.remind_when_due.call(str(cast.network.pk), str(keeper.pk))
    Contact.objects.of(cast.network.pk).delete()
    keepers.remind_me_no_more(cast.bob, insurer.pk)
    jobs.remind_when_due.call(str(cast.network.pk), str(keeper.pk))
    assert not Letter.objects.filter(subject__contains="Insurer").exists()


def test_only_ones_own_mail_is_ones_own_to_choose(cast: Cast, insurer: Stakeholder) -> None:
    keepers.keep(cast.bob, insurer.pk, me(cast))
    with pytest.raises(NotFound):
        keepers.remind_me(cast.alice, insurer.pk)


def test_who_takes_no_part_keeps_nothing(cast: Cast, insurer: Stakeholder) -> None:
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            keepers.keep(who, insurer.pk, me(cast))
    with pytest.raises(NotFound):
        keepers.keep(cast.dirk, insurer.pk, me(cast))
