"""Who is asked how much, over all initiatives at once."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.insight import planning
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.rooms import Place

WEEKS, MONTHS = 13, 9
SHOWN, CAUSES = 25, 6


def _message(actor: Actor) -> str:
    if not may(actor, Do.READ_TABLE_PLAN):
        return _("Who is asked how much")
    over = planning.load(actor, by_month=False, most=WEEKS).over
    if over:
        return ngettext("%(n)s is asked more than they have", "%(n)s are asked more than they have", over) % {"n": over}
    return _("Nobody is asked more than they have")


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    authorise(request.actor, Do.READ_TABLE_PLAN)
    by_week = request.GET.get("per") == "week"
    load = planning.load(request.actor, by_month=not by_week, most=WEEKS if by_week else MONTHS)
    everybody = request.GET.get("all") == "1"
    rows = load.rows if everybody else load.rows[:SHOWN]
    causes = [
        (name, head, cell, cell.hours <= (cell.room or 0))
        for _who, name, cells in rows
        for head, cell in zip(load.heads, cells, strict=True)
        if cell and cell.is_over
    ]
    return {
        "load": load,
        "rows": rows,
        "more_causes": causes[CAUSES:],
        "hidden": len(load.rows) - len(rows),
        "by_week": by_week,
        "causes": causes[:CAUSES],
        "sub": "load",
    }


PLACES: tuple[Place, ...] = (
    Place(
        name="tables_load",
        at="tables/load/",
        label=gettext_lazy("Who is asked how much"),
        message=_message,
        lead=gettext_lazy("Hours that the steps on a day ask of people and parties, against the hours they have."),
        template="pages/plan/load.html",
        more=_more,
        under="tables",
    ),
)
