"""Who sees whose name in the mirror."""

from collections.abc import Collection
from typing import Any

from vierspan.analysis.mirror.picture import Face, Picture
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role


def seen_by(actor: Actor, picture: Picture, shared: Collection[str]) -> Picture:
    """The picture as this actor may see it.

    Participants see each other by name; observers see how much is shared, and not by whom. What is first of all
    someone's own to know (being the face, coming loose) is shown to that person, and to others once it is shared.
    """
    mine = {*shared, *([str(actor.person_id)] if actor.person_id else [])}
    picture = picture.model_copy(
        update={
            "face": picture.face if picture.face.person in mine else _faceless(picture.face),
            "attachments": tuple(one for one in picture.attachments if one.person in mine),
        }
    )
    if actor.role.reaches(Role.MEMBER):
        return picture
    return Picture.model_validate(_without_names(picture.model_dump()))


def _faceless(face: Face) -> Face:
    """Without the person, and without the rows under the share: those are all of one person."""
    share = face.face_share.model_copy(update={"facts": None})
    return face.model_copy(update={"person": None, "face_share": share})


def _without_names(value: Any) -> Any:
    if isinstance(value, dict):
        return _without_carriers({key: _without_names(each) for key, each in value.items()})
    if isinstance(value, (list, tuple)):
        return [_without_names(each) for each in value]
    return value


def _without_carriers(part: dict[str, Any]) -> dict[str, Any]:
    if "rest_share" in part:
        part["rest_share"] += sum(carrier["share"] for carrier in part["carriers"])
        part["rest_count"] += len(part["carriers"])
    emptied = ("carriers", "starters", "joiners", "never_came", "often", "members", "declared", "both", "brokers")
    part |= {key: [] for key in emptied if key in part}
    return part | ({"facts": None} if "facts" in part else {})
