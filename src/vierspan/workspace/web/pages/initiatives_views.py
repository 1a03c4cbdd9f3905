"""All initiatives beside each other: on a board, on a line of time, and by theme."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.course import queries as course
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.queries import Glance
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import page_named
from vierspan.workspace.web.behalf import behalves_in_words
from vierspan.workspace.web.initiative_timeline import Line, Piece, drawn
from vierspan.workspace.web.initiative_words import leaders
from vierspan.workspace.web.rooms import Place
from vierspan.workspace.web.templatetags.vierspan import day

PHASES = ("explore", "share", "agree", "shape", "realise", "renew")
STATES = ("active", "paused", "finished", "stopped")
BEFORE = timedelta(days=274)  # how far back the line of time goes, unless the whole is asked for
OPEN_END = timedelta(days=60)  # how far a bar without an end runs past today


def views(slug: str, current: str) -> list[tuple[str, str, bool]]:
    """The ways to look at all initiatives: label, address, and whether it is this one."""
    named = (
        ("initiatives", _("List")),
        ("initiative_board", _("Board")),
        ("initiative_timeline", _("Timeline")),
        ("initiative_themes", _("By theme")),
    )
    return [(label, page_named(name, slug), name == current) for name, label in named]


def _board(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    by = "state" if request.GET.get("by") == "state" else "phase"
    found = queries.glances(actor)
    found = found if by == "state" else [each for each in found if each.is_open]
    behalf = behalves_in_words(actor, [each.row for each in found])
    names = may(actor, Do.READ_DIRECTORY)
    keys, table = (STATES, "initiative_states") if by == "state" else (PHASES, "phases")
    labels = words.choice_labels(table, actor.language)
    held = {each.row.pk for each in found if queries.runs(actor, each.row)}
    columns = [
        {
            "key": key,
            "label": labels[key],
            "cards": [
                {
                    "glance": each,
                    "behalf": behalf[each.row.pk],
                    "leaders": ", ".join(leaders(each, names=names)),
                    "runs": each.row.pk in held,
                }
                for each in found
                if (getattr(each.row, by) or keys[0]) == key
            ],
        }
        for key in keys
    ]
    return {
        "by": by,
        "columns": columns,
        "targets": [(key, labels[key]) for key in keys if by == "phase" or key in ("active", "paused")],
        "views": views(networks.network(actor).slug, "initiative_board"),
    }


def _timeline(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    slug, today = networks.network(actor).slug, clock.today()
    shows_closed, is_whole = request.GET.get("closed") == "yes", request.GET.get("from") == "begin"
    found = [each for each in queries.glances(actor) if shows_closed or each.is_open]
    spans = queries.spans(actor, [each.row for each in found])
    behalf = behalves_in_words(actor, [each.row for each in found])
    lines = [_line(each, spans[each.row.pk], behalf[each.row.pk], slug, today) for each in found if each.row.started_on]
    lines.sort(key=lambda each: (each.start, each.name))
    return {
        "lines": lines,
        "chart": drawn(lines, today, _timeline_message(actor), date.min if is_whole else today - BEFORE)
        if lines
        else "",
        "is_whole": is_whole,
        "without_day": [each.row for each in found if not each.row.started_on],
        "shows_closed": shows_closed,
        "views": views(slug, "initiative_timeline"),
    }


def _line(found: Glance, span: queries.Span, behalf: str, slug: str, today: date) -> Line:
    row = found.row
    start = row.started_on or today
    end = row.ended_on or span.ends_by or max([today + OPEN_END, *(each.end for each in span.steps)])
    return Line(
        name=row.name,
        address=reverse("web:initiative", args=[slug, row.pk]),
        start=start,
        end=max(start, end),
        is_open_end=not row.ended_on and not span.ends_by,
        is_closed=not found.is_open,
        words=f"{row.name}: {behalf}",
        steps=[
            Piece(
                f"{each.name}, {day(each.end)}",
                each.start,
                each.end,
                each.is_done,
                not each.is_done and each.end < today,
            )
            for each in span.steps
        ],
    )


def _themes(request: NetworkRequest) -> Mapping[str, Any]:
    """How far each theme is, by what is done for it."""
    actor = request.actor
    found = queries.glances(actor)
    rows = []
    for theme in course.themes(actor):
        under = [each for each in found if str(theme.pk) in each.row.themes]
        steps, done = sum(each.steps for each in under), sum(each.steps_done for each in under)
        rows.append(
            {
                "theme": theme,
                "under": under,
                "open": sum(each.is_open for each in under),
                "closed": sum(not each.is_open for each in under),
                "steps": steps,
                "done": done,
                "late": sum(each.promises_late for each in under),
            }
        )
    loose = [each for each in found if not each.row.themes]
    return {"rows": rows, "loose": loose, "views": views(networks.network(actor).slug, "initiative_themes")}


def _board_message(actor: Actor) -> str:
    late = sum(each.promises_late > 0 for each in queries.glances(actor) if each.is_open)
    if late:
        told = ngettext(
            "In one initiative a promise is past its day", "In %(n)s initiatives a promise is past its day", late
        )
        return told % {"n": late}
    n = sum(each.is_open for each in queries.glances(actor))
    return (
        ngettext("One initiative is under way", "%(n)s initiatives are under way", n) % {"n": n}
        if n
        else _("No initiatives yet")
    )


def _timeline_message(actor: Actor) -> str:
    ahead = [each for each in queries.glances(actor) if each.is_open and each.next_step and each.next_step.due_on]
    if not ahead:
        return _board_message(actor)
    first = min(ahead, key=lambda each: each.next_step.due_on)  # type: ignore[union-attr,return-value,arg-type]
    assert first.next_step is not None  # noqa: S101 - chosen above
    about = {"step": first.next_step.name, "name": first.row.name, "day": day(first.next_step.due_on)}
    if first.row.name.casefold() in first.next_step.name.casefold():
        return _("Next: %(step)s, before %(day)s") % about
    return _("First comes %(step)s of %(name)s, before %(day)s") % about


def _themes_message(actor: Actor) -> str:
    found = [each for each in queries.glances(actor) if each.is_open]
    served = {key for each in found for key in each.row.themes}
    bare = [each for each in course.themes(actor) if each.retired_on is None and str(each.pk) not in served]
    if not bare:
        return _("Every theme has an initiative under way")
    told = ngettext(
        "For one theme no initiative is under way: %(name)s",
        "For %(n)s themes no initiative is under way",
        len(bare),
    )
    return told % {"n": len(bare), "name": bare[0].name}


PLACES = (
    Place(
        name="initiative_board",
        at="board/",
        label=gettext_lazy("Board"),
        message=_board_message,
        template="pages/initiatives/board.html",
        more=_board,
        under="initiatives",
    ),
    Place(
        name="initiative_timeline",
        at="timeline/",
        label=gettext_lazy("Timeline"),
        message=_timeline_message,
        template="pages/initiatives/timeline.html",
        more=_timeline,
        under="initiatives",
    ),
    Place(
        name="initiative_themes",
        at="themes/",
        label=gettext_lazy("By theme"),
        message=_themes_message,
        template="pages/initiatives/themes.html",
        more=_themes,
        under="initiatives",
    ),
)
