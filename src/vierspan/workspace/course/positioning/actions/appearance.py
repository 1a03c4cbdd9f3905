"""The logo and the accent colour."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.course.positioning.colour import colour_of, judged
from vierspan.workspace.course.positioning.models import Picture, Profile
from vierspan.workspace.course.positioning.pictures import Checked, logo_of
from vierspan.workspace.directory.versions import unchanged_since


@transaction.atomic
def choose_accent(actor: Actor, accent: str, *, seen: str) -> Profile:
    """The colour behind the network's own name; empty is none. Refused where neither white nor ink reads on it."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    accent = colour_of(accent) if accent.strip() else ""
    if accent and not judged(accent).passes:
        raise Invalid("accent", "colour_too_middling")
    found = profile_as_seen(actor, seen, {"accent": accent})
    found.accent = accent
    found.save()
    return found


@transaction.atomic
def choose_logo(actor: Actor, content: bytes) -> Profile:
    """Put a new logo in the place of the old, which goes."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    made = keep_picture(actor, logo_of(content))
    return _replace_logo(actor, made)


@transaction.atomic
def remove_logo(actor: Actor) -> Profile:
    authorise(actor, Do.PUBLISH_OUTWARD)
    return _replace_logo(actor, None)


def _replace_logo(actor: Actor, made: Picture | None) -> Profile:
    found = held_profile(actor)
    drop_picture(actor.network_id, found.logo_id)
    found.logo = made
    found.save()
    return found


def keep_picture(actor: Actor, checked: Checked) -> Picture:
    """Kept in the database: it goes along in every copy of it, and never by a name that somebody made up."""
    values: dict[str, Any] = {
        "media_type": checked.media_type,
        "content": checked.content,
        "width": checked.width,
        "height": checked.height,
    }
    made = Picture(network_id=actor.network_id, **values)
    made.save()
    return made


def drop_picture(network_id: UUID, picture_id: UUID | None) -> None:
    if picture_id is not None:
        Picture.objects.of(network_id).filter(pk=picture_id).delete()


def profile_as_seen(actor: Actor, seen: str, given: Mapping[str, Any]) -> Profile:
    """The profile, to put `given` in; Changed where somebody did so after it was `seen`. Nothing was seen of none."""
    is_first = not seen and not Profile.objects.of(actor.network_id).exists()
    found = held_profile(actor)
    if not is_first:
        unchanged_since(found, seen, given)
    return found


def held_profile(actor: Actor) -> Profile:
    """The profile, made where there was none, that nobody else changes until this transaction ends."""
    rows = Profile.objects.of(actor.network_id)
    if not rows.exists():
        Profile(network_id=actor.network_id).save()
    found: Profile = rows.select_for_update().get()
    return found
