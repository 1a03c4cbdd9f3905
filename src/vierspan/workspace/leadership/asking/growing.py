"""What somebody practises, and what others who practise, or doubt, ask of them."""

from collections.abc import Iterator
from datetime import timedelta

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.asking.kinds import Ask
from vierspan.workspace.leadership.dilemmas import queries as dilemmas
from vierspan.workspace.leadership.growth import queries as growth
from vierspan.workspace.leadership.growth.models import TryOut, Wish

LONG = timedelta(days=28)  # a wish of which nothing came for so long asks what the next step is


def asks(actor: Actor) -> Iterator[Ask]:
    if may(actor, Do.PRACTISE):
        yield from _of_others(actor)
        yield from _own(actor)


def _of_others(actor: Actor) -> Iterator[Ask]:
    for seen in growth.asked_of_me(actor):
        tried = seen.try_out
        where = tried.gathering.name if tried.gathering else ""
        yield Ask(kind="saw", subject=seen.pk, who=tried.person.name, what=tried.name, where=where, since=seen.asked_on)
    for each in growth.buddies(actor):
        if each.state == "asked":
            yield Ask(kind="buddy", subject=each.pair.pk, who=each.person.name, since=each.pair.asked_on)
    for shown in dilemmas.shown_to_me(actor):
        who = shown.thought.person.name
        yield Ask(kind="thought", subject=shown.pk, day=shown.ends_on, who=who, since=shown.shared_on)


def _own(actor: Actor) -> Iterator[Ask]:
    for row in growth.to_note(actor):
        where = row.gathering.name if row.gathering else row.initiative.name if row.initiative else ""
        yield Ask(kind="note", subject=row.pk, day=row.due_on, what=row.name, where=where)
    tries = growth.tries(actor)
    for wish in growth.wishes(actor):
        if _lies_still(wish, tries):
            yield Ask(kind="wish", subject=wish.pk, what=f"{wish.kind}:{wish.what}", since=wish.made_on)


def _lies_still(wish: Wish, tries: list[TryOut]) -> bool:
    """Made long ago, and nothing planned, done or dropped for it since."""
    own = [each for each in tries if each.wish_id == wish.pk]
    if any(each.state == "planned" for each in own):
        return False
    last = max([wish.made_on, *(each.done_on or each.changed_at.date() for each in own)])
    return last <= clock.today() - LONG
