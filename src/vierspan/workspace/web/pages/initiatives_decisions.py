"""Decisions: the questions that are open, and the register of what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.paging import page_of
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.initiatives.deciding import queries, wording
from vierspan.workspace.initiatives.deciding.queries import Entry, Sought
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.decision_words import method_words, state_words
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.pages import (
    initiatives_decision,
    initiatives_decision_turns,
    initiatives_decisions_writing,
)
from vierspan.workspace.web.rooms import Place

ASKED = ("q", "state", "rule", "outcome", "initiative", "year", "sort")


def _decisions_message(actor: Actor) -> str:
    every = queries.register(actor, Sought())
    late = [each.row for each in every if each.state == "late"]
    if late:
        told = ngettext("One decision waits past its day: %(name)s", "%(n)s decisions wait past their day", len(late))
        return told % {"name": late[0].name, "n": len(late)}
    n = sum(each.state == "open" for each in every)
    if n:
        return ngettext("One question is open", "%(n)s questions are open", n) % {"n": n}
    n = len(every)
    if not n:
        return _("Nothing was put to decide on yet")
    return ngettext("%(n)s decision was put", "%(n)s decisions were put", n) % {"n": n}


def sought_of(request: NetworkRequest, **fixed: str) -> Sought:
    given = {key: request.GET.get(key, "").strip() for key in ASKED} | fixed
    return Sought(search=given.pop("q"), **given)


def register(request: NetworkRequest, sought: Sought) -> dict[str, Any]:
    """The lines, a page at a time, with what one may choose from."""
    actor, address = request.actor, request.path
    slug = networks.network(actor).slug
    found = queries.register(actor, sought)
    every = queries.register(actor, Sought(initiative=sought.initiative))
    number = request.GET.get("page", "")
    page = page_of(found, int(number) if number.isdecimal() else 1)
    asked = {key: value for key in ASKED if (value := request.GET.get(key, ""))}
    exports = may(actor, Do.EXPORT_NETWORK)
    at = reverse("web:export_decisions", args=[slug, "x"]).removesuffix("x/")
    passed_on = asked | ({"initiative": sought.initiative} if sought.initiative else {})
    return {
        "address": address,
        "lines": [_line(each, actor) for each in page.rows],
        "page": page,
        "any": bool(every),
        "sought": sought,
        "is_filtered": bool(set(asked) - {"sort"}),
        "rules": [(key, str(label)) for key, label in wording.RULES.items() if any(each.rule == key for each in every)],
        "years": queries.years(every),
        "initiatives": _initiatives(every),
        "previous": with_query(address, **asked, page=str(page.number - 1)) if page.has_previous else "",
        "next": with_query(address, **asked, page=str(page.number + 1)) if page.has_next else "",
        "xlsx": with_query(f"{at}xlsx/", **passed_on) if exports else "",
        "csv": with_query(f"{at}csv/", **passed_on) if exports else "",
    }


def _initiatives(every: Sequence[Entry]) -> list[tuple[str, str]]:
    names = {str(each.row.initiative_id): each.row.initiative.name for each in every if each.row.initiative}
    named = sorted(names.items(), key=lambda pair: pair[1].casefold())
    return [("none", _("The whole network")), *named]


def _line(entry: Entry, actor: Actor) -> dict[str, Any]:
    return {"entry": entry, "row": entry.row, "method": method_words(entry, actor), "state": state_words(entry)}


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    return {
        **register(request, sought_of(request)),
        "to_answer": queries.to_answer(actor),
        "drafts": queries.drafts(actor) if may(actor, Do.EDIT_ROOMS) else [],
        "may_write": may(actor, Do.EDIT_ROOMS),
    }


@in_network(Do.READ_ROOMS)
@require_GET
def of_initiative(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """The decisions of one initiative."""
    shown = frame(request, initiative_id, "initiative_decisions")
    found = register(request, sought_of(request, initiative=str(initiative_id)))
    n = found["page"].total
    message = ngettext("One decision for this initiative", "%(n)s decisions for this initiative", n) % {"n": n}
    shown |= {"message": message if n else _("Nothing was put to decide on yet"), **found}
    shown["may_write"] = may(request.actor, Do.EDIT_ROOMS)
    return render(request, "pages/initiatives/decisions_of.html", shown)


@in_network(Do.EXPORT_NETWORK)
@require_GET
def export(request: NetworkRequest, form: str) -> HttpResponse:
    found = queries.register(request.actor, sought_of(request))
    return download(list_file(request.actor, str(_("decisions")), form, list(_lines(request.actor, found))))


def _lines(actor: Actor, found: Sequence[Entry]) -> Iterator[list[str]]:
    yield [
        *(_("Question"), _("Initiative"), _("How"), _("State"), _("Opened on"), _("Last day"), _("Closed on")),
        *(_("Look again on"), _("Proposal"), _("What was decided")),
    ]
    for each in found:
        row, asked = each.row, each.question
        days = (row.opened_on, row.due_on, row.closed_on, row.review_on)
        yield [
            row.name,
            str(row.initiative or ""),
            method_words(each, actor),
            state_words(each),
            *(day.isoformat() if day else "" for day in days),
            asked.proposal if asked else "",
            asked.outcome_text if asked else "",
        ]


PLACES = (
    Place(
        name="decisions",
        at="decisions/",
        label=gettext_lazy("Decisions"),
        message=_decisions_message,
        lead=gettext_lazy("Which questions were put, how you decide on them, and what came of it."),
        template="pages/initiatives/decisions.html",
        more=_more,
    ),
)
urlpatterns: list[URLPattern] = [
    path("initiatives/decisions/as/<slug:form>/", export, name="export_decisions"),
    path("initiatives/<uuid:initiative_id>/decisions/", of_initiative, name="initiative_decisions"),
    *initiatives_decisions_writing.urlpatterns,
    *initiatives_decision.urlpatterns,
    *initiatives_decision_turns.urlpatterns,
]
