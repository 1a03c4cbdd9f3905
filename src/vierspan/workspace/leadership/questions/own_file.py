"""All that somebody answered about leading, and all that was told of them, for themselves to take along."""

from typing import Any

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Snapshot
from vierspan.workspace.leadership.questions import answering, queries
from vierspan.workspace.leadership.questions.models import Told


def all_of_mine(actor: Actor) -> dict[str, Any]:
    """In plain values. Without answers in closed rounds: nobody can find those back, their writer neither."""
    if actor.person_id is None:
        return {}
    told = Told.objects.visible_to(actor).filter(person=actor.person_id).select_related("round")
    return {
        "about_myself": [
            {"on": each.answered_on.isoformat(), "answers": each.answers} for each in queries.self_answers(actor)
        ],
        "told_by_others": [_released(each) for each in queries.released_about(actor)],
        "told_in_rounds_about_everybody": [
            {"closed_on": each.round.closed_on.isoformat(), "cells": each.cells}
            for each in told.order_by("round__closed_on")
            if each.round.closed_on
        ],
        "asked_of_me": [_asked(each) for each in queries.waiting(actor)],
    }


def _released(found: queries.Released) -> dict[str, Any]:
    cells = Snapshot(cells=found.snapshot.cells, shown={}).to_plain()["cells"]
    return {"closed_on": found.closed_on.isoformat(), "invited": found.invited, "cells": cells}


def _asked(found: queries.Waiting) -> dict[str, Any]:
    """As long as it runs one's answers are one's own to change."""
    sheet = answering.opened(found.token)
    return {
        "kind": found.round.kind,
        "about": found.round.about.name if found.round.about else None,
        "answers": dict(sheet.answers),
        "handed_in": sheet.is_handed_in,
        "wants_to_be_told_of": sheet.agrees,
    }
