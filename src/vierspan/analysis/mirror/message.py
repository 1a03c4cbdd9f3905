"""The message of the page: the one sentence that says what is the matter."""

from collections.abc import Mapping

from vierspan.analysis.mirror.picture import Picture, Reason, Verdict
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.schema import Language

ONE_FACE = 0.5
ORIENTATIONS = frozenset(Orientation)


def key_message(picture: Picture) -> dict[str, str]:
    """The phrase key ("phrase") and what it speaks of: orientations by key, people and parties by id, numbers as text.

    First what is short beside what is strong, then what hangs on one, then what is full; where the need is unknown,
    where the weight lies; without acts, what ties or ratings show.
    """
    for chosen in (_of_needs, _of_one_face, _of_verdicts, _of_weights, _of_core):
        if found := chosen(picture):
            return found
    return {"phrase": "mirror.message.nothing_yet"}


def message(key: Mapping[str, str], language: Language) -> str:
    """The sentence of a picture's key."""
    facts = {name: value for name, value in key.items() if name != "phrase"}
    rooms = {name: phrase(f"mirror.room.{value}", language) for name, value in facts.items() if value in ORIENTATIONS}
    sentence = phrase(key["phrase"], language, **facts | rooms)
    return sentence[0].upper() + sentence[1:]


def _of_needs(picture: Picture) -> dict[str, str] | None:
    needs = [entry.need for entry in picture.orientations]
    short = [need for need in needs if need.verdict == Verdict.SHORT]
    if not short:
        return None
    if len(short) == len(needs):
        return {"phrase": "mirror.message.all_short"}
    gaps = {
        need.orientation: need.cover.value - need.need
        for need in needs
        if need.need is not None and need.cover.value is not None
    }
    shortest, strongest = min(gaps, key=lambda o: gaps[o]), max(gaps, key=lambda o: gaps[o])
    if gaps[strongest] < 0:
        return {"phrase": "mirror.message.one_short", "short": str(shortest)}
    return {"phrase": "mirror.message.one_strong_one_short", "strong": str(strongest), "short": str(shortest)}


def _of_one_face(picture: Picture) -> dict[str, str] | None:
    found = [
        (entry.done.top_one.value, entry.orientation, entry.done.carriers[0].actor)
        for entry in picture.orientations
        if entry.done and entry.done.top_one.value is not None
    ]
    share, orientation, actor = max(found, key=lambda entry: entry[0], default=(0.0, None, ""))
    if orientation is None or share <= ONE_FACE:
        return None
    return {"phrase": "mirror.message.hangs_on_one", "orientation": str(orientation), "actor": actor}


def _of_verdicts(picture: Picture) -> dict[str, str] | None:
    verdicts = {entry.orientation: entry.need.verdict for entry in picture.orientations}
    crowded = [orientation for orientation, verdict in verdicts.items() if verdict == Verdict.CROWDED]
    if Verdict.UNKNOWN in verdicts.values():
        return None
    if crowded:
        return {"phrase": "mirror.message.one_crowded", "crowded": str(crowded[0])}
    return {"phrase": "mirror.message.all_fit"}


def _of_weights(picture: Picture) -> dict[str, str] | None:
    acts = {o: sum(moment.acts[o] for moment in picture.trend) for o in Orientation} if picture.trend else {}
    done = {o: count for o, count in acts.items() if count}
    if not done:
        return None
    most, least = max(done, key=lambda o: done[o]), min(done, key=lambda o: done[o])
    if len(done) == len(Orientation):
        return {"phrase": "mirror.message.most_and_least", "most": str(most), "least": str(least)}
    # What has no acts at all may only not have been recorded: then the least is not known.
    return {"phrase": f"mirror.message.{'mostly' if len(done) > 1 else 'only_one_room'}", "most": str(most)}


def _of_core(picture: Picture) -> dict[str, str] | None:
    if picture.core and picture.core.is_clear and picture.core.members:
        return {"phrase": "mirror.message.clear_core", "members": str(len(picture.core.members))}
    if picture.core and picture.core.clarity.reason != Reason.EMPTY:
        return {"phrase": "mirror.message.no_clear_core"}
    if picture.participation and picture.participation.gatherings:
        return {"phrase": "mirror.message.met", "gatherings": str(picture.participation.gatherings)}
    return None
