"""What is somebody's own is erased with them, in every table, as `networks/whose.py` has it said; and what was made
from it: mirrors, layouts, kept copies, letters and what is kept to answer quickly."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import JSONField

from vierspan.workspace.accounts import actions as accounts
from vierspan.workspace.accounts import letters
from vierspan.workspace.acts.models import Act
from vierspan.workspace.directory.actions.copies import forget_copies
from vierspan.workspace.directory.actions.emptied import cannot_be_without, emptied
from vierspan.workspace.directory.actions.erased import SOMEBODY, Erased
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks import traces
from vierspan.workspace.networks.models import Invitation, Membership
from vierspan.workspace.networks.whose import Whose, whose


def erase(of: Erased) -> None:
    """Call it inside the transaction that takes the person out, before the row goes."""
    of_networks = [said for said in whose() if not said.is_of_accounts]
    # Paths over other rows first: those rows forget whose they are.
    for said, path in sorted(_paths(of_networks), key=lambda each: -each[1].count("__")):
        _forget_rows(said, path, of)
    for said in of_networks:
        forget_copies(said, of)
        _strike_id(said, of)
    for account in of.accounts:
        Act.objects.of(of.network_id).unsign(account)
    _forget_letters(of)
    _forget_accounts(of)
    Invitation.objects.of(of.network_id).filter(email__in=of.addresses).delete()
    _forget_what_is_kept_to_answer_quickly()
    transaction.on_commit(traces.wipe.enqueue)


def _paths(tables: list[Whose]) -> Iterator[tuple[Whose, str]]:
    """The ledger has a way of its own; what is not here goes as a whole."""
    aside = (Act, Membership, Person)
    return ((said, path) for said in tables if said.model not in aside for path in said.mine)


def _forget_rows(said: Whose, path: str, of: Erased) -> None:
    for kind, owner in of.owners:
        if kind == said.ends_in(path):
            _forget(said, path, said.rows(of.network_id, path, owner))


def _forget(said: Whose, path: str, rows: Any) -> None:
    """Rows that cannot be without their owner go; of the others what is the owner's is emptied, and who they were."""
    if path in said.goes:
        rows.filter(**said.goes[path]).delete()
    if cannot_be_without(said.model, path):
        rows.delete()
        return
    keys = list(rows.values_list("pk", flat=True))
    if left := emptied(said, path):
        said.model._base_manager.filter(pk__in=keys).update(**left)


def _strike_id(said: Whose, of: Erased) -> None:
    """Out of every list and table of ids, with what is said of them under theirs."""
    if said.model is Act:
        return
    somebody = str(of.person.pk)
    for name in (*said.who, *said.keyed):
        if isinstance(said.model._meta.get_field(name), JSONField):
            manager: Any = said.model._base_manager
            for row in manager.filter(network=of.network_id, **{f"{name}__icontains": somebody}):
                manager.filter(pk=row.pk).update(**{name: _without(getattr(row, name), somebody)})


def _without(value: Any, somebody: str) -> Any:
    if isinstance(value, list):
        return [_without(each, somebody) for each in value if each != somebody]
    if isinstance(value, dict):
        return {
            key: _without(each, somebody) for key, each in value.items() if somebody not in key and each != somebody
        }
    return value


def _forget_accounts(of: Erased) -> None:
    """An account is its owner's and of no network; one that takes part nowhere else has nothing left to be for."""
    Membership.objects.of(of.network_id).filter(user_id__in=of.accounts).delete()
    for account in of.accounts:
        if not Membership.objects.of_user(account).exists():
            accounts.close(account)


def _forget_what_is_kept_to_answer_quickly() -> None:
    """All but what counts the tries to sign in: who erases somebody gives nobody a new try."""
    kept = settings.CACHES["default"]
    if not kept["BACKEND"].endswith("DatabaseCache"):
        cache.clear()
        return
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(kept["LOCATION"])
        cursor.execute(f"DELETE FROM {table} WHERE cache_key NOT LIKE %s", ["%allauth%"])  # noqa: S608 our own table


def _forget_letters(of: Erased) -> None:
    for address in of.addresses:
        elsewhere = Membership.objects.of_address(address).exclude(network=of.network_id)
        letters.forget(address, also_waiting=not elsewhere.exists())
    letters.hush(of.named, SOMEBODY)
