"""Names in a file that may be one party: asked, never brought together by itself."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from vierspan.analysis.formats.spellings import Group, suggest
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Party
from vierspan.workspace.exchange import readings
from vierspan.workspace.exchange.checking import open_upload

SHOWN = 30
MOST_NAMES = 40_000


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names that may be one party. `reason` is a key: same_words, legal_form, word_order, abbreviation, ..."""

    keep: str
    other: str
    reason: str
    is_known: bool  # the name to keep is a party of the network already


def alike(actor: Actor, upload_id: uuid.UUID) -> list[Alike]:
    """Pairs that nobody has decided on, the surest first."""
    kept = open_upload(actor, upload_id)
    found = readings.as_written(kept).tables.get("parties")
    if found is None:
        return []
    given = tuple(sorted(set(found["name"].drop_nulls())))
    known = set(Party.objects.visible_to(actor).values_list("name", flat=True))
    decided = {frozenset((mend["keep"], mend["other"])) for mend in kept.mends if mend["what"] in ("same", "apart")}
    pairs = (pair for group in _groups(given, tuple(sorted(known))) for pair in _pairs(group, set(given), known))
    return [pair for pair in pairs if frozenset((pair.keep, pair.other)) not in decided][:SHOWN]


@transaction.atomic
def decide(actor: Actor, upload_id: uuid.UUID, *, keep: str, other: str, same: str) -> None:
    """Say that two names are one party ("same") or are not ("apart")."""
    kept = open_upload(actor, upload_id)
    if same not in ("same", "apart") or not any((p.keep, p.other) == (keep, other) for p in alike(actor, upload_id)):
        raise NotFound
    kept.mends = [*kept.mends, {"what": same, "keep": keep, "other": other}]
    kept.save(update_fields=["mends"])


@lru_cache(maxsize=readings.REMEMBERED)
def _groups(given: tuple[str, ...], known: tuple[str, ...]) -> Sequence[Group]:
    names = [*given, *(name for name in known if name not in given)]
    return suggest(names) if len(names) <= MOST_NAMES else []


def _pairs(group: Group, given: set[str], known: set[str]) -> list[Alike]:
    """A name that the network knows is the one to keep; two that it knows both are its own affair."""
    names = [group.keep, *group.others]
    keep = next((name for name in names if name in known), group.keep)
    return [
        Alike(keep, name, group.reason, keep in known)
        for name in names
        if name != keep and name in given and not (name in known and keep in known)
    ]
