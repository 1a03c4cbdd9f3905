"""What exchange does in the background: large files in, and out again."""

import logging
import uuid
from collections.abc import Callable

from django_tasks import task

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.exchange.models import Import, Upload
from vierspan.workspace.networks.queries import actor_in

log = logging.getLogger(__name__)


@task()
def bring_in(network_id: str, user_id: str, upload_id: str, which: str) -> None:
    """Bring a file in for who asked for it, if they still may; where it fails the file waits again, as it was."""
    from vierspan.workspace.exchange import actions

    bring = actions.bring_in if which == "all" else actions.bring_in_the_rest
    kept = Upload.objects.of(uuid.UUID(network_id)).filter(pk=uuid.UUID(upload_id), state="underway")
    if kept.exists() and not _done(network_id, user_id, lambda actor: bring(actor, uuid.UUID(upload_id), "underway")):
        kept.update(state="open", has_failed=True)


@task()
def undo(network_id: str, user_id: str, import_id: str) -> None:
    """Take an import back for who asked for it; where it fails everything stays as it was."""
    from vierspan.workspace.exchange import actions

    made = Import.objects.of(uuid.UUID(network_id)).filter(pk=uuid.UUID(import_id), is_being_undone=True)
    if made.exists() and not _done(network_id, user_id, lambda actor: actions.undo_import(actor, uuid.UUID(import_id))):
        made.update(is_being_undone=False)


def _done(network_id: str, user_id: str, work: Callable[[Actor], object]) -> bool:
    actor = actor_in(uuid.UUID(network_id), uuid.UUID(user_id))
    if actor is None or not may(actor, Do.IMPORT_RECORDS):
        return False
    try:
        work(actor)
    except Exception as fault:  # whatever it was, the page must not wait for ever
        log.exception("background work of exchange failed: %s", type(fault).__name__)
        return False
    return True
