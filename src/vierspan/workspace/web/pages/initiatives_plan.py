"""Tables and steps over all initiatives: what is when, who is asked too much, and which days would be better."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.insight import planning
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.pages import (
    initiatives_plan_calendar,
    initiatives_plan_days,
    initiatives_plan_load,
    initiatives_plan_seat,
    initiatives_plan_steps,
    initiatives_plan_table,
    initiatives_plan_time,
)
from vierspan.workspace.web.pages.initiatives_plan_steps import ends_on, name_of
from vierspan.workspace.web.plan_timeline import scale
from vierspan.workspace.web.rooms import Place

PARTS = (
    initiatives_plan_steps,
    initiatives_plan_table,
    initiatives_plan_seat,
    initiatives_plan_calendar,
    initiatives_plan_days,
    initiatives_plan_time,
)


def _message(actor: Actor) -> str:
    rows = queries.all_rows(actor)
    open_rows = [each for each in rows if each.step.done_on is None]
    late = sum(planning.is_late(each) for each in open_rows)
    if late:
        return ngettext("%(n)s step is past its day", "%(n)s steps are past their day", late) % {"n": late}
    if not open_rows:
        return _("No steps lie ahead")
    n, tables = len(open_rows), len({each.step.initiative_id for each in open_rows})
    told = ngettext("%(n)s step lies ahead, at %(tables)s table", "%(n)s steps lie ahead, at %(tables)s tables", n)
    return told % {"n": n, "tables": tables}


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    rows = queries.all_rows(request.actor)
    days = [day for row in rows for day in (row.plan.starts_on, row.step.due_on, ends_on(row))]
    over = scale([day for day in days if day and day >= clock.today().replace(day=1)], clock.today())
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.step.initiative, []).append(_line(row, over))
    return {
        "groups": [(initiative, _ahead(lines), _tally(lines)) for initiative, lines in groups.items()],
        "without": [each for each in queries.initiatives_under_way(request.actor) if each not in groups],
        "scale": over,
        "today_x": over.x(clock.today()),
        "sees_tables": may(request.actor, Do.READ_TABLE_PLAN),
        "sub": "tables",
    }


def _line(row: Any, over: Any) -> dict[str, Any]:
    on, until = row.plan.starts_on, ends_on(row)
    if row.step.done_on:
        on, until = min(on or row.step.done_on, row.step.done_on), row.step.done_on
    bar = None
    if on and until and until >= over.first:
        x, width = over.span(on, max(on, until))
        bar = {"x": x, "width": width}
    due = over.x(row.step.due_on) if row.step.due_on else None
    told = {"row": row, "name": name_of(row), "bar": bar, "due": due}
    return {**told, "ends_on": until, "is_late": planning.is_late(row)}


def _ahead(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in lines if each["row"].step.done_on is None]


def _tally(lines: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "done": sum(bool(each["row"].step.done_on) for each in lines),
        "late": sum(each["is_late"] for each in lines),
        "undated": sum(each["row"].plan.starts_on is None and not each["row"].step.done_on for each in lines),
        "all": len(lines),
    }


PLACES: tuple[Place, ...] = (
    Place(
        name="tables",
        at="tables/",
        label=gettext_lazy("Tables and steps"),
        message=_message,
        lead=gettext_lazy(
            "The steps of all initiatives beside each other, so that nobody is asked for everything at once."
        ),
        template="pages/plan/tables.html",
        more=_more,
    ),
    *initiatives_plan_load.PLACES,
    *initiatives_plan_days.PLACES,
    *initiatives_plan_time.PLACES,
)
urlpatterns = [each for part in PARTS for each in part.urlpatterns]
