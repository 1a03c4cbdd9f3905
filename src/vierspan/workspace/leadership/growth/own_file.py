"""All that somebody wrote to grow, for themselves to take along."""

from typing import Any

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.models import Seen, TryOut, Wish


def all_of_mine(actor: Actor) -> dict[str, Any]:
    """In plain values. Of others it holds their name where you asked them, and what they told you."""
    mine = queries.me(actor)
    asked = Seen.objects.visible_to(actor).filter(try_out__person=mine).select_related("person").order_by("asked_on")
    by_try: dict[Any, list[dict[str, Any]]] = {}
    for each in asked:
        by_try.setdefault(each.try_out_id, []).append(_seen(each))
    return {
        "wishes": [_wish(each) for each in Wish.objects.visible_to(actor).filter(person=mine).order_by("made_on")],
        "tries": [{**_try(each), "seen": by_try.get(each.pk, [])} for each in queries.tries(actor)],
        "log": [{"on": each.written_on.isoformat(), "words": each.words} for each in queries.log(actor)],
        "buddies": [
            {"name": each.person.name, "state": each.state, "message": each.pair.message}
            for each in queries.buddies(actor)
        ],
    }


def _wish(row: Wish) -> dict[str, Any]:
    return {"kind": row.kind, "what": row.what, "why": row.why, "on": row.made_on.isoformat(), "ended": _day(row)}


def _day(row: Wish) -> str | None:
    return row.ended_on.isoformat() if row.ended_on else None


def _try(row: TryOut) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "plan": row.plan,
        "gathering": row.gathering.name if row.gathering else None,
        "initiative": row.initiative.name if row.initiative else None,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "state": row.state,
        "done_on": row.done_on.isoformat() if row.done_on else None,
        "effect": row.effect,
        "again": row.again,
        "came": row.came,
        "who_may_know": row.counts,
    }


def _seen(row: Seen) -> dict[str, Any]:
    answered = row.answered_on.isoformat() if row.answered_on else None
    return {"by": row.person.name if row.person else None, "saw": row.saw, "on": answered}
