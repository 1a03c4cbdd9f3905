from datetime import date, timedelta

import pytest

from factories import Cast, id_of
from vierspan.analysis.handles.handle import Handle, Suggestion
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.orientations import Orientation
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.insight import actions, queries, runs
from vierspan.workspace.insight.models import Answer, Run


def stuck(cast: Cast) -> Handle:
    return Handle(
        key="test.stuck",
        finder="test.stuck",
        orientation=Orientation.PROCESS_MANAGER,
        subjects=(str(cast.alice.person_id),),
        numbers={"due": date(2026, 3, 2)},
        evidence=(Facts(table="decisions", count=3),),
        urgency=0.8,
        for_whom=(str(cast.bob.person_id),),
        suggestions=(Suggestion(intervention=1, score=1, grounds=("gap",)),),
    )


@pytest.fixture
def run(cast: Cast) -> Run:
    """A mirror with two handles: one for all, and one that is Bob's to know first."""
    made = runs.make(cast.network.pk)
    private = stuck(cast).model_copy(update={"key": "test.private", "first_seen_by": (str(cast.bob.person_id),)})
    made.handles = [handle.model_dump(mode="json") for handle in (stuck(cast), private)]
    made.save()
    return made


def test_a_handle_says_for_whom_it_is_and_what_to_do(cast: Cast, run: Run) -> None:
    view = queries.handle(cast.bob, run, "test.stuck")
    assert (view.room, view.state, view.fact_count, view.is_for_me) == ("initiatives", "open", 3, True)
    assert [ref.name for ref in view.for_whom] == ["Bob"]
    assert view.advice[0].first_step
    assert not queries.handle(cast.alice, run, "test.stuck").is_for_me
    assert queries.today(cast.bob, run).of("process_manager")[0].key == "test.stuck"


def test_what_concerns_one_person_is_first_theirs_to_know(cast: Cast, run: Run) -> None:
    assert [view.key for view in queries.today(cast.alice, run).active] == ["test.stuck"]
    assert {view.key for view in queries.today(cast.bob, run).active} == {"test.stuck", "test.private"}
    with pytest.raises(NotFound):
        queries.handle(cast.alice, run, "test.private")
    with pytest.raises(NotFound):
        actions.dismiss(cast.alice, "test.private", "Not now")
    actions.share(cast.bob, "test.private")
    assert not queries.handle(cast.alice, run, "test.private").is_private


def test_a_handle_is_taken_and_given_back(cast: Cast, run: Run) -> None:
    actions.take(cast.alice, "test.stuck")
    view = queries.handle(cast.bob, run, "test.stuck")
    assert (view.state, view.holder and view.holder.name, view.is_for_me) == ("taken", "Alice", False)
    actions.reopen(cast.alice, "test.stuck")
    assert queries.handle(cast.bob, run, "test.stuck").state == "open"


def test_a_handle_is_passed_on_to_someone_of_the_network(cast: Cast, run: Run) -> None:
    actions.pass_on(cast.bob, "test.stuck", id_of(cast.bob, Person, name="Alice"))
    assert queries.handle(cast.alice, run, "test.stuck").is_for_me
    with pytest.raises(NotFound):
        actions.pass_on(cast.bob, "test.stuck", id_of(cast.dirk, Person, name="Alice"))


def test_a_handle_put_off_comes_back_on_its_day(cast: Cast, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    actions.put_off(cast.bob, "test.stuck", tomorrow)
    assert [view.until for view in queries.today(cast.alice, run).laid_aside] == [tomorrow]
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert [view.state for view in queries.today(cast.alice, run).active] == ["open"]
    with pytest.raises(Invalid):
        actions.put_off(cast.bob, "test.stuck", tomorrow)


def test_a_handle_is_dismissed_with_a_reason(cast: Cast, run: Run) -> None:
    with pytest.raises(Invalid):
        actions.dismiss(cast.bob, "test.stuck", "  ")
    actions.dismiss(cast.bob, "test.stuck", "It was settled by phone")
    assert [view.reason for view in queries.today(cast.alice, run).laid_aside] == ["It was settled by phone"]


def test_what_was_answered_goes_when_the_handle_goes(cast: Cast, run: Run) -> None:
    actions.dismiss(cast.bob, "test.stuck", "It was settled by phone")
    runs.make(cast.network.pk)
    assert not Answer.objects.of(cast.network.pk).exists()


def test_observers_read_handles_and_others_do_not_answer(cast: Cast, run: Run) -> None:
    assert [view.key for view in queries.today(cast.carla, run).active] == ["test.stuck"]
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            actions.take(actor, "test.stuck")
    with pytest.raises(NotAllowed):
        queries.today(cast.gus, run)
    queries.current_run(cast.dirk)
    with pytest.raises(NotFound):
        actions.take(cast.dirk, "test.stuck")
