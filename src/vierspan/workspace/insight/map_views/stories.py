"""Stories: views of the map in an order, with what there is to say at each."""

from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.rows import Row
from vierspan.workspace.directory.versions import unchanged_since
from vierspan.workspace.insight.map_views.state import tidy_query
from vierspan.workspace.insight.map_views.views import authorise_change, may_change, named, retell, seen_by, told
from vierspan.workspace.insight.models import MapStep, MapStory

MOST_STEPS = 40


def stories(actor: Actor) -> "QuerySet[MapStory]":
    authorise(actor, Do.READ_MEMBERS)
    return MapStory.objects.visible_to(actor).filter(seen_by(actor)).select_related("owner")


def own_stories(actor: Actor) -> list[MapStory]:
    """Those to which the actor may add a step."""
    return [each for each in stories(actor) if may_change(actor, each)]


def story(actor: Actor, story_id: UUID) -> MapStory:
    found = stories(actor).filter(pk=story_id).first()
    if found is None:
        raise NotFound
    return found


def steps(actor: Actor, kept: MapStory) -> list[MapStep]:
    """In order; of a story that the actor may see."""
    return list(MapStep.objects.visible_to(actor).filter(story_id=story(actor, kept.pk).pk).select_related("story"))


def step_counts(actor: Actor) -> dict[UUID, int]:
    counted: dict[UUID, int] = {}
    for story_id in MapStep.objects.visible_to(actor).values_list("story_id", flat=True):
        counted[story_id] = counted.get(story_id, 0) + 1
    return counted


def step(actor: Actor, step_id: UUID) -> MapStep:
    found = MapStep.objects.visible_to(actor).select_related("story").filter(pk=step_id).first()
    if found is None:
        raise NotFound
    story(actor, found.story_id)
    return found


@transaction.atomic
def make(actor: Actor, *, name: str, text: str = "", is_shared: bool = False) -> MapStory:
    authorise(actor, Do.SAVE_MAP)
    return MapStory.objects.create(
        network_id=actor.network_id, name=named(name), text=told(text), owner_id=actor.user_id, is_shared=is_shared
    )


@transaction.atomic
def change(actor: Actor, story_id: UUID, *, name: str, text: str, is_shared: bool, seen: str) -> MapStory:
    found = _mine(actor, story_id)
    retell(found, name=name, text=text, is_shared=is_shared, seen=seen)
    return found


@transaction.atomic
def remove(actor: Actor, story_id: UUID) -> str:
    found = _mine(actor, story_id)
    found.delete()
    return found.name


@transaction.atomic
def add_step(actor: Actor, story_id: UUID, *, name: str, text: str = "", query: str = "") -> MapStep:
    """At the end of the story."""
    found = _mine(actor, story_id)
    before = MapStep.objects.visible_to(actor).filter(story_id=found.pk).count()
    if before >= MOST_STEPS:
        raise Invalid("story", "story_is_full")
    return MapStep.objects.create(
        network_id=actor.network_id,
        story=found,
        place=before,
        name=named(name),
        text=told(text),
        query=tidy_query(query),
    )


@transaction.atomic
def change_step(actor: Actor, step_id: UUID, *, name: str, text: str, seen: str) -> MapStep:
    found = step(actor, step_id)
    authorise_change(actor, found.story)
    given = {"name": named(name), "text": told(text)}
    unchanged_since(cast(Row, found), seen, given)
    found.name, found.text = given["name"], given["text"]
    found.save()
    return found


@transaction.atomic
def remove_step(actor: Actor, step_id: UUID) -> MapStory:
    found = step(actor, step_id)
    authorise_change(actor, found.story)
    found.delete()
    _number(actor, steps(actor, found.story))
    return found.story


@transaction.atomic
def move_step(actor: Actor, step_id: UUID, by: int) -> MapStory:
    """One place up (-1) or down (1)."""
    found = step(actor, step_id)
    authorise_change(actor, found.story)
    rows = steps(actor, found.story)
    at = rows.index(found)
    to = min(len(rows) - 1, max(0, at + (1 if by > 0 else -1)))
    rows.insert(to, rows.pop(at))
    _number(actor, rows)
    return found.story


def _number(actor: Actor, rows: list[MapStep]) -> None:
    for place, each in enumerate(rows):
        MapStep.objects.visible_to(actor).filter(pk=each.pk).update(place=place)


def _mine(actor: Actor, story_id: UUID) -> MapStory:
    found = story(actor, story_id)
    authorise_change(actor, found)
    return found
