"""What a database file still holds of rows that are gone: pages that were freed, and the log of what was written."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import OperationalError, connection
from django_tasks import task

from vierspan.workspace.common import clock

MOST_ATTEMPTS = 6
WAIT = timedelta(minutes=10)


@task()
def wipe(attempt: int = 1, tables: Sequence[str] = ()) -> None:
    """Write the file anew and empty its log, so that nothing of what was taken away can be read back from it.

    Without tables of all of them. The database may be in use; then again later.
    """
    try:
        wipe_now(tables)
    except OperationalError:
        if attempt < MOST_ATTEMPTS:
            wipe.using(run_after=clock.now() + WAIT).enqueue(attempt + 1, list(tables))


def wipe_now(tables: Sequence[str] = ()) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM " + ", ".join(map(connection.ops.quote_name, tables)))
