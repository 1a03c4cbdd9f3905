from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.api.asking import actor
from vierspan.workspace.api.schemas import directory as shapes
from vierspan.workspace.api.schemas.problems import REFUSED
from vierspan.workspace.directory import own_fields, queries
from vierspan.workspace.directory.actions import parties, people
from vierspan.workspace.directory.versions import Changed, version

router = Router(tags=["directory"])
# What only participants read of each other.
OF_PARTICIPANTS = ("email", "phone", "note", "checked_by")


@router.get("/networks/{slug}/people/{uuid:person_id}", response={200: shapes.PersonOut, **REFUSED})
def person(request: HttpRequest, slug: str, person_id: UUID) -> dict[str, Any]:
    """One person, with the version to send along with a change."""
    asker = actor(request, slug)
    return _person(asker, queries.person(asker, person_id))


@router.post("/networks/{slug}/people", response={201: shapes.PersonOut, **REFUSED})
def add_person(request: HttpRequest, slug: str, given: shapes.NewPerson) -> Status[dict[str, Any]]:
    """Add somebody. Whoever has the address or the name already is asked about: send their id in `knowing` to go on."""
    asker = actor(request, slug)
    made = people.add(asker, _given(given), knowing=given.knowing)
    return Status(201, _person(asker, made))


@router.patch(
    "/networks/{slug}/people/{uuid:person_id}", response={200: shapes.PersonOut, **REFUSED, 409: shapes.PersonConflict}
)
def change_person(request: HttpRequest, slug: str, person_id: UUID, given: shapes.PersonChange) -> Any:
    """Change what is sent; 409 with the person as it stands when somebody was before you."""
    asker = actor(request, slug)
    try:
        kept = people.change(asker, person_id, _given(given), seen=given.version, knowing=given.knowing)
    except Changed as changed:
        return Status(409, _conflict(changed, _person(asker, changed.row)))
    return _person(asker, kept)


@router.get("/networks/{slug}/parties/{uuid:party_id}", response={200: shapes.PartyOut, **REFUSED})
def party(request: HttpRequest, slug: str, party_id: UUID) -> dict[str, Any]:
    """One party, with the version to send along with a change."""
    asker = actor(request, slug)
    return _party(asker, queries.party(asker, party_id))


@router.post("/networks/{slug}/parties", response={201: shapes.PartyOut, **REFUSED})
def add_party(request: HttpRequest, slug: str, given: shapes.NewParty) -> Status[dict[str, Any]]:
    """Add a party; it needs no people. One of the same name is asked about: send its id in `knowing` to go on."""
    asker = actor(request, slug)
    made = parties.add(asker, _given(given), knowing=given.knowing)
    return Status(201, _party(asker, made))


@router.patch(
    "/networks/{slug}/parties/{uuid:party_id}", response={200: shapes.PartyOut, **REFUSED, 409: shapes.PartyConflict}
)
def change_party(request: HttpRequest, slug: str, party_id: UUID, given: shapes.PartyChange) -> Any:
    """Change what is sent; 409 with the party as it stands when somebody was before you."""
    asker = actor(request, slug)
    try:
        kept = parties.change(asker, party_id, _given(given), seen=given.version, knowing=given.knowing)
    except Changed as changed:
        return Status(409, _conflict(changed, _party(asker, changed.row)))
    return _party(asker, kept)


def _given(sent: Schema) -> dict[str, Any]:
    """Only what was sent: what was left out stays as it is."""
    return sent.dict(exclude_unset=True, exclude={"knowing", "version"})


def _person(asker: Actor, row: Any) -> dict[str, Any]:
    return _shown(asker, "people", row, [*shapes.PersonOut.model_fields]) | {"party": row.party_id}


def _party(asker: Actor, row: Any) -> dict[str, Any]:
    return _shown(asker, "parties", row, [*shapes.PartyOut.model_fields])


def _shown(asker: Actor, table: str, row: Any, columns: list[str]) -> dict[str, Any]:
    shown = {column: getattr(row, column) for column in columns if column not in ("version", "own", "party")}
    reads_all = asker.role.reaches(Role.MEMBER)
    if not reads_all:
        shown |= dict.fromkeys((column for column in OF_PARTICIPANTS if column in shown), "")
    own = _own(asker, table, row) if reads_all else {}
    return {**shown, "version": version(row), "own": own}


def _own(asker: Actor, table: str, row: Any) -> dict[str, Any]:
    names = [field.name for field in own_fields.own_fields(asker, table)]
    return {name: row.extra[name] for name in names if name in row.extra}


def _conflict(changed: Changed, standing: Mapping[str, Any]) -> dict[str, Any]:
    said = _("Somebody was before you: it is no longer as you saw it.")
    fields = [
        {"field": each.column.removesuffix("_id"), "message": str(each.theirs if each.theirs is not None else "")}
        for each in changed.differences
    ]
    return {"code": "conflict", "message": said, "fields": fields, "standing": standing}
