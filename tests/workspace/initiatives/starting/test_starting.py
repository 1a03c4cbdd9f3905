"""Beginning, steering, judging and closing an initiative."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from pytest_django import Settings

from factories import Cast, id_of, join
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.harvest.actions import lessons
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.initiatives.actions.commitments import Promise, promise
from vierspan.workspace.initiatives.deciding.actions import drafting
from vierspan.workspace.initiatives.deciding.actions.drafting import Wish
from vierspan.workspace.initiatives.models import Commitment, Decision, Seat, Step
from vierspan.workspace.initiatives.starting import gate, queries
from vierspan.workspace.initiatives.starting.actions import beginning, closing, harvesting, pieces, steering, ways
from vierspan.workspace.initiatives.starting.actions.beginning import Beginning
from vierspan.workspace.initiatives.starting.actions.closing import Closing, End
from vierspan.workspace.initiatives.starting.actions.starting import Start, start
from vierspan.workspace.initiatives.starting.models import Ending, Judgement, Piece
from vierspan.workspace.initiatives.starting.ways import Way, WayPhase, WayStep, ours

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


@pytest.fixture
def row(cast: Cast) -> Initiative:
    """Bob begins one by the way of a joint project."""
    return beginning.begin(cast.bob, Start(name="Night bus", purpose="Get home"), Beginning(way="joint"))


def stranger(cast: Cast) -> Any:
    """Takes part in the network, and leads nothing."""
    return join(User.objects.create_user("zoe@example.org", "Zoe", "en"), cast.network, Role.MEMBER)


def test_who_begins_is_the_initiator_and_it_is_an_act_of_theirs(cast: Cast) -> None:
    made = start(cast.bob, Start(name="  Night   bus ", purpose="Get\nhome"))
    assert (made.name, made.state, made.phase, made.initiator_id) == (
        "Night bus",
        "active",
        "explore",
        cast.bob.person_id,
    )
    assert queries.charter(cast.bob, made).purpose == "Get\nhome"
    assert Act.objects.of(cast.network.pk).filter(kind="initiative.started", subject=str(made.pk)).count() == 1


def test_a_name_is_needed_and_what_is_of_elsewhere_is_unknown(cast: Cast) -> None:
    with pytest.raises(Invalid):
        start(cast.bob, Start(name=" "))
    with pytest.raises(Invalid):
        start(cast.bob, Start(name="Bus", party=id_of(cast.dirk, Party, name="Café Samen")))
    with pytest.raises(NotAllowed):
        start(cast.carla, Start(name="Bus"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_way_of_ours_has_a_question_something_wanted_and_steps(language: str) -> None:
    for way in ours(language):
        assert way.name and way.about
        assert all(each.question and each.wanted and each.steps for each in way.phases)
        assert all(
            step.intensity is not None and 0 <= step.intensity <= 5 for each in way.phases for step in each.steps
        )
    assert {each.key for each in ours(language)} == {"joint", "programme", "tuning", "exploration"}


def test_a_way_lays_its_steps_what_is_wanted_and_a_seat_for_who_leads(cast: Cast, row: Initiative) -> None:
    way = next(each for each in ours("en") if each.key == "joint")
    assert Step.objects.of(cast.network.pk).filter(initiative=row).count() == way.step_count
    assert Piece.objects.of(cast.network.pk).filter(initiative=row).count() == sum(len(p.wanted) for p in way.phases)
    seat = Seat.objects.of(cast.network.pk).get(initiative=row, step=None)
    assert (seat.person_id, seat.carries) == (cast.bob.person_id, True)
    assert not Act.objects.of(cast.network.pk).filter(kind="step.convened").exists()


def test_steps_get_days_one_after_the_other_where_that_is_asked(cast: Cast) -> None:
    made = beginning.begin(cast.bob, Start(name="Bus"), Beginning(way="tuning", steps_from=clock.today()))
    spans = queries.spans(cast.bob, [made])[made.pk].steps
    starts = sorted(each.start for each in spans)
    assert starts[0] == clock.today()
    assert len(set(starts)) == len(starts)


def test_parties_are_asked_and_sit_nowhere_yet(cast: Cast) -> None:
    party = id_of(cast.bob, Party, name="Café Samen")
    made = beginning.begin(cast.bob, Start(name="Bus"), Beginning(parties=[party]))
    assert Seat.objects.of(cast.network.pk).filter(initiative=made, party=party).exists()
    assert queries.glance(cast.bob, made).seats == 1


def test_going_forward_needs_no_reason_and_going_back_does(cast: Cast, row: Initiative) -> None:
    steering.turn_phase(cast.bob, row.pk, "realise")
    with pytest.raises(Invalid) as slip:
        steering.turn_phase(cast.bob, row.pk, "share")
    assert slip.value.reason == "reason_missing"
    steering.turn_phase(cast.bob, row.pk, "share", reason="A party was forgotten")
    row.refresh_from_db()
    assert row.phase == "share"
    assert [each.after for each in queries.turns(cast.bob, row)] == ["share", "realise"]


def test_only_who_leads_it_or_a_leader_turns_it(cast: Cast, row: Initiative) -> None:
    zoe = stranger(cast)
    with pytest.raises(NotAllowed):
        steering.turn_phase(zoe, row.pk, "share")
    steering.turn_phase(cast.alice, row.pk, "share")
    with pytest.raises(NotFound):
        steering.turn_phase(cast.dirk, row.pk, "agree")


def test_the_gate_tells_what_is_there_and_what_is_missing_and_stops_nobody(cast: Cast, row: Initiative) -> None:
    seen = gate.gate(cast.bob, row, queries.glance(cast.bob, row))
    assert [(each.key, each.is_there) for each in seen.signs] == [("purpose", True), ("leader", True)]
    assert seen.missing == 2
    pieces.is_there(cast.bob, seen.pieces[0].pk)
    pieces.strike(cast.bob, seen.pieces[1].pk)
    assert gate.gate(cast.bob, row, queries.glance(cast.bob, row)).missing == 0
    pieces.ask(cast.bob, row.pk, "explore", "Is there a driver?")
    assert gate.gate(cast.bob, row, queries.glance(cast.bob, row)).question == "Is there a driver?"
    pieces.ask(cast.bob, row.pk, "explore", "")
    assert gate.gate(cast.bob, row, queries.glance(cast.bob, row)).question != "Is there a driver?"


def test_every_phase_has_a_gate(cast: Cast, row: Initiative) -> None:
    found = queries.glance(cast.bob, row)
    for phase in ("explore", "share", "agree", "shape", "realise", "renew"):
        assert gate.gate(cast.bob, row, found, phase).question


def test_the_second_to_change_it_sees_both_texts(cast: Cast, row: Initiative) -> None:
    seen = version(row)
    steering.change(cast.bob, row.pk, Start(name="Night bus 2", purpose="Get home"), seen=seen)
    with pytest.raises(Changed) as found:
        steering.change(cast.alice, row.pk, Start(name="Late bus", purpose="Get home"), seen=seen)
    assert [each.column for each in found.value.differences] == ["name"]


def test_pausing_asks_for_a_reason_and_stays_on_record(cast: Cast, row: Initiative) -> None:
    with pytest.raises(Invalid):
        steering.turn_state(cast.bob, row.pk, "paused", reason=" ")
    steering.turn_state(cast.bob, row.pk, "paused", reason="Holidays")
    row.refresh_from_db()
    assert row.state == "paused"
    assert queries.turns(cast.bob, row)[0].reason == "Holidays"


def test_it_is_thrown_away_only_while_nothing_hangs_on_it(cast: Cast, row: Initiative) -> None:
    other = start(cast.bob, Start(name="Slip"))
    steering.remove(cast.bob, other.pk)
    assert not Act.objects.of(cast.network.pk).filter(subject=str(other.pk)).exists()
    promise(cast.bob, Promise(what="Find a driver", person=cast.bob.person_id, initiative=row.pk))
    with pytest.raises(Conflict):
        steering.remove(cast.bob, row.pk)


def test_an_initiative_is_kept_as_a_way_and_laid_again(cast: Cast, row: Initiative) -> None:
    kept = ways.keep_as_way(cast.bob, row.pk, name="Like the bus")
    way = queries.way_of(kept)
    ours_joint = next(each for each in ours("en") if each.key == "joint")
    assert [each.phase for each in way.phases] == [each.phase for each in ours_joint.phases]
    assert way.step_count == ours_joint.step_count
    assert way.weeks == ours_joint.weeks
    again = beginning.begin(cast.bob, Start(name="Day bus"), Beginning(way=str(kept.pk)))
    assert Step.objects.of(cast.network.pk).filter(initiative=again).count() == way.step_count
    ways.retire(cast.bob, kept.pk)
    with pytest.raises(Invalid):
        beginning.begin(cast.bob, Start(name="Third bus"), Beginning(way=str(kept.pk)))
    ways.take_up_again(cast.bob, kept.pk)
    assert [each.key for each in queries.own_ways(cast.bob)] == [str(kept.pk)]
    with pytest.raises(NotFound):
        queries.own_way(cast.dirk, kept.pk)


def test_a_way_changes_for_one_at_a_time_and_within_bounds(cast: Cast, row: Initiative) -> None:
    kept = ways.keep_as_way(cast.bob, row.pk, name="Like the bus")
    seen = version(kept)
    ways.change(cast.bob, kept.pk, Way(key="", name="Bus way"), seen=seen)
    with pytest.raises(Changed):
        ways.change(cast.alice, kept.pk, Way(key="", name="Other"), seen=seen)
    long = Way(key="", name="Long", phases=(WayPhase("explore", steps=(WayStep("For ever", 500),)),))
    kept.refresh_from_db()
    with pytest.raises(Invalid):
        ways.change(cast.bob, kept.pk, long, seen=version(kept))


def parties_of(cast: Cast) -> list[UUID]:
    return list(Party.objects.of(cast.network.pk).order_by("name").values_list("pk", flat=True))


def test_parties_differ_on_how_it_goes_and_the_last_word_of_each_counts(cast: Cast, row: Initiative) -> None:
    first, second = parties_of(cast)[:2]
    assert queries.standing(cast.bob, row).reading == "none"
    harvesting.judge(cast.alice, row.pk, first, "on_course")
    assert queries.standing(cast.bob, row).reading == "one"
    harvesting.judge(cast.alice, row.pk, second, "stuck", "No drivers")
    assert queries.standing(cast.bob, row).reading == "differ"
    harvesting.judge(cast.alice, row.pk, second, "on_course")
    assert queries.standing(cast.bob, row).reading == "on_course"
    assert Judgement.objects.of(cast.network.pk).count() == 2


def test_nobody_judges_for_another_party(cast: Cast, row: Initiative) -> None:
    own = Person.objects.of(cast.network.pk).get(pk=str(cast.bob.person_id)).party_id
    other = next(each for each in parties_of(cast) if each != own)
    with pytest.raises(NotAllowed):
        harvesting.judge(cast.bob, row.pk, other, "stuck")


def test_a_result_has_a_web_address_or_none(cast: Cast, row: Initiative) -> None:
    harvesting.note_result(cast.bob, row.pk, "A bus", figure="12 riders", address="https://example.org/bus")
    for address in ("javascript:alert(1)", "file:///etc/passwd", "bus"):
        with pytest.raises(Invalid):
            harvesting.note_result(cast.bob, row.pk, "A bus", address=address)
    assert [each.figure for each in queries.results(cast.bob, row)] == ["12 riders"]


def test_a_lesson_becomes_a_signal_once(cast: Cast, row: Initiative) -> None:
    found = harvesting.note_lesson(cast.bob, row.pk, "Ask the drivers first")
    made = lessons.signal(cast.bob, found.pk)
    assert Signal.objects.of(cast.network.pk).get(pk=str(made.became_id)).origin == "Night bus"
    with pytest.raises(Conflict):
        lessons.commit(cast.bob, found.pk, person=cast.bob.person_id)


def open_things(cast: Cast, row: Initiative) -> tuple[Commitment, Decision]:
    made = promise(cast.bob, Promise(what="Find a driver", person=cast.bob.person_id, initiative=row.pk))
    asked = Decision(network=cast.network, name="Which route?", initiative=row, opened_on=clock.today())
    asked.save()
    return made, asked


def test_it_closes_only_when_everything_open_has_an_end(cast: Cast, row: Initiative) -> None:
    made, asked = open_things(cast, row)
    other = start(cast.bob, Start(name="Day bus"))
    found = queries.still_open(cast.bob, row)
    ends = {each.pk: End("let_go") for each in found.steps}
    with pytest.raises(Invalid) as slip:
        closing.close(cast.bob, row.pk, Closing(ends=ends))
    assert slip.value.reason == "say_what_becomes"
    ends |= {made.pk: End("done"), asked.pk: End("handed_over", other.pk)}
    ends[found.steps[0].pk] = End("done")
    ends[found.steps[1].pk] = End("left_open")
    closing.close(cast.bob, row.pk, Closing(ends=ends, returns="The timetable is for everybody"))
    row.refresh_from_db()
    made.refresh_from_db()
    asked.refresh_from_db()
    assert (row.state, row.ended_on, made.state, asked.initiative_id) == (
        "finished",
        clock.today(),
        "delivered",
        other.pk,
    )
    assert {each.pk for each in Step.objects.of(cast.network.pk).filter(initiative=row)} == {
        each.pk for each in found.steps[:2]
    }
    assert Ending.objects.of(cast.network.pk).filter(initiative=row).count() == found.count
    assert queries.charter(cast.bob, row).returns == "The timetable is for everybody"


def test_a_question_is_not_closed_in_passing_and_nothing_is_half_closed(cast: Cast, row: Initiative) -> None:
    made, asked = open_things(cast, row)
    ends = {each.pk: End("let_go") for each in queries.still_open(cast.bob, row).steps}
    with pytest.raises(Invalid) as slip:
        closing.close(cast.bob, row.pk, Closing(ends={**ends, made.pk: End("done"), asked.pk: End("done")}))
    assert (slip.value.field, slip.value.reason) == (str(asked.pk), "decide_there")
    made.refresh_from_db()
    assert made.state == "open"


def test_a_question_that_is_let_go_is_called_off_by_its_own_rules(cast: Cast, row: Initiative) -> None:
    """Who had a voice hears it, and how it stood is kept with it; one that is handed over goes along with its rule."""
    parties = [id_of(cast.alice, Party, name="Café Samen")]
    put = [drafting.draft(cast.bob, Wish(name=name, initiative=row.pk, parties=parties)) for name in ("Red?", "Blue?")]
    red, blue = (drafting.open_up(cast.bob, each.pk, sends_letters=False) for each in put)
    mail.outbox.clear()
    other = start(cast.bob, Start(name="Day bus"))
    ends = {each.pk: End("let_go") for each in queries.still_open(cast.bob, row).steps}
    ends |= {red.pk: End("let_go"), blue.pk: End("handed_over", other.pk)}
    closing.close(cast.bob, row.pk, Closing(ends=ends))
    red.refresh_from_db()
    blue.refresh_from_db()
    decided = Decision.objects.of(cast.network.pk).get(pk=red.pk)
    assert (red.state, decided.outcome, decided.closed_on) == ("closed", "postponed", clock.today())
    assert red.outcome_text.startswith("Night bus")
    assert red.ruling
    assert "Red?" in mail.outbox[0].subject
    assert Act.objects.of(cast.network.pk).filter(kind="decision.closed", subject=str(red.pk)).count() == 1
    assert (blue.state, blue.initiative_id) == ("open", other.pk)


def test_what_is_handed_over_goes_to_an_open_initiative_of_this_network(cast: Cast, row: Initiative) -> None:
    made, asked = open_things(cast, row)
    elsewhere = id_of(cast.dirk, Initiative)
    ends = {each.pk: End("let_go") for each in queries.still_open(cast.bob, row).steps}
    with pytest.raises(Invalid):
        closing.close(
            cast.bob, row.pk, Closing(ends={**ends, asked.pk: End("let_go"), made.pk: End("handed_over", elsewhere)})
        )


def test_a_closed_one_opens_again_with_a_reason(cast: Cast) -> None:
    made = start(cast.bob, Start(name="Bus"))
    closing.close(cast.bob, made.pk, Closing())
    with pytest.raises(Conflict):
        closing.close(cast.bob, made.pk, Closing())
    with pytest.raises(Invalid):
        closing.open_again(cast.bob, made.pk, reason="")
    closing.open_again(cast.bob, made.pk, reason="The need is back")
    made.refresh_from_db()
    assert (made.state, made.ended_on) == ("active", None)


def test_stopping_asks_for_a_reason(cast: Cast) -> None:
    made = start(cast.bob, Start(name="Bus"))
    with pytest.raises(Invalid):
        closing.close(cast.bob, made.pk, Closing(state="stopped"))
    closing.close(cast.bob, made.pk, Closing(state="stopped", reason="No money"))


def test_thanks_go_once_a_day_to_those_at_the_table(cast: Cast, row: Initiative) -> None:
    person = Person.objects.of(cast.network.pk).get(pk=str(cast.bob.person_id))
    person.email = "bob@example.org"
    person.save()
    mail.outbox.clear()
    assert closing.thank(cast.alice, row.pk, [person.pk], "Thank you all") == 1
    assert "Thank you all" in mail.outbox[-1].body
    with pytest.raises(Invalid):
        closing.thank(cast.alice, row.pk, [person.pk], "Again")
    away = Person.objects.of(cast.network.pk).exclude(pk=person.pk).first()
    assert away is not None
    with pytest.raises(Invalid):
        closing.thank(cast.alice, row.pk, [away.pk], "You were not there")


def test_a_glance_counts_what_is_late(cast: Cast, row: Initiative) -> None:
    made, _asked = open_things(cast, row)
    Commitment.objects.of(cast.network.pk).filter(pk=made.pk).update(due_on=clock.today() - timedelta(days=1))
    found = queries.glance(cast.bob, row)
    assert (found.promises_open, found.promises_late, found.decisions_open) == (1, 1, 1)
    assert found.progress == 0


def test_taking_a_person_out_leaves_the_initiative(cast: Cast, row: Initiative) -> None:
    harvesting.note_lesson(cast.bob, row.pk, "Ask first")
    assert cast.bob.person_id is not None
    removal.remove(cast.alice, cast.bob.person_id)
    row.refresh_from_db()
    assert row.initiator_id is None
    assert queries.lessons(cast.alice, row)[0].noted_by_id is None
