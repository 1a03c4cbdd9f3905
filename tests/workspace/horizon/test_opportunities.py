"""Opportunities: what is kept, who may, which acts come of it, and where it leads."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from pytest_django import Settings

from factories import Cast, id_of
from vierspan.analysis.mirror.picture import Window
from vierspan.workspace.access.roles import Role
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions.removal import remove as take_out
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.harvest.actions import beginnings
from vierspan.workspace.harvest.queries import lineage
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities import jobs, queries
from vierspan.workspace.horizon.opportunities.actions import asking, doors, framing, taking
from vierspan.workspace.horizon.opportunities.actions.asking import Answer, Invitation
from vierspan.workspace.horizon.opportunities.actions.framing import Frame
from vierspan.workspace.horizon.opportunities.actions.taking import Needed
from vierspan.workspace.horizon.opportunities.models import Bring, Opportunity, Partner, Source
from vierspan.workspace.initiatives.models import Commitment, Seat
from vierspan.workspace.insight import coalitions, runs
from vierspan.workspace.insight.next_partners import introducers, next_partners

pytestmark = pytest.mark.django_db
BRINK, OOSTERDAL, SAMEN = "Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen"


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


@pytest.fixture
def found(cast: Cast) -> Opportunity:
    return framing.frame(cast.bob, Frame(name="Living with care"), signals=[id_of(cast.bob, Signal, name="New law")])


def party(cast: Cast, name: str) -> UUID:
    return id_of(cast.bob, Party, name=name)


def needed(**more: Any) -> Needed:
    return Needed(**{"kind": "competence", "name": "Training", **more})


def invite(cast: Cast, found: Opportunity) -> Partner:
    zoe = id_of(cast.bob, Person, name="Zoë")
    return asking.invite(cast.bob, found.pk, Invitation(party=party(cast, SAMEN), person=zoe))


def kinds(cast: Cast) -> set[str]:
    return set(Act.objects.of(cast.network.pk).values_list("kind", flat=True))


def test_framing_is_an_act_that_touches_who_spotted_the_signal(cast: Cast, found: Opportunity) -> None:
    act = Act.objects.of(cast.network.pk).get(kind="opportunity.framed")
    assert act.subject == str(found.pk)
    assert act.touched == [str(id_of(cast.bob, Person, name="Zoë"))]
    assert (found.stage, found.author_id) == ("idea", cast.bob.person_id)


def test_the_acts_reach_the_mirror(cast: Cast, found: Opportunity) -> None:
    invite(cast, found)
    asking.show_interest(cast.bob, found.pk, party(cast, OOSTERDAL), Answer(state="interested"))
    # The mirror counts days in universal time: just after midnight here, today would be tomorrow there.
    days = Window(start=clock.today() - timedelta(days=30), end=clock.today())
    run = runs.seen(cast.network.pk, lambda _records: days)
    told = set(runs.unpacked(run.acts)["kind"].to_list())
    assert {"opportunity.framed", "invitation.sent", "interest.shown"} <= told


def test_who_may_not_edit_frames_nothing(cast: Cast) -> None:
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            framing.frame(actor, Frame(name="Mine"))


def test_another_network_does_not_find_it(cast: Cast, found: Opportunity) -> None:
    with pytest.raises(NotFound):
        queries.opportunity(cast.dirk, found.pk)
    with pytest.raises(NotFound):
        taking.require(cast.dirk, found.pk, needed())


def test_a_signal_stands_in_it_once(cast: Cast, found: Opportunity) -> None:
    framing.bundle(cast.alice, found.pk, "signal", signal=id_of(cast.bob, Signal, name="New law"))
    assert Source.objects.of(cast.network.pk).count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [(needed(name=" "), "name"), (needed(kind="luck"), "kind"), (needed(parties=0), "parties")],
)
def test_what_makes_no_sense_is_not_required(cast: Cast, found: Opportunity, given: Needed, field: str) -> None:
    with pytest.raises(Invalid) as slip:
        taking.require(cast.bob, found.pk, given)
    assert slip.value.field == field


def test_the_least_is_never_more_than_the_most(cast: Cast) -> None:
    with pytest.raises(Invalid):
        framing.frame(cast.bob, Frame(name="Too many", least=5, most=3))


def test_a_word_for_another_waits_for_confirmation(cast: Cast, found: Opportunity) -> None:
    asked = taking.require(cast.bob, found.pk, needed())
    assert taking.bring(cast.bob, asked.pk, party(cast, OOSTERDAL)).confirmed is True
    row = taking.bring(cast.bob, asked.pk, party(cast, BRINK))
    assert row.confirmed is None
    with pytest.raises(NotAllowed):
        taking.say_it_can(cast.bob, row.pk)
    assert taking.say_it_cannot(cast.alice, row.pk).confirmed is False


def test_what_a_party_cannot_bring_does_not_count_whatever_it_offers(cast: Cast, found: Opportunity) -> None:
    asked = taking.require(cast.bob, found.pk, needed())
    assert BRINK in {name(cast, each) for each in coalitions.asked_of(cast.bob, found).offers}
    taking.say_it_cannot(cast.alice, taking.bring(cast.bob, asked.pk, party(cast, BRINK)).pk)
    assert BRINK not in {name(cast, each) for each in coalitions.asked_of(cast.bob, found).offers}


def name(cast: Cast, key: str) -> str:
    return Party.objects.of(cast.network.pk).get(pk=key).name


def test_a_coalition_covers_and_who_said_no_is_never_in_it(cast: Cast, found: Opportunity) -> None:
    asked = taking.require(cast.bob, found.pk, needed())
    for each in (BRINK, OOSTERDAL, SAMEN):
        taking.bring(cast.bob, asked.pk, party(cast, each))
    asking.show_interest(cast.alice, found.pk, party(cast, SAMEN), Answer(state="declined", reason="No room"))
    question = coalitions.asked_of(cast.bob, found)
    answer = coalitions.answer(cast.bob, question)
    assert answer is not None
    assert answer.proof == "optimal"
    assert {name(cast, each) for each in answer.picks["best"].members} == {BRINK, OOSTERDAL}
    assert coalitions.answer(cast.bob, question) == answer  # kept


def test_partners_are_not_those_that_were_asked(cast: Cast, found: Opportunity) -> None:
    before = [each.name for each in next_partners(cast.bob, coalitions.asked_of(cast.bob, found))]
    assert SAMEN in before
    assert OOSTERDAL not in before  # its own
    invite(cast, found)
    assert SAMEN not in [each.name for each in next_partners(cast.bob, coalitions.asked_of(cast.bob, found))]


def test_introducers_are_people_who_know_somebody_there(cast: Cast) -> None:
    told = introducers(cast.bob, [str(party(cast, SAMEN))])
    assert all(each.person.party_id != party(cast, SAMEN) for found in told.values() for each in found)


def test_an_invitation_needs_an_address(cast: Cast, found: Opportunity) -> None:
    zoe = Person.objects.of(cast.network.pk).get(name="Zoë")
    zoe.email = ""
    zoe.save()
    with pytest.raises(Invalid):
        invite(cast, found)
    assert mail.outbox == []


def test_inviting_makes_it_look_for_parties(cast: Cast, found: Opportunity) -> None:
    row = invite(cast, found)
    found.refresh_from_db()
    assert (found.stage, row.state) == ("looking", "invited")
    assert "invitation.sent" in kinds(cast)
    assert len(mail.outbox) == 1


def test_who_is_silent_is_reminded_once(cast: Cast, found: Opportunity) -> None:
    row = invite(cast, found)
    jobs.remind.call(str(row.network_id), str(row.pk))
    assert len(mail.outbox) == 1  # not within a week
    row.invited_on = clock.today() - timedelta(days=8)
    row.reminded_on = None
    row.save()
    for _again in range(2):
        jobs.remind.call(str(row.network_id), str(row.pk))
    assert len(mail.outbox) == 2


def test_an_answer_ends_the_reminding(cast: Cast, found: Opportunity) -> None:
    row = invite(cast, found)
    asking.show_interest(cast.alice, found.pk, row.party_id, Answer(state="not_now", reason="Busy"))
    with pytest.raises(Conflict):
        asking.remind(cast.bob, row.pk)
    with pytest.raises(Conflict):
        invite(cast, found)


def test_interest_counts_once_as_an_act(cast: Cast, found: Opportunity) -> None:
    for _twice in range(2):
        asking.show_interest(cast.bob, found.pk, party(cast, OOSTERDAL), Answer(state="interested"))
    assert Act.objects.of(cast.network.pk).filter(kind="interest.shown").count() == 1


def test_nobody_speaks_for_another_party(cast: Cast, found: Opportunity) -> None:
    with pytest.raises(NotAllowed):
        asking.show_interest(cast.bob, found.pk, party(cast, BRINK), Answer(state="interested"))


def test_only_a_leader_or_who_framed_it_lets_it_go(cast: Cast) -> None:
    row = framing.frame(cast.alice, Frame(name="Of Alice"))
    with pytest.raises(NotAllowed):
        framing.let_go(cast.bob, row.pk, "Why not")
    framing.let_go(cast.alice, row.pk, "Too dear")
    row.refresh_from_db()
    assert (row.stage, row.let_go_why) == ("let_go", "Too dear")


def test_an_introduction_is_an_act_of_who_made_it(cast: Cast, found: Opportunity) -> None:
    dan = id_of(cast.bob, Person, name="Dan")
    row = doors.ask(cast.bob, found.pk, party(cast, SAMEN), dan)
    doors.introduced(cast.bob, row.pk)
    act = Act.objects.of(cast.network.pk).get(kind="introduction.made")
    assert act.person == dan
    with pytest.raises(Conflict):
        doors.introduced(cast.bob, row.pk)


def test_the_lineage_runs_from_signal_to_initiative(cast: Cast, found: Opportunity) -> None:
    asking.show_interest(cast.bob, found.pk, party(cast, OOSTERDAL), Answer(state="interested"))
    made = beginnings.begin(cast.bob, found.pk)
    told = [each.kind for each in lineage.lineage(cast.gus, made.pk).steps]
    assert told == ["signal", "opportunity", "interested", "initiative"]
    signal = id_of(cast.bob, Signal, name="New law")
    assert [each.kind for each in lineage.of_signal(cast.bob, signal).steps] == told
    assert lineage.lineage(cast.bob, id_of(cast.bob, Initiative, name="Care shop")).steps == ()


def test_seats_come_along_with_how_they_stood(cast: Cast, found: Opportunity) -> None:
    invite(cast, found)
    asking.show_interest(cast.bob, found.pk, party(cast, OOSTERDAL), Answer(state="interested"))
    made = beginnings.begin(cast.bob, found.pk)
    seats = {row.party_id: row.state for row in Seat.objects.of(cast.network.pk).filter(initiative=made)}
    assert seats == {party(cast, SAMEN): "invited", party(cast, OOSTERDAL): "interested"}
    with pytest.raises(Invalid):
        beginnings.begin(cast.bob, found.pk)


def test_it_is_taken_back_only_while_nothing_happened(cast: Cast, found: Opportunity) -> None:
    made = beginnings.begin(cast.bob, found.pk)
    found.refresh_from_db()
    assert beginnings.may_take_back(cast.bob, found)
    Commitment(network=cast.network, name="Begin", initiative=made).save()
    assert not beginnings.may_take_back(cast.bob, found)
    with pytest.raises(Invalid):
        beginnings.take_back(cast.bob, found.pk)
    Commitment.objects.of(cast.network.pk).filter(initiative=made).delete()
    beginnings.take_back(cast.bob, found.pk)
    assert not Initiative.objects.of(cast.network.pk).filter(pk=made.pk).exists()
    assert not Act.objects.of(cast.network.pk).filter(kind="initiative.started", subject=str(made.pk)).exists()


def test_taking_a_party_out_takes_its_word_along(cast: Cast, found: Opportunity) -> None:
    asked = taking.require(cast.bob, found.pk, needed())
    taking.bring(cast.bob, asked.pk, party(cast, SAMEN))
    invite(cast, found)
    take_out(cast.alice, party(cast, SAMEN))
    assert not Bring.objects.of(cast.network.pk).exists()
    assert not Partner.objects.of(cast.network.pk).exists()


def test_two_parties_that_are_one_stand_once(cast: Cast, found: Opportunity) -> None:
    asked = taking.require(cast.bob, found.pk, needed())
    for each in (BRINK, SAMEN):
        taking.bring(cast.bob, asked.pk, party(cast, each))
        taking.fix(cast.bob, found.pk, party(cast, each))
    doubles.merge(cast.alice, "parties", keep=party(cast, BRINK), gone=party(cast, SAMEN))
    assert Bring.objects.of(cast.network.pk).count() == 1
    assert Partner.objects.of(cast.network.pk).count() == 1


def test_a_leader_is_somebody_who_may_do_all_of_it(cast: Cast, found: Opportunity) -> None:
    assert cast.alice.role is Role.LEAD
    assert queries.may_run(cast.alice, found)
    assert not queries.may_run(cast.carla, found)
