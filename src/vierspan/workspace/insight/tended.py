"""What asks for those who tend the network and stands in no record: a handover past its day, agreements of a talk that
nobody took up, a round of questions about leading at its end. It tells of nobody what they answered, wish or practise.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vierspan.analysis.handles.handle import Handle, Suggestion
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.orientations import Orientation
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.insight.cells import Ref
from vierspan.workspace.leadership import queries as leadership
from vierspan.workspace.leadership.questions import queries as questions
from vierspan.workspace.leadership.roles import queries as roles
from vierspan.workspace.leadership.team import queries as team

FINDERS = ("leading.talk_left", "leading.round_ends", "leading.round_over", "leading.turn_due")
PREFIX = "leading."
LEFT_LYING = timedelta(days=14)  # so long after a talk its agreements have somebody, or are forgotten
NEAR = timedelta(days=2)
MOST = 3  # of one finder
ADVICE = {"leading.talk_left": (38, 16, 37), "leading.turn_due": (20, 22)}
PLACES = {
    "leading.talk_left": "team_talks",
    "leading.round_ends": "questions",
    "leading.round_over": "questions",
    "leading.turn_due": "roles",
}


def found(actor: Actor) -> list[Handle]:
    """As it is now, for who takes part; an observer, who sees no names, has none of it."""
    if not may(actor, Do.READ_MEMBERS):
        return []
    return [*_talks(actor), *_rounds(actor), *_turns(actor)]


def is_settled(handle: Handle, planned: Iterable[str]) -> bool:
    """Whether it asks who comes next in a role of which that is planned: the records do not know."""
    ids = [key for facts in handle.evidence if facts.table == "roles" for key in facts.ids]
    return handle.finder.endswith(".role_ends") and bool(ids) and set(ids) <= set(planned)


def planned(actor: Actor) -> set[str]:
    """The roles that pass on to somebody who was named."""
    return {str(turn.role_id) for turn in roles.to_pass_on(actor)}


def place(handle: Handle) -> Ref | None:
    """The page where it can be done, which is also what it rests on."""
    table = PLACES.get(handle.finder)
    return Ref(table, handle.key.partition(":")[2], "") if table else None


def _talks(actor: Actor) -> Iterator[Handle]:
    for kept in [each for each in team.sessions(actor) if each.left][:MOST]:
        talk = kept.session
        if talk.held_on <= clock.today() - LEFT_LYING:
            numbers: dict[str, str | int | date] = {"title": talk.title, "count": kept.left, "day": talk.held_on}
            yield _handle("leading.talk_left", str(talk.pk), numbers, urgency=0.5, for_whom=_developers(actor))


def _rounds(actor: Actor) -> Iterator[Handle]:
    """Of rounds about all, for who may close them; one about a person asks that person alone."""
    if not may(actor, Do.RUN_QUESTIONS):
        return
    for of in questions.rounds(actor):
        if of.about_id is None and of.state == "open" and of.closes_on and of.closes_on <= clock.today() + NEAR:
            finder = "leading.round_over" if of.closes_on < clock.today() else "leading.round_ends"
            mine = (str(actor.person_id),) if actor.person_id else ()
            handle = _handle(finder, str(of.pk), {"day": of.closes_on}, urgency=0.6, for_whom=mine)
            yield handle.model_copy(update={"due_on": of.closes_on})


def _turns(actor: Actor) -> Iterator[Handle]:
    late = [turn for turn in roles.to_pass_on(actor) if turn.on < clock.today()]
    for turn in late[:MOST]:
        row, after = turn.role, turn.next
        if after is None:
            continue
        numbers: dict[str, str | int | date] = {"name": row.person.name, "next": after.name, "day": turn.on}
        both = (str(row.person_id), str(after.pk))
        handle = _handle("leading.turn_due", str(row.pk), numbers, urgency=0.65, for_whom=both)
        evidence = (Facts(table="roles", ids=(str(row.pk),), count=1),)
        shown = {"orientation": Orientation(row.orientation), "evidence": evidence, "due_on": turn.on}
        yield handle.model_copy(update=shown)


def _handle(
    finder: str, subject: str, numbers: dict[str, str | int | date], *, urgency: float, for_whom: tuple[str, ...]
) -> Handle:
    return Handle(
        key=f"{finder}:{subject}",
        finder=finder,
        orientation=Orientation.DEVELOPER,
        subjects=(),
        numbers=dict(numbers),
        evidence=(),
        urgency=urgency,
        for_whom=for_whom,
        suggestions=tuple(Suggestion(intervention=n, score=0.0, grounds=("trigger",)) for n in ADVICE.get(finder, ())),
    )


def _developers(actor: Actor) -> tuple[str, ...]:
    """Who looks after how the network works together."""
    held = leadership.roles_held(actor)
    return tuple(str(each.person_id) for each in held if each.orientation == "developer" and each.initiative_id is None)
