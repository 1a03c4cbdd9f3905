"""The network as a whole: core, brokers, participation, face, attachment, trend."""

from collections.abc import Mapping

from vierspan.analysis.mirror.picture import Attachment, Brokerage, Carrier, Core, Face, Participation, Picture
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import room_name
from vierspan.analysis.report.sentences.figures import listed
from vierspan.analysis.schema import Language

STEADY = 0.15  # a change smaller than this part of the first period is no news

Names = Mapping[str, str]


def core(given: Core | None, everyone: int, language: Language) -> list[str]:
    if given is None:
        return [phrase("mirror.missing.core", language)]
    if not given.members:
        return [phrase("mirror.core.none", language)]
    said = [phrase("mirror.core.members", language, count=len(given.members), all=everyone)]
    if given.clarity.value is not None:
        key = "clear" if given.is_clear else "unclear"
        said.append(phrase(f"mirror.core.{key}", language, value=given.clarity.value))
    if given.declared:
        facts = {"declared": len(given.declared), "both": len(given.both)}
        said.append(phrase("mirror.core.declared", language, **facts))
    return said


def brokers(given: Brokerage | None, language: Language) -> list[str]:
    if given is None:
        return [phrase("mirror.missing.brokerage", language)]
    grouping = phrase(f"mirror.brokerage.grouping_{given.grouping}", language)
    top = next((broker for broker in given.brokers if broker.bridged_pairs), None)
    said = [phrase("mirror.brokerage.none", language), grouping]
    if top is not None:
        said[0] = phrase("mirror.brokerage.top", language, name=top.name, count=top.bridged_pairs)
    if given.betweenness_error:
        said.append(phrase("mirror.brokerage.sampled", language, error=given.betweenness_error))
    return said


def participation(given: Participation | None, names: Names, language: Language) -> list[str]:
    if given is None:
        return [phrase("mirror.missing.participation", language)]
    said = []
    if given.rate.value is not None:
        facts = {"value": given.rate.value, "gatherings": given.gatherings}
        said.append(phrase("mirror.participation.rate", language, **facts))
    elif given.gatherings:
        said.append(phrase("mirror.participation.gatherings", language, gatherings=given.gatherings))
    if given.never_came:
        said.append(phrase("mirror.participation.never", language, count=len(given.never_came)))
    if given.often:
        pair = given.often[0]
        first, second = names.get(pair.first, pair.first), names.get(pair.second, pair.second)
        said.append(phrase("mirror.participation.often", language, first=first, second=second))
    return [*said, *_starters(given, language)]


def _starters(given: Participation, language: Language) -> list[str]:
    groups: dict[str, tuple[Carrier, ...]] = {
        "starters": given.starters,
        "carriers": given.carriers,
        "joiners": given.joiners,
    }
    return [
        phrase(f"mirror.participation.{key}", language, name=carriers[0].name, share=carriers[0].share)
        for key, carriers in groups.items()
        if carriers
    ]


def face(given: Face, names: Names, language: Language) -> list[str]:
    """Facts first, the question last; nothing is concluded from one of the two alone."""
    said = []
    if given.face_share.value is None or given.person is None:
        said.append(phrase("mirror.missing.face", language))
    else:
        facts = {"name": names.get(given.person, given.person), "value": given.face_share.value}
        said.append(phrase("mirror.face.face_share", language, **facts))
    if given.ownership_breadth.value is None:
        said.append(phrase("mirror.missing.ownership", language))
    else:
        said.append(phrase("mirror.face.ownership_breadth", language, value=given.ownership_breadth.value))
    change = given.ownership_change.value
    if change:
        key = "ownership_fell" if change < 0 else "ownership_rose"
        said.append(phrase(f"mirror.face.{key}", language, points=abs(change)))
    return [*said, phrase("mirror.face.alarm", language)] if given.is_alarm else said


def pull(given: tuple[Attachment, ...], names: Names, language: Language) -> list[str]:
    """Who comes loose, who is turned inward, and how many are firmly attached."""
    if not given:
        return [phrase("mirror.missing.attachments", language)]
    said = [_drifting(one, names, language) for one in given if one.is_drifting]
    closed = [names.get(one.person, one.person) for one in given if one.is_closed and not one.is_drifting]
    if closed:
        said.append(phrase("mirror.attachment.closed", language, count=len(closed), names=listed(closed)))
    firm = sum(not one.is_drifting and not one.is_closed for one in given)
    return [*said, phrase("mirror.attachment.firm", language, count=firm)] if firm else said


def _drifting(one: Attachment, names: Names, language: Language) -> str:
    sentence = phrase("mirror.attachment.drifting", language, name=names.get(one.person, one.person))
    if one.unreturned:
        sentence += " " + phrase("mirror.attachment.unreturned", language, value=one.unreturned)
    return sentence


def trend(picture: Picture, language: Language) -> list[str]:
    """For each orientation whether it grew, declined or stayed, from the first to the last period."""
    if len(picture.trend) < 2:
        return [phrase("mirror.missing.trend", language)]
    return [_course(picture, orientation, language) for orientation in Orientation]


def _course(picture: Picture, orientation: Orientation, language: Language) -> str:
    first, last = (float(moment.acts.get(orientation, 0)) for moment in (picture.trend[0], picture.trend[-1]))
    change = (last - first) / max(first, 1.0)
    key = "still" if abs(change) < STEADY else "up" if change > 0 else "down"
    room = room_name(orientation, language)
    return phrase(f"mirror.trend.{key}", language, room=room, first=first, last=last)
