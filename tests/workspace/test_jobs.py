"""The mirror of a large network is made by the worker that takes jobs from the database."""

import pytest
from django.core.management import call_command
from pytest_django import Settings

from factories import Cast
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.errors import NotReady
from vierspan.workspace.insight.models import Run


def work() -> None:
    call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Every network counts as large."""
    monkeypatch.setattr(runs, "SMALL", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_mirror_of_a_large_network(large: None, cast: Cast) -> None:
    Run.objects.of(cast.network.pk).delete()
    with pytest.raises(NotReady):
        queries.current_run(cast.alice)
    work()
    first = queries.current_run(cast.alice)
    assert first.picture["grounds"]


@pytest.mark.django_db(transaction=True)
def test_a_second_job_for_facts_already_seen_makes_nothing(large: None, cast: Cast) -> None:
    Run.objects.of(cast.network.pk).delete()
    for _ in range(2):
        with pytest.raises(NotReady):
            queries.current_run(cast.alice)
    work()
    assert Run.objects.of(cast.network.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_new_facts_are_in_the_mirror_after_the_worker_came_by(
    large: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotReady):
        queries.current_run(cast.alice)
    work()
    before = queries.current_run(cast.alice)
    acts.note(cast.bob, "Called the insurer")
    monkeypatch.setattr(runs, "REFRESH_AFTER", runs.REFRESH_AFTER * 0)
    assert queries.current_run(cast.alice).pk == before.pk, "meanwhile the last one is shown"
    work()
    assert queries.current_run(cast.alice).pk != before.pk
