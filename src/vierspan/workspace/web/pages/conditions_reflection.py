"""How people find it goes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import URLPattern
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.conditions import queries
from vierspan.workspace.insight import words
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.rooms import Place


def _pulse_message(actor: Actor) -> str:
    lines = _trends(actor)
    if not lines:
        return _("The pulse was not taken yet")
    falling = min(lines, key=lambda line: line["change"] or 0)
    if (falling["change"] or 0) < 0:
        return _("%(item)s went down most") % {"item": falling["label"].capitalize()}
    return _("Nothing went down since the pulse before")


def pulse(request: NetworkRequest) -> Mapping[str, Any]:
    return {"trends": _trends(request.actor)}


def _trends(actor: Actor) -> list[dict[str, Any]]:
    """Each question with its mean over the whole network, wave by wave, last first."""
    waves: dict[str, list[Any]] = {}
    for row in queries.pulse(actor):
        if row.party_id is None:
            waves.setdefault(row.item, []).append(row)
    labels = words.choice_labels("pulse_items", actor.language)
    return [_trend(labels[item], waves[item]) for item in labels if item in waves]


def _trend(label: str, rows: Sequence[Any]) -> dict[str, Any]:
    last = rows[0]
    waves = [(row.score, _month(row.asked_on)) for row in reversed(rows)]
    change = round(last.score - rows[1].score, 1) if len(rows) > 1 else None
    return {"label": label, "score": last.score, "change": change, "last": last, "waves": waves}


def _month(day: date) -> str:
    written = date_format(day, "M Y")
    return written.lower() if get_language() == "nl" else written


PLACES: tuple[Place, ...] = (
    Place(
        name="pulse",
        at="pulse/",
        label=gettext_lazy("Pulse"),
        message=_pulse_message,
        lead=gettext_lazy("How people find it goes, from 1 to 5. You see means only, never what one person answered."),
        template="pages/conditions/pulse.html",
        more=pulse,
        empty_title=gettext_lazy("No pulse yet"),
        empty_text=gettext_lazy(
            "Ask everybody twelve short questions now and then, and you see here how working together goes."
        ),
    ),
)

urlpatterns: list[URLPattern] = []
