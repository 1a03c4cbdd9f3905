"""What several judged of which activity serves which theme, and on whose behalf one may judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import F

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.course.models import Activity, Contribution
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.speaking import own_parties, own_party, spoken_for

HIGHEST = 3
CLEAR = 2  # from here on an activity really serves a theme
APART = 2  # judges who differ by so much need a talk

Square = tuple[UUID, UUID]  # an activity and a theme


@dataclass(frozen=True, slots=True)
class Judge:
    """A party or a person; without an id, somebody who stands for no one here."""

    id: UUID | None
    name: str
    is_party: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one of them finds of one square."""

    judge: UUID | None
    score: int
    on: date | None
    reason: str


@dataclass(frozen=True)
class Cell:
    """The last word of every judge on one square."""

    scores: tuple[tuple[UUID | None, int], ...]

    @cached_property
    def mean(self) -> float:
        return sum(score for _judge, score in self.scores) / len(self.scores)

    @property
    def level(self) -> int:
        """The mean as a square shows it; halves go up."""
        return int(self.mean + 0.5)

    @property
    def low(self) -> int:
        return min(score for _judge, score in self.scores)

    @property
    def high(self) -> int:
        return max(score for _judge, score in self.scores)

    @property
    def is_disputed(self) -> bool:
        return self.high - self.low >= APART

    def by(self, judges: frozenset[UUID | None]) -> int | None:
        """What one of these found; None where none of them judged it."""
        return next((score for judge, score in self.scores if judge in judges), None)


def judged_squares(actor: Actor) -> Mapping[Square, Cell]:
    """Every square that somebody judged."""
    authorise(actor, Do.READ_ROOMS)
    rows = Contribution.objects.visible_to(actor).order_by(F("judged_on").asc(nulls_first=True), "created_at", "id")
    found: dict[Square, dict[object, tuple[UUID | None, int]]] = {}
    for row_id, activity, theme, judge, score in rows.values_list("id", "activity", "theme", "judged_by", "score"):
        found.setdefault((activity, theme), {})[judge or row_id] = (judge, score)
    return {square: Cell(tuple(last.values())) for square, last in found.items()}


def judgements(actor: Actor, activity_id: UUID, theme_id: UUID) -> list[Judgement]:
    """Who finds what of one square, and why; the highest first."""
    authorise(actor, Do.READ_ROOMS)
    rows = Contribution.objects.visible_to(actor).filter(activity=activity_id, theme=theme_id)
    last: dict[object, Judgement] = {}
    for row in rows.order_by(F("judged_on").asc(nulls_first=True), "created_at", "id"):
        last[row.judged_by or row.pk] = Judgement(row.judged_by, row.score, row.judged_on, row.reason)
    return sorted(last.values(), key=lambda each: -each.score)


def judges(actor: Actor) -> list[Judge]:
    """In whose name the actor may judge: their own party first, then themselves, and for a leader every other party."""
    authorise(actor, Do.EDIT_ROOMS)
    main, own = own_party(actor), own_parties(actor)
    parties = [Judge(each.pk, each.name, True) for each in spoken_for(actor)]
    parties.sort(key=lambda judge: (judge.id != main, judge.id not in own))
    mine = [judge for judge in parties if judge.id in own]
    people = Person.objects.of(actor.network_id).filter(pk=actor.person_id) if actor.person_id else []
    oneself = [Judge(person.pk, person.name, False) for person in people]
    rest = [judge for judge in parties if judge.id not in own]
    return [*mine, *oneself, *rest] if mine or oneself else [Judge(None, "", False), *rest]


def own_judges(actor: Actor) -> frozenset[UUID | None]:
    """Whose judgements are the actor's own: those of their parties and their personal ones."""
    own: set[UUID | None] = {*own_parties(actor), actor.person_id}
    return frozenset(own - {None})


def live_activities(actor: Actor) -> list[Activity]:
    """What goes on or is about to, by name."""
    authorise(actor, Do.READ_ROOMS)
    rows = Activity.objects.visible_to(actor).select_related("owner").order_by("name")
    return list(rows.exclude(state__in=("stopped", "finished")))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far a judge is, and which square comes next; None where nothing is left."""

    next: Square | None
    done: int
    total: int


def waiting(actor: Actor, judge: UUID | None, after: Square | None = None) -> Waiting:
    """The first square after this one that the judge said nothing of; from the start where none comes after."""
    order, done = _in_order(actor, judge), _judged_by(actor, judge)
    open_ones = [square for square in order if square not in done]
    place = order.index(after) if after in order else -1
    later = next((square for square in order[place + 1 :] if square not in done), None)
    return Waiting(later or next(iter(open_ones), None), len(order) - len(open_ones), len(order))


def not_judged(actor: Actor, judge: UUID | None) -> list[Square]:
    """The squares that this judge said nothing of yet."""
    done = _judged_by(actor, judge)
    return [square for square in _in_order(actor, judge) if square not in done]


def _judged_by(actor: Actor, judge: UUID | None) -> set[Square]:
    rows = Contribution.objects.visible_to(actor).filter(judged_by=judge)
    return set(rows.values_list("activity", "theme"))


def _in_order(actor: Actor, judge: UUID | None) -> list[Square]:
    """What the judge's own party does first, then by name; of each activity the heaviest theme first."""
    own = {str(judge)} | {str(each) for each in own_parties(actor)}
    activities = live_activities(actor)
    activities.sort(key=lambda each: (not own & {*each.parties, str(each.owner_id)}, each.name.casefold()))
    themes = directory.themes(actor)
    return [(each.pk, theme.pk) for each in activities for theme in themes]


def all_judgements(actor: Actor) -> list[tuple[Square, Judgement]]:
    """The last word of every judge on every square, by the names of activity and theme."""
    authorise(actor, Do.READ_ROOMS)
    rows = Contribution.objects.visible_to(actor).order_by(F("judged_on").asc(nulls_first=True), "created_at", "id")
    columns = ("id", "activity", "theme", "judged_by", "score", "judged_on", "reason")
    last: dict[object, tuple[Square, Judgement]] = {}
    for row_id, activity, theme, judge, score, on, reason in rows.values_list(*columns):
        last[activity, theme, judge or row_id] = ((activity, theme), Judgement(judge, score, on, reason))
    return list(last.values())


def themes_let_go(actor: Actor) -> list[Theme]:
    authorise(actor, Do.READ_ROOMS)
    rows = Theme.objects.visible_to(actor).exclude(retired_on=None)
    return list(rows.order_by("-retired_on", "name"))
