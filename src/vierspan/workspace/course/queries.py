import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.db.models import F, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.course.models import Activity, Capacity, Contribution, Course
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.directory.queries import R, one


@dataclass(frozen=True, slots=True)
class Coherence:
    """Which activity serves which theme, and how strongly: the mean of the judgements, 0 to 3."""

    themes: list[Theme]
    activities: list[Activity]
    scores: Mapping[tuple[uuid.UUID, uuid.UUID], float]  # (activity, theme)
    disputed: frozenset[tuple[uuid.UUID, uuid.UUID]]  # where judges differ by two or more

    @property
    def unserved(self) -> list[Theme]:
        """Themes that nobody works on."""
        served = {theme for (_, theme), score in self.scores.items() if score > 0}
        return [theme for theme in self.themes if theme.pk not in served]

    @property
    def loose(self) -> list[Activity]:
        """Activities that serve no theme."""
        serving = {activity for (activity, _), score in self.scores.items() if score > 0}
        return [activity for activity in self.activities if activity.pk not in serving]


def visible_to(actor: Actor, model: type[R]) -> QuerySet[R]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[R]", model.objects.visible_to(actor))


def courses(actor: Actor) -> list[Course]:
    """Every part of the course in every version, latest first."""
    rows = visible_to(actor, Course).select_related("author", "party")
    return list(rows.order_by("kind", F("version").desc(nulls_last=True), F("proposed_on").desc(nulls_last=True)))


def themes(actor: Actor) -> list[Theme]:
    return directory.themes(actor)


def theme(actor: Actor, theme_id: uuid.UUID) -> Theme:
    return one(visible_to(actor, Theme).select_related("proposed_by", "party", "prioritised_by"), theme_id)


def activities(actor: Actor, *, state: str = "") -> list[Activity]:
    rows = visible_to(actor, Activity).select_related("owner")
    return list((rows.filter(state=state) if state else rows).order_by("name"))


def activity(actor: Actor, activity_id: uuid.UUID) -> Activity:
    return one(visible_to(actor, Activity).select_related("owner"), activity_id)


def activities_of(actor: Actor, actor_id: uuid.UUID) -> list[Activity]:
    """What this person owns, or this party does."""
    return [each for each in activities(actor) if each.owner_id == actor_id or str(actor_id) in each.parties]


def contributions(
    actor: Actor, *, activity_id: uuid.UUID | None = None, theme_id: uuid.UUID | None = None
) -> list[Contribution]:
    """The judgements on one activity, or on one theme."""
    rows = visible_to(actor, Contribution).select_related("activity", "theme")
    rows = rows.filter(activity=activity_id) if activity_id else rows
    rows = rows.filter(theme=theme_id) if theme_id else rows
    return list(rows.order_by("-score"))


def coherence(actor: Actor) -> Coherence:
    judged: dict[tuple[uuid.UUID, uuid.UUID], list[int]] = {}
    for activity_id, theme_id, score in visible_to(actor, Contribution).values_list("activity", "theme", "score"):
        judged.setdefault((activity_id, theme_id), []).append(score)
    scores = {cell: sum(given) / len(given) for cell, given in judged.items()}
    disputed = frozenset(cell for cell, given in judged.items() if max(given) - min(given) >= 2)
    return Coherence(themes(actor), activities(actor), scores, disputed)


def capacity(actor: Actor) -> list[Capacity]:
    """What each party can put in, the latest statement first."""
    rows = visible_to(actor, Capacity).select_related("party")
    return list(rows.order_by("party__name", F("since").desc(nulls_last=True)))
