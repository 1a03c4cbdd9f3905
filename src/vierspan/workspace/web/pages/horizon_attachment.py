"""Attachment: is the explorer still tied to the network, does fresh inspiration come in, and how near the parties are.
What is about one person is shown to that person first."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import attachment, outside_charts, queries, sheets, words
from vierspan.workspace.insight.attachment import AttachmentWatch, Fresh
from vierspan.workspace.insight.outside_charts import Intake
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of, page_named, with_query
from vierspan.workspace.web.lists import Linked
from vierspan.workspace.web.rooms import Place

RING_KEYS = ("core", "partner", "periphery", "environment")
MOST_IN_RING = 12
TABLES = {"signals": "signals", "sources": "signals", "contacts": "contacts"}  # events have a page of their own


def _watch(actor: Actor) -> AttachmentWatch | None:
    """None for who takes no part, where nobody stands in the records yet, or while the first mirror is being made."""
    if not may(actor, Do.READ_OUTSIDE):
        return None
    try:
        return attachment.watch(actor, queries.current_run(actor))
    except DomainError:
        return None


def _message(actor: Actor) -> str:
    """Of oneself only, and only where there is something to say; never of somebody else."""
    watch = _watch(actor)
    if watch is None or watch.mine is None or not (watch.own_intake and watch.own_intake.total):
        return _("Going out, and coming home again")
    if watch.mine.is_drifting:
        return _("You are much outside, and seldom home")
    if watch.mine.is_closed:
        return _("You hardly see anybody outside")
    if watch.is_too_few:
        return _("Too little is known yet to say how firmly you are tied in")
    return _("You go out, and you come home again")


def more(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    watch = _watch(actor)
    if watch is None:
        return {"watch": None}
    slug = networks.network(actor).slug
    return {
        "watch": watch,
        "parts": _parts(watch, slug),
        "detached": round(100 * (watch.mine.detachment.value or 0)) if watch.mine and not watch.is_too_few else None,
        "limit": round(100 * attachment.LIMIT),
        "own_intake": _shown(watch.own_intake, slug, _("What you brought in, month by month")),
        "intake": None
        if watch.is_withheld
        else _shown(watch.intake, slug, _("What came in for the whole network, month by month")),
        "shared": _shared(actor, watch),
        "needed": attachment.NEEDED_THINGS,
    }


def _parts(watch: AttachmentWatch, slug: str) -> list[dict[str, Any]]:
    """The three parts: how far outside, how little came home, how often absent; each with the rows under it."""
    mine, under = watch.mine, watch.under
    if mine is None or under is None:
        return []
    outward = None if mine.outward is None else round(50 * (mine.outward + 1))
    return [
        {
            "title": _("Outside or inside"),
            "figure": outward,
            "sentence": _("of your contact is outside the network, by how warm it is; the rest is inside."),
            "few": _("No contact of yours was written down, outside or inside."),
            "facts": [
                _fact(slug, "contacts", under.contacts, _("contacts outside")),
                _fact(slug, "attendance", under.came, _("times at a gathering")),
                _fact(slug, "ledger", under.inside, _("things done with others inside")),
            ],
        },
        {
            "title": _("Brought home"),
            "figure": None if mine.unreturned is None else round(100 * (1 - mine.unreturned)),
            "sentence": _("of the signals you spotted came into a gathering within 60 days."),
            "few": _("From %(n)s signals on, that had 60 days to come home, we say something about it.")
            % {"n": attachment.NEEDED_SIGNALS},
            "facts": [
                _fact(slug, "signals", under.signals, _("signals you spotted")),
                _fact(slug, "signals", under.brought, _("of them brought home")),
            ],
        },
        {
            "title": _("There when the network meets"),
            "figure": None if mine.absent is None else round(100 * (1 - mine.absent)),
            "sentence": _("of the gatherings that count for you, you were at; recent ones count more."),
            "few": _("You were not invited to a gathering in this year."),
            "facts": [
                _fact(slug, "attendance", under.invitations, _("invitations")),
                _fact(slug, "attendance", under.came, _("of them you came")),
            ],
        },
    ]


MOST_IDS = 60  # in one address


def _fact(slug: str, table: str, ids: Sequence[str], label: str) -> dict[str, Any]:
    """The rows under a figure, by name; nothing to open where there are none."""
    address = f"{page_named('facts', slug)}?{urlencode([('table', table), *(('id', each) for each in ids[:MOST_IDS])])}"
    return {"n": len(ids), "label": label, "address": address if ids else ""}


def _shown(found: Intake | None, slug: str, label: str) -> dict[str, Any] | None:
    """The picture and its table, of which every figure opens."""
    if found is None or not found.total:
        return None
    kinds = {
        "signals": _("Signals"),
        "sources": _("New sources"),
        "contacts": _("New contacts outside"),
        "events": _("Events visited"),
    }
    names = {**kinds, **{month.isoformat(): date_format(month, "M") for month in found.months}}
    rows = [
        {"label": kinds[kind], "cells": [_cell(slug, kind, month) for month in found.items[kind]]}
        for kind in attachment.KINDS
    ]
    return {
        "chart": outside_charts.months(found, names, label),
        "label": label,
        "months": [date_format(month, "M Y") for month in found.months],
        "rows": rows,
        "total": found.total,
        "is_dry": found.is_dry,
        "is_too_few": found.is_too_few,
    }


def _cell(slug: str, kind: str, items: Sequence[Fresh]) -> dict[str, Any]:
    if kind not in TABLES:
        address = with_query(page_named("outside_events", slug), past="1")
        return {"n": len(items), "address": address if items else ""}
    return _fact(slug, TABLES[kind], [each.id for each in items], "")


def _shared(actor: Actor, watch: AttachmentWatch) -> list[dict[str, str]]:
    """Of others only who chose to show it."""
    names = sheets.names_of(actor, [each.person for each in watch.shared])
    return [
        {
            "name": names[each.person].name,
            "says": _("much outside, seldom home")
            if each.is_drifting
            else _("hardly anybody outside")
            if each.is_closed
            else _("goes out, and comes home again"),
        }
        for each in watch.shared
        if each.person in names
    ]


def _rings_message(actor: Actor) -> str:
    rings = sheets.tally(actor, "parties", "ring") if may(actor, Do.READ_DIRECTORY) else {}
    inner, all_of_them = rings.get("core", 0), sum(rings.values())
    if not inner:
        return _("How near the parties stand")
    told = ngettext(
        "%(core)s of %(n)s parties stands at the core", "%(core)s of %(n)s parties stand at the core", inner
    )
    return told % {"core": inner, "n": all_of_them}


def rings(request: NetworkRequest) -> Mapping[str, Any]:
    """The parties by how near they stand; for who may read the directory."""
    actor = request.actor
    if not may(actor, Do.READ_DIRECTORY):
        return {"rings": []}
    slug = networks.network(actor).slug
    counted = sheets.tally(actor, "parties", "ring")
    return {"rings": [_ring(actor, slug, key, counted[key]) for key in RING_KEYS if counted.get(key)]}


def _ring(actor: Actor, slug: str, key: str, count: int) -> Mapping[str, Any]:
    page = directory.parties(actor, directory.Wanted(ring=key))
    parties = [
        Linked(each.name, address_of(actor, slug, Ref("parties", str(each.pk), each.name))) for each in page.rows
    ]
    return {
        "key": key,
        "label": words.choice_label("rings", key, actor.language),
        "count": count,
        "parties": parties[:MOST_IN_RING],
        "more": max(0, count - MOST_IN_RING),
        "address": with_query(f"/n/{slug}/parties/", ring=key),
    }


PLACES = (
    Place(
        name="attachment",
        at="attachment/",
        label=gettext_lazy("Attachment"),
        message=_message,
        lead=gettext_lazy(
            "An explorer goes out freely, and needs fresh inspiration. That only helps the network when what was found "
            "comes home. What is about you, you see first, and you alone."
        ),
        template="pages/outside/attachment.html",
        more=more,
    ),
    Place(
        name="rings",
        at="rings/",
        label=gettext_lazy("Rings"),
        under="attachment",
        message=_rings_message,
        lead=gettext_lazy("How near the parties stand, from the core to the surroundings, as they say themselves."),
        template="pages/horizon/rings.html",
        more=rings,
        empty_title=gettext_lazy("No rings yet"),
        empty_text=gettext_lazy("When the list of parties says in which ring each stands, you see here who is near."),
    ),
)
urlpatterns: list[URLPattern] = []
