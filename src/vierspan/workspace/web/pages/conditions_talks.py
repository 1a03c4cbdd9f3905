"""Feedback, conflicts, and whether the role of developer is granted."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.conditions.conflicts import queries as conflicts
from vierspan.workspace.insight import words
from vierspan.workspace.insight.granted import GrantedRole, Opened, granted_role
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import address_of, page_named, with_query
from vierspan.workspace.web.lists import Linked
from vierspan.workspace.web.pages import conditions_conflicts, conditions_feedback
from vierspan.workspace.web.rooms import Place


def _talks_message(actor: Actor) -> str:
    if not may(actor, Do.RAISE_CONFLICT):
        return _("What participants tell each other stays between them")
    n = sum(case.state == "open" for case in conflicts.cases(actor))
    if n:
        return ngettext("%(n)s conversation in confidence is open", "%(n)s conversations in confidence are open", n) % {
            "n": n
        }
    return _("Nothing between you waits for you")


def _told(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    role = _granted(actor)
    shown: dict[str, Any] = {"granted": {"message": _reading(role)} if role else None}
    if not may(actor, Do.RAISE_CONFLICT):
        return shown
    return {
        **shown,
        **conditions_feedback.summary(actor),
        "may_talk": True,
        "may_agree_steps": may(actor, Do.AGREE_CONFLICT_STEPS),
        "cases": _cases(actor),
        "steps": conflicts.agreed_steps(actor),
        "lessons": conflicts.lessons(actor),
    }


def _cases(actor: Actor) -> list[dict[str, Any]]:
    today = clock.today()
    return [
        {
            "id": case.pk,
            "title": case.title,
            "state": case.state,
            "opened_on": case.opened_on,
            "closed_on": case.closed_on,
            "is_due": (due := conflicts.due_on(case)) is not None and due <= today,
        }
        for case in conflicts.cases(actor)
    ]


def _granted(actor: Actor) -> GrantedRole | None:
    """None where there is no mirror yet, or none for this reader."""
    if not may(actor, Do.READ_MIRROR):
        return None
    try:
        return granted_role(actor)
    except DomainError:
        return None


def _reading(role: GrantedRole) -> str:
    return {
        "granted": _("The developer's role is granted: people say so, and they go along"),
        "apart": _("What people say of the developer's role and what they do differ: worth a talk"),
        "open": _("It is not clear that the developer's role is granted: worth a talk"),
    }.get(role.reading, _("Too little is known to say whether the developer's role is granted"))


@in_network(Do.READ_MIRROR)
@require_GET
def granted(request: NetworkRequest) -> HttpResponse:
    """What it rests on that the developer's role is granted, or not."""
    slug = networks.network(request.actor).slug
    role = _granted(request.actor)
    shown: dict[str, Any] = {"role": role, "message": _reading(role) if role else _("Is the developer's role granted?")}
    if role:
        shown["holders"] = [Linked(each.name, address_of(request.actor, slug, each)) for each in role.holders]
        shown["mine"] = [(each, _linked(request.actor, slug, each)) for each in role.mine]
        shown["decided"] = role.taken_up + role.left
        shown["facts"] = with_query(page_named("facts", slug), table="ledger", orientation="developer", aspect="D")
    return render(request, "pages/conditions/granted.html", shown)


def _linked(actor: Actor, slug: str, each: Opened) -> Linked:
    """What was opened; where it is no longer here, what was done."""
    if each.what is None:
        return Linked(words.kind_label(each.kind, actor.language), "")
    return Linked(each.what.name, address_of(actor, slug, each.what))


PLACES: tuple[Place, ...] = (
    Place(
        name="talks",
        at="talks/",
        label=gettext_lazy("Between us"),
        message=_talks_message,
        lead=gettext_lazy("Telling each other what helps and what hinders, early and in small company."),
        template="pages/conditions/talks.html",
        more=_told,
        empty_title=gettext_lazy("This is between participants"),
        empty_text=gettext_lazy("Feedback and conflicts are read only by those they are meant for."),
    ),
)
urlpatterns = [
    path("conditions/granted/", granted, name="granted"),
    *conditions_conflicts.urlpatterns,
    *conditions_feedback.urlpatterns,
]
