import json
from datetime import timedelta

import pytest

from factories import Cast, nobody
from vierspan.analysis.mirror.picture import Facts
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.actions import note
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.insight import actions, charts, facts, queries, runs
from vierspan.workspace.insight.errors import NothingToSee
from vierspan.workspace.insight.jobs import refresh_mirror
from vierspan.workspace.insight.maps import network
from vierspan.workspace.insight.models import Run
from vierspan.workspace.networks.actions import create
from vierspan.workspace.networks.queries import actor_for


def test_a_network_without_people_has_nothing_to_see(cast: Cast) -> None:
    eve = User.objects.get(pk=cast.eve.pk)
    empty = actor_for(eve, create(eve, name="Empty").slug)
    assert not queries.has_actors(empty)
    assert actions.refresh(empty) is None
    with pytest.raises(NothingToSee):
        queries.current_run(empty)


def test_the_mirror_is_kept_until_facts_change(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = queries.current_run(cast.alice)
    assert queries.current_run(cast.bob) == first
    note(cast.bob, "Called the insurer")
    assert queries.current_run(cast.bob) == first
    later = clock.now() + runs.REFRESH_AFTER + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    second = queries.current_run(cast.bob)
    assert second != first
    assert queries.mirror(cast.bob, second).grounds.acts > queries.mirror(cast.bob, second).grounds.acts_derived


def test_of_a_large_network_the_mirror_is_made_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = queries.current_run(cast.alice)
    monkeypatch.setattr(runs, "SMALL", 3)
    later = clock.now() + timedelta(hours=1)
    note(cast.bob, "Called the insurer")
    monkeypatch.setattr(clock, "now", lambda: later)
    assert queries.current_run(cast.alice) == first
    refresh_mirror.call(str(cast.network.pk))
    latest = Run.objects.of(cast.network.pk).order_by("-made_at").first()
    assert latest is not None
    assert latest != first


def test_participants_see_names_and_observers_see_how_much(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    named, unnamed = queries.mirror(cast.bob, run), queries.mirror(cast.carla, run)
    assert named.overall_done is not None
    assert unnamed.overall_done is not None
    assert named.overall_done.carriers
    assert unnamed.overall_done.carriers == ()
    assert unnamed.overall_done.rest_share == pytest.approx(1)
    assert unnamed.overall_done.effective_leaders.value == named.overall_done.effective_leaders.value
    assert not _names(unnamed.model_dump_json()) & {"Alice", "Bob", "Zoë", "Dan"}


def test_the_message_of_the_mirror_names_nobody(cast: Cast) -> None:
    key = {"phrase": "mirror.message.hangs_on_one", "orientation": "developer", "actor": str(cast.bob.person_id)}
    picture = queries.mirror(cast.alice, queries.current_run(cast.alice)).model_copy(update={"key": key})
    assert queries.message(cast.carla, picture) == queries.message(cast.alice, picture)
    assert not {"Bob", str(cast.bob.person_id)} & set(queries.message(cast.alice, picture).split())


def _names(text: str) -> set[str]:
    return {name for name in ("Alice", "Bob", "Zoë", "Dan") if f'"{name}"' in text}


def test_guests_see_no_mirror_and_observers_no_actors(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    with pytest.raises(NotAllowed):
        queries.mirror(cast.gus, run)
    with pytest.raises(NotAllowed):
        queries.actors(cast.carla, run)
    with pytest.raises(NotAllowed):
        network.map_data(cast.carla, run)


def test_a_run_of_another_network_is_not_there(cast: Cast) -> None:
    run = queries.current_run(cast.dirk)
    ledger = Facts(table="ledger", count=1)
    for look in (queries.mirror, queries.today, queries.actors, network.map_data):
        with pytest.raises(NotFound):
            look(cast.alice, run)
    with pytest.raises(NotFound):
        queries.run(cast.alice, run.pk)
    with pytest.raises(NotFound):
        facts.facts(cast.alice, run, ledger)
    assert [kept for kept, _ in queries.runs_kept(cast.dirk)] == [run.pk]


def test_the_ledger_opens_under_a_figure(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    asked = Facts(table="ledger", where={"orientation": "process_manager", "person": str(cast.bob.person_id)}, count=2)
    shown = facts.facts(cast.carla, run, asked)
    assert shown.page.total >= 2
    for row in shown.page.rows:
        assert next(cell for cell in row.cells if cell.column == "person").refs[0].name == "Bob"
    with pytest.raises(NotFound):
        facts.facts(cast.alice, run, Facts(table="ledger", where={"salary": "1"}, count=1))
    with pytest.raises(NotAllowed):
        facts.facts(cast.gus, run, asked)


def test_ratings_are_counted_and_not_shown(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    shown = facts.facts(cast.alice, run, Facts(table="ratings", count=7))
    assert (shown.page.total, list(shown.page.rows)) == (7, [])


def test_rows_of_other_tables_open_too(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    shown = facts.facts(cast.alice, run, Facts(table="attendance", where={"present": "true"}, count=5))
    assert shown.page.total == 5


def test_charts_are_drawn_for_the_page(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    picture = queries.mirror(cast.alice, run)
    drawings = (charts.square, charts.sharing, charts.needs, charts.palette, charts.trend)
    twins = (charts.square_table, charts.sharing_table, charts.needs_table, charts.palette_table, charts.trend_table)
    assert all(draw(picture, "nl") for draw in drawings)
    assert all(twin(picture, "en").header for twin in twins)
    assert charts.core(cast.alice, run)
    assert charts.core_table(cast.alice, run).header
    assert charts.accents(cast.alice, run, str(cast.bob.person_id))
    assert charts.accents_table(cast.alice, run, str(cast.bob.person_id)).rows
    assert charts.square_art("explorer")
    assert queries.about(cast.alice, run, nobody()) == {}


def test_the_map_holds_everyone_and_is_always_the_same(cast: Cast) -> None:
    run = queries.current_run(cast.alice)
    drawn = network.map_data(cast.bob, run)
    assert (len(drawn.nodes), drawn.total) == (9, 9)
    assert {edge.kind for edge in drawn.edges} == {"works with", "tie", "belongs", "table", "gathering", "exchange"}
    assert len({(node.x, node.y) for node in drawn.nodes}) == 9, "nobody stands on somebody else"
    assert all(-2 <= node.x <= 2 and -2 <= node.y <= 2 for node in drawn.nodes)
    assert network.map_data(cast.alice, run) == drawn
    assert json.dumps(drawn.plain(), default=str)
