"""Large files come in and go out in the background: wholly or not at all, and only for who still may."""

import pytest
from django.core.management import call_command
from pytest_django import Settings

from factories import Cast
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.directory.models import Party
from vierspan.workspace.exchange import actions
from vierspan.workspace.exchange.models import Import, Upload
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Membership

pytestmark = pytest.mark.django_db(transaction=True)
FILE = "naam;sector\n" + "\n".join(f"Partij {n};zorg" for n in range(30)) + "\n"


def work() -> None:
    call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)


@pytest.fixture
def waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Upload:
    """A file that counts as large, with the worker not at work yet."""
    monkeypatch.setattr(actions, "AT_ONCE", 10)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    return actions.upload(cast.alice, "partijen.csv", FILE.encode())


def parties(cast: Cast) -> int:
    return Party.objects.of(cast.network.pk).count()


def test_a_large_file_comes_in_when_the_worker_gets_to_it(cast: Cast, waiting: Upload) -> None:
    before = parties(cast)
    assert actions.begin(cast.alice, waiting.pk, "all") is None
    assert parties(cast) == before
    work()
    waiting.refresh_from_db()
    assert (waiting.state, parties(cast)) == ("imported", before + 30)


def test_while_it_is_under_way_nobody_mends_drops_or_begins_again(cast: Cast, waiting: Upload) -> None:
    actions.begin(cast.alice, waiting.pk, "all")
    with pytest.raises(Conflict):
        actions.begin(cast.alice, waiting.pk, "all")
    with pytest.raises(Conflict):
        actions.drop(cast.alice, waiting.pk)
    with pytest.raises(Conflict):
        actions.bring_in(cast.alice, waiting.pk)


def test_the_same_job_twice_brings_in_once(cast: Cast, waiting: Upload) -> None:
    actions.begin(cast.alice, waiting.pk, "all")
    from vierspan.workspace.exchange import jobs

    jobs.bring_in.enqueue(str(cast.network.pk), str(cast.alice.user_id), str(waiting.pk), "all")
    work()
    assert Import.objects.of(cast.network.pk).filter(name="partijen.csv").count() == 1


def test_who_lost_the_right_meanwhile_brings_in_nothing(cast: Cast, waiting: Upload) -> None:
    before = parties(cast)
    actions.begin(cast.alice, waiting.pk, "all")
    bob = Membership.objects.of(cast.network.pk).get(user_id=cast.bob.user_id)
    networks.change_role(cast.alice, bob.pk, role="lead")
    alice = Membership.objects.of(cast.network.pk).get(user_id=cast.alice.user_id)
    networks.change_role(cast.alice, alice.pk, role="observer")
    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.has_failed, parties(cast)) == ("open", True, before)


def test_a_large_import_goes_out_again_as_a_whole(cast: Cast, waiting: Upload) -> None:
    before = parties(cast)
    actions.begin(cast.alice, waiting.pk, "the_rest")
    work()
    waiting.refresh_from_db()
    assert waiting.imported_as_id
    assert actions.begin_undo(cast.alice, waiting.imported_as_id).is_being_undone
    assert parties(cast) == before + 30
    work()
    made = Import.objects.of(cast.network.pk).get(pk=waiting.imported_as_id)
    assert (made.is_being_undone, made.undone_at is not None, parties(cast)) == (False, True, before)
