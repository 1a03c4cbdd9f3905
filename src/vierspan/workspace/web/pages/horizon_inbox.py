"""The inbox: what the sources brought, to be judged by whoever has a minute."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.horizon.sources import jobs, queries
from vierspan.workspace.horizon.sources.actions import inbox as judging
from vierspan.workspace.horizon.sources.queries import SHOWN, Wanted
from vierspan.workspace.horizon.sources.reading.letters import LARGEST
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.coming_frame import frame

VERDICTS = {
    "signal": judging.make_signal,
    "not_for_us": judging.not_for_us,
    "later": judging.later,
    "": judging.put_back,
}
KEPT_IN_ADDRESS = frozenset({"show", "source", "followed", "unseen", "q", "page"})


@dataclass(frozen=True, slots=True)
class Pick:
    label: str
    address: str
    is_on: bool
    count: int | None = None


@in_network(Do.READ_INBOX)
@require_GET
def inbox(request: NetworkRequest) -> HttpResponse:
    actor, wanted = request.actor, _wanted(request)
    jobs.pick_up_lost(actor.network_id)
    number = request.GET.get("page", "")
    page = queries.inbox(actor, wanted, page=int(number) if number.isdecimal() else 1)
    from_where = queries.sources_of(actor, page.rows)
    shown = {
        **frame(request, "inbox"),
        "message": _message(actor),
        "page": page,
        "lines": [{"row": each, "sources": from_where.get(each.pk, [])} for each in page.rows],
        "picks": _picks(request, wanted),
        "wanted": wanted,
        "is_filtered": wanted != Wanted(shown=wanted.shown),
        "sources": queries.sources(actor),
        "follows": queries.terms(actor, "follow"),
        "query": _query(request),
        "seen_at": queries.seen_at(actor),
        "previous": _page(request, page.number - 1) if page.has_previous else "",
        "next": _page(request, page.number + 1) if page.has_next else "",
    }
    return render(request, "pages/horizon/inbox.html", shown)


def _wanted(request: NetworkRequest) -> Wanted:
    given = request.GET
    shown = given.get("show", "")
    return Wanted(
        shown=shown if shown in SHOWN else "",
        source=_uuid(given.get("source", "")),
        followed=given.get("followed") == "1",
        unseen=given.get("unseen") == "1",
        search=given.get("q", "").strip()[:200],
    )


def _uuid(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


def _message(actor: Actor) -> str:
    n = queries.waiting_count(actor)
    if n:
        return ngettext("%(n)s item waits for a look", "%(n)s items wait for a look", n) % {"n": n}
    return _("Nothing waits for a look: you are up to date") if queries.counted(actor) else _("The inbox is empty")


def _picks(request: NetworkRequest, wanted: Wanted) -> list[Pick]:
    actor, own = request.actor, replace(wanted, shown="")
    labels = {
        "": _("To look at"),
        "later": _("Later"),
        "signal": _("Became a signal"),
        "not_for_us": _("Not for us"),
        "all": _("Everything"),
    }
    return [
        Pick(
            label,
            _at(request, show=key, page=""),
            key == wanted.shown,
            queries.inbox(actor, replace(own, shown=key)).total,
        )
        for key, label in labels.items()
    ]


def _at(request: NetworkRequest, **changed: str) -> str:
    asked = {key: str(value) for key, value in request.GET.items() if key in KEPT_IN_ADDRESS}
    return with_query(request.path, **{**asked, **changed})


def _page(request: NetworkRequest, number: int) -> str:
    return _at(request, page=str(number))


def _query(request: NetworkRequest) -> str:
    """What is chosen, for the forms to come back to."""
    return _at(request).partition("?")[2]


@in_network(Do.TEND_SOURCES)
@require_POST
def judge_item(request: NetworkRequest, found_id: UUID) -> HttpResponse:
    actor, verdict = request.actor, request.POST.get("verdict", "")
    if verdict not in VERDICTS:
        raise Invalid("verdict", "unknown_choice")
    item = VERDICTS[verdict](actor, found_id)
    if request.htmx:
        return render(request, "parts/horizon/item_judged.html", {"row": item, "may_tend": True, **_line(actor, item)})
    messages.success(request, _said(item.title, verdict))
    return _back(request)


def _line(actor: Actor, item: Any) -> Mapping[str, Any]:
    return {"sources": queries.sources_of(actor, [item]).get(item.pk, [])}


def _said(title: str, verdict: str) -> str:
    told = {
        "signal": _("“%(title)s” is a signal now"),
        "not_for_us": _("“%(title)s” is not for us"),
        "later": _("“%(title)s” comes back in a week"),
        "": _("“%(title)s” is back in the inbox"),
    }[verdict]
    return told % {"title": title}


@in_network(Do.READ_INBOX)
@require_POST
def saw_inbox(request: NetworkRequest) -> HttpResponse:
    judging.saw_all(request.actor)
    messages.success(request, _("From now on we mark what is new to you"))
    return _back(request)


@in_network(Do.TEND_SOURCES)
@require_POST
def bring_mails(request: NetworkRequest) -> HttpResponse:
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("Choose a file first."))
        return _back(request)
    try:
        brought = judging.bring_mails(request.actor, [(each.name or "", each.read(LARGEST + 1)) for each in files])
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return _back(request)
    if brought.new:
        told = ngettext("%(n)s mail is in the inbox", "%(n)s mails are in the inbox", brought.new)
        messages.success(request, told % {"n": brought.new})
    if brought.known:
        told = ngettext("%(n)s mail stood here already", "%(n)s mails stood here already", brought.known)
        messages.info(request, told % {"n": brought.known})
    for each in brought.unread:
        messages.error(request, f"{each.name}: {worded(each.reason)}")
    return _back(request)


def _back(request: NetworkRequest) -> HttpResponse:
    """To the inbox as it was filtered."""
    asked = {key: value for key, value in parse_qsl(request.POST.get("back", "")) if key in KEPT_IN_ADDRESS}
    return redirect(with_query(reverse("web:inbox", args=[networks.network(request.actor).slug]), **asked))


urlpatterns = [
    path("horizon/inbox/", inbox, name="inbox"),
    path("horizon/inbox/saw/", saw_inbox, name="saw_inbox"),
    path("horizon/inbox/mails/", bring_mails, name="bring_mails"),
    path("horizon/inbox/<uuid:found_id>/", judge_item, name="judge_item"),
]
