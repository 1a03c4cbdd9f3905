"""What questions about leading ask of somebody: to answer them, to choose along, and of a round about oneself."""

from collections.abc import Iterator
from datetime import timedelta

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.asking.kinds import Ask
from vierspan.workspace.leadership.profiles import queries as profiles
from vierspan.workspace.leadership.questions import own, queries
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.leadership.questions.models import Round

NEAR = timedelta(days=2)  # the last days of a round: time to remind, or to give more time
NEW = timedelta(days=21)  # so long what others said counts as new


def asks(actor: Actor) -> Iterator[Ask]:
    for waiting in queries.waiting(actor):
        if not waiting.is_answered:
            of = waiting.round
            who = of.about.name if of.about else ""
            yield Ask(kind="answer", subject=of.pk, day=of.closes_on, who=who, what=of.kind, token=waiting.token)
    if not may(actor, Do.ASK_ABOUT_SELF):
        return
    for of in queries.rounds(actor):
        if of.kind == ABOUT:
            yield from _about(actor, of)
    if begun := own.being_filled(actor):
        yield Ask(kind="begun", subject=begun.pk, since=begun.answered_on)
    for row in profiles.shared_with(actor):
        yield Ask(kind="mirror", subject=row.pk, day=row.ends_on, who=row.person.name, since=row.shared_on)


def _about(actor: Actor, of: Round) -> Iterator[Ask]:
    """Of a round about oneself, or in which one chooses along: whose turn it is."""
    if queries.chooses_along(actor, of):
        if of.state == "draft" and not of.is_agreed_by_second:
            yield Ask(kind="choose", subject=of.pk, who=of.about.name if of.about else "")
        return
    other = of.second.name if of.second else ""
    if of.state == "draft" and of.is_agreed_by_second:
        if not of.is_agreed_by_first:
            yield Ask(kind="agree", subject=of.pk, who=other)
        elif not queries.missing(actor, of.pk):
            yield Ask(kind="open", subject=of.pk, who=other)
    elif of.state == "open" and of.closes_on and of.closes_on <= clock.today() + NEAR:
        yield Ask(kind="round_ends", subject=of.pk, day=of.closes_on)
    elif of.state == "closed" and of.closed_on and of.closed_on >= clock.today() - NEW:
        yield Ask(kind="result", subject=of.pk, since=of.closed_on)
