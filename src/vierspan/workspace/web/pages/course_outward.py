"""What is said outside, by whom, and who the network is to others."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.course.positioning import queries, roster
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.pages import (
    course_outward_agreeing,
    course_outward_log,
    course_outward_look,
    course_outward_news,
    course_outward_page,
    course_outward_turns,
)
from vierspan.workspace.web.rooms import Place

FEW = 5


def _message(actor: Actor) -> str:
    if not may(actor, Do.READ_OUTWARD):
        return _("How the network shows itself")
    rows = [row for row in roster.spread(actor) if row.spoken]
    total = sum(row.spoken for row in rows)
    if not total:
        return _("Nobody spoke outside for the network yet")
    if len(rows) == 1:
        told = ngettext(
            "In a year one person spoke outside for the network, once",
            "In a year one person spoke outside for the network, %(n)s times",
            total,
        )
        return told % {"n": total}
    return _("In a year %(people)s people spoke outside for the network, %(n)s times") % {
        "people": len(rows),
        "n": total,
    }


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    shown: dict[str, Any] = {"profile": queries.profile(actor), "posts": queries.posts(actor)[:3], "which": "home"}
    if may(actor, Do.READ_OUTWARD):
        shown["said"] = queries.communications(actor).rows[:FEW]
        shown["turns"] = roster.turns(actor)[:3]
        shown["suggested"] = roster.suggestion(actor)
    if may(actor, Do.LOG_OUTWARD):
        shown["form"] = course_outward_log.said_form(request, course_outward_log.start(request))
    return shown


PLACES: tuple[Place, ...] = (
    Place(
        name="outward",
        at="outward/",
        label=gettext_lazy("Outward"),
        message=_message,
        template="pages/course/outward.html",
        more=_more,
    ),
)
urlpatterns = [
    *course_outward_log.urlpatterns,
    *course_outward_turns.urlpatterns,
    *course_outward_news.urlpatterns,
    *course_outward_page.urlpatterns,
    *course_outward_look.urlpatterns,
    *course_outward_agreeing.urlpatterns,
]
