"""What is somebody's own is erased with them, in every table, as `networks/whose.py` has it said; and what was made
from it: mirrors, layouts, kept copies, letters and what is kept to answer quickly."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import CASCADE, ForeignKey, JSONField, Model

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts import letters
from vierspan.workspace.acts.models import Act
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks import traces
from vierspan.workspace.networks.models import Invitation, Membership
from vierspan.workspace.networks.whose import ACCOUNT, PERSON, Whose, whose

ZIPPED = b"PK"
SOMEBODY = "…"  # stands where the name stood
SHORTEST = 3  # what is shorter names nobody


@dataclass(frozen=True, slots=True)
class Erased:
    """Whose traces are erased. `accounts` are theirs in this network, never of who erases."""

    network_id: UUID
    person: Person
    accounts: list[UUID] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @property
    def owners(self) -> list[tuple[str, UUID]]:
        return [(PERSON, self.person.pk), *((ACCOUNT, each) for each in self.accounts)]

    @property
    def named(self) -> "re.Pattern[str]":
        """Their name, their number and their addresses, wherever they stand in a text."""
        return _any_of({self.person.name, self.person.phone, *self.addresses})

    @property
    def first_name(self) -> str:
        return self.person.name.split()[0]

    @property
    def called(self) -> "re.Pattern[str]":
        """The same, and their first name, which others may have too."""
        return _any_of({self.person.name, self.person.phone, self.first_name, *self.addresses})


def _any_of(known: set[str]) -> "re.Pattern[str]":
    told = sorted((each for each in known if len(each) >= SHORTEST), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + ("|".join(map(re.escape, told)) or "(?!)") + r")(?!\w)", re.IGNORECASE)


def erased(actor: Actor, person: Person) -> Erased:
    """Who takes out the person that they are themself keeps their account."""
    rows = Membership.objects.of(actor.network_id).filter(person_id=person.pk).exclude(user_id=actor.user_id)
    found = list(rows.select_related("user"))
    addresses = {person.email, *(each.user.email for each in found)} - {""}
    return Erased(actor.network_id, person, [each.user_id for each in found], sorted(addresses))


def erase(of: Erased) -> None:
    """Call it inside the transaction that takes the person out, before the row goes."""
    of_networks = [said for said in whose() if not said.is_of_accounts]
    # Paths over other rows first: those rows forget whose they are.
    for said, path in sorted(_paths(of_networks), key=lambda each: -each[1].count("__")):
        _forget_rows(said, path, of)
    for said in of_networks:
        _forget_copies(said, of)
        _strike_id(said, of)
    for account in of.accounts:
        Act.objects.of(of.network_id).unsign(account)
    _forget_letters(of)
    Membership.objects.of(of.network_id).filter(user_id__in=of.accounts).delete()
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
    if _cannot_be_without(said.model, path):
        rows.delete()
        return
    keys = list(rows.values_list("pk", flat=True))
    empty = {name: value for name in said.mine[path] if (value := _empty(said.model, name)) is not None}
    nobody = {} if "__" in path else {path: None}
    kept = said.model._base_manager.filter(pk__in=keys)
    kept.update(**{name: None if value is _NOTHING else value for name, value in empty.items()} | nobody)


def _cannot_be_without(model: type[Model], path: str) -> bool:
    """Every step of the path takes along what hangs on it."""
    step, _dot, rest = path.partition("__")
    found = model._meta.get_field(step)
    if not isinstance(found, ForeignKey):
        return not found.null
    goes = found.remote_field.on_delete is CASCADE
    return goes and (not rest or _cannot_be_without(found.related_model, rest))


_NOTHING = object()


def _empty(model: type[Model], name: str) -> Any:
    """What an empty column holds; None where it cannot be empty: a figure that says nothing without its person."""
    column: Any = model._meta.get_field(name)
    if column.null:
        return _NOTHING
    if column.has_default() and column.get_default() in ("", [], {}):
        return column.get_default()
    return "" if column.empty_strings_allowed and not column.choices else None


def _forget_copies(said: Whose, of: Erased) -> None:
    if not said.copy:
        return
    rows: Any = said.model._base_manager.filter(network=of.network_id)
    if said.dropped == "all":
        rows.delete()
        return
    holding = [row.pk for row in rows.iterator() if any(_holds(getattr(row, name), of) for name in said.copy)]
    held = said.model._base_manager.filter(pk__in=holding)
    if said.dropped:
        held.delete()
    else:
        held.update(**{name: None if said.model._meta.get_field(name).null else "" for name in said.copy})


def _strike_id(said: Whose, of: Erased) -> None:
    """Out of every list and table of ids."""
    if said.model is Act:
        return
    somebody = str(of.person.pk)
    for name in said.who:
        if isinstance(said.model._meta.get_field(name), JSONField):
            manager: Any = said.model._base_manager
            for row in manager.filter(network=of.network_id, **{f"{name}__icontains": somebody}):
                manager.filter(pk=row.pk).update(**{name: _without(getattr(row, name), somebody)})


def _without(value: Any, somebody: str) -> Any:
    if isinstance(value, list):
        return [_without(each, somebody) for each in value if each != somebody]
    if isinstance(value, dict):
        return {key: _without(each, somebody) for key, each in value.items() if somebody not in (key, each)}
    return value


def _holds(value: Any, of: Erased) -> bool:
    return any(str(of.person.pk) in text or of.named.search(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    """The words in a value; a packed file is unpacked."""
    if not isinstance(value, bytes | memoryview):
        yield str(value)
        return
    content = bytes(value)
    if not content.startswith(ZIPPED):
        yield content.decode(errors="replace")
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode(errors="replace")
    except zipfile.BadZipFile:
        yield content.decode(errors="replace")


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
