"""What somebody may mean or reuse while typing: names of parties, and tags that stand somewhere already."""

from collections import Counter
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory import finding
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.queries import visible_to
from vierspan.workspace.directory.spelling import folded

MOST = 500


def tags(actor: Actor) -> list[str]:
    """The tags in use with people and parties, most used first."""
    models: tuple[Any, ...] = (Party, Person)
    rows = (
        each for model in models for each in visible_to(actor, model).exclude(tags=[]).values_list("tags", flat=True)
    )
    counted = Counter(tag for several in rows for tag in several)
    return [tag for tag, _n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].casefold()))]


def party_names(actor: Actor) -> list[str]:
    return list(visible_to(actor, Party).order_by("name").values_list("name", flat=True)[:MOST])


def party_choices(actor: Actor) -> list[tuple[str, str]]:
    """Every party with its name, to choose from."""
    return [(str(pk), name) for pk, name in visible_to(actor, Party).order_by("name").values_list("pk", "name")]


def party_named(actor: Actor, name: str) -> Party | None:
    """The one party that is called so, by its whole name or its short one; None where it is none or more than one."""
    wanted = folded(name)
    near = finding.holding(actor, visible_to(actor, Party), name)
    exact = [each for each in near if wanted in (folded(each.name), folded(each.short_name))]
    return exact[0] if wanted and len(exact) == 1 else None


def places(actor: Actor) -> list[str]:
    rows = visible_to(actor, Party).exclude(place="").order_by("place").values_list("place", flat=True)
    return list(rows.distinct()[:MOST])


def who_has_address(actor: Actor, email: str, *, besides: UUID | None = None) -> list[Person]:
    """People with this e-mail address, whatever its capitals."""
    if not email:
        return []
    return list(
        visible_to(actor, Person)
        .filter(email__iexact=email)
        .exclude(pk__in=[besides] if besides else [])
        .order_by("name")[:5]
    )


def namesakes(actor: Actor, row: Person | Party) -> list[Person] | list[Party]:
    """Parties of the same name, or people of the same name at the same party."""
    wanted = folded(row.name)
    if isinstance(row, Party):
        parties = finding.holding(actor, visible_to(actor, Party), row.name).exclude(pk=row.pk)
        return [each for each in parties[:200] if folded(each.name) == wanted]
    people = finding.holding(actor, visible_to(actor, Person), row.name).filter(party=row.party_id).exclude(pk=row.pk)
    return [each for each in people[:200] if folded(each.name) == wanted]
