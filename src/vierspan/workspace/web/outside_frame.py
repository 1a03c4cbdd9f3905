"""What every page under The outside shares: its head, its ways on, and the words for what is known of somebody."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.outside_charts import Stake, StakeWords
from vierspan.workspace.insight.warmth import Outsider
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import page_named
from vierspan.workspace.web.forms.outside import CONTACT_KINDS, INFLUENCES, POSITIONS, WARMTHS
from vierspan.workspace.web.rooms import tabs

A_YEAR = timedelta(days=365)


def frame(request: NetworkRequest, which: str, **shown: Any) -> dict[str, Any]:
    """`which` is the way on that is open: "home", "list", "picture", "log" or "events"."""
    from vierspan.workspace.web.pages.horizon import ROOM  # the room is made of these pages

    slug = networks.network(request.actor).slug
    return {
        "room": ROOM,
        "tabs": tabs(ROOM, slug, "contacts"),
        "which": which,
        "may_write": may(request.actor, Do.EDIT_ROOMS),
        "warmths": dict(WARMTHS),
        "kinds": dict(CONTACT_KINDS),
        **shown,
    }


def slug_of(request: NetworkRequest) -> str:
    return networks.network(request.actor).slug


def theme_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in course.themes(actor)]


def gathering_choices(actor: Actor) -> list[tuple[str, str]]:
    """What was held in the last year, last first."""
    today = clock.today()
    rows = conditions.gatherings(actor).rows
    return [
        (str(each.pk), f"{each.name} ({each.held_on:%d-%m-%Y})")
        for each in rows
        if each.held_on and today - A_YEAR <= each.held_on <= today
    ]


def gathering_names(actor: Actor, ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    wanted = [str(each) for each in ids if each]
    return {UUID(key): ref.name for key, ref in sheets.named(actor, "gatherings", wanted).items()}


def own_name(actor: Actor) -> str:
    """Of the reader in the directory; nothing where they are not in it."""
    if actor.person_id is None or not may(actor, Do.READ_DIRECTORY):
        return ""
    found = directory.names(actor, [actor.person_id]).get(actor.person_id)
    return found.name if found else ""


def ago(days: int | None) -> str:
    """How long since one spoke, in words."""
    if days is None:
        return _("never spoken")
    if days == 0:
        return _("today")
    if days < 14:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 70:
        return ngettext("%(n)s week ago", "%(n)s weeks ago", days // 7) % {"n": days // 7}
    return ngettext("%(n)s month ago", "%(n)s months ago", round(days / 30.4)) % {"n": round(days / 30.4)}


def since(each: Outsider) -> str:
    last = each.warmth.last_on
    return ago((clock.today() - last).days if last else None)


def reasons(each: Outsider) -> list[str]:
    """Why somebody asks for attention, in a few words each."""
    words = {
        "against": _("much influence, and against"),
        "undecided": _("much influence, and undecided"),
        "cold": _("the contact is cold"),
        "cooling": _("the contact is cooling"),
        "one_keeper": _("only one keeps it warm"),
        "no_keeper": _("nobody keeps it warm"),
        "late": _("longer ago than agreed"),
        "unknown": _("much influence, position not known"),
    }
    return [words[key] for key in each.reasons]


def as_line(each: Outsider) -> dict[str, Any]:
    """One of them as the pages show it."""
    return {
        "row": each.row,
        "seen": each,
        "state": each.state,
        "score": round(each.score),
        "since": since(each),
        "keepers": [kept.keeper.person for kept in each.keepers],
        "reasons": reasons(each),
    }


def stake_words() -> StakeWords:
    return StakeWords(
        label=_("Whom you know outside, by influence and position"),
        positions={step: str(word) for step, word in POSITIONS},
        influences={step: str(word) for step, word in INFLUENCES},
        warmths={key: str(word) for key, word in WARMTHS},
        more=_("and {n} more"),
        name=_("Name"),
        position=_("Position"),
        influence=_("Influence"),
        warmth=_("Contact"),
    )


def stakes_of(
    slug: str, found: Sequence[Outsider], positions: Mapping[UUID, int | None] | None = None
) -> tuple[list[Stake], list[Outsider]]:
    """Those that have a place in the picture, and those of whom too little is known; `positions` on one theme."""
    placed, rest = [], []
    for each in found:
        position = (positions or {}).get(each.row.pk) or each.row.position
        if position and each.row.influence:
            address = page_named("outside_list", slug).removesuffix("/") + f"/{each.row.pk}/"
            row = each.row
            placed.append(
                Stake(
                    name=row.name, position=position, influence=row.influence or 0, warmth=each.state, address=address
                )
            )
        else:
            rest.append(each)
    return placed, rest
