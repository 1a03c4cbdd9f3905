"""What people told themselves: the trust that a survey released, and the fields of the network's own."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from django.db.models.fields.json import KeyTransform

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory.models import OwnField, Party, Person
from vierspan.workspace.directory.surveys import queries as surveys
from vierspan.workspace.insight import words

TRUST = "trust"
CHOSEN = ("choice", "flag")
MODELS: dict[str, type[Party] | type[Person]] = {"parties": Party, "people": Person}


def trust_received(actor: Actor) -> dict[str, float]:
    """Per name the trust received, of the last survey that released any: the mean of what may be shown; 1 to 4.

    Only what came through the release gate; names of which nothing may be shown are left out.
    """
    closed = [each for each in surveys.surveys(actor) if each.state == "closed"]
    for each in closed:
        released = surveys.results(actor, each.pk)
        if released is None or released.is_about_people:
            continue
        keys = [question.key for question in released.questions if question.key.startswith(TRUST)]
        shown = {str(name.id): [released.cell(key, name.id).mean for key in keys] for name in released.names}
        means = {name: [mean for mean in given if mean is not None] for name, given in shown.items()}
        if any(means.values()):
            return {name: round(fmean(given), 2) for name, given in means.items() if given}
    return {}


def own_fields(actor: Actor, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The fields with values to choose from: name, values, and for each of these which value it has, -1 for none."""
    found = []
    for field in OwnField.objects.visible_to(actor).filter(type__in=CHOSEN):
        rows = MODELS[field.table].objects.visible_to(actor).values_list("id", KeyTransform(field.name, "extra"))
        given = {str(row): _said(value, actor) for row, value in rows if value not in (None, "")}
        values = sorted(set(given.values()))
        at = {value: number for number, value in enumerate(values)}
        if values:
            found.append(
                {"name": field.name, "values": values, "at": [at.get(given.get(each, ""), -1) for each in ids]}
            )
    return found


def _said(value: Any, actor: Actor) -> str:
    yes, no = words.YES_NO[words.spoken(actor.language)]
    return {True: yes, False: no}[value] if isinstance(value, bool) else str(value)
