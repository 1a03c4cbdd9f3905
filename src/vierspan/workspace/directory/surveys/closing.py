"""Closing a survey: what may be shown is worked out once, through the release gate, and kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vierspan.workspace.access.release import GroupTies, Plan, Snapshot, group_ties, release
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.directory.surveys import answers, letters, survey_ties
from vierspan.workspace.directory.surveys.answers import Combined, Told
from vierspan.workspace.directory.surveys.models import Item, Release, RosterEntry, Survey, Voice

# Who is in touch with whom is told between groups and, with both willing, by name; never as a mean per name. So no
# figure can be held against another to find what one side said of one other.
NOT_PER_NAME = ("knows",)


def close(survey: Survey, on: date | None = None) -> None:
    """Call it inside a transaction, with the survey held."""
    survey.state, survey.closed_on = "closed", on or clock.today()
    survey.save()
    Voice.objects.of(survey.network_id).filter(survey=survey).update(draft={})
    snapshot = _snapshot(survey)
    Release.objects.create(network_id=survey.network_id, survey=survey, snapshot=snapshot)
    if survey_ties.write(survey, snapshot["named"]):
        facts_changed(survey.network_id)
    _thank(survey)


def _thank(survey: Survey) -> None:
    done = Voice.objects.of(survey.network_id).filter(
        survey=survey, withdrawn=False, has_answered=True, thanked_on=None
    )
    waiting = done.exclude(person__email="").exclude(invited_on=None)
    letters.send(survey, waiting.select_related("person"), "thanks")
    waiting.update(thanked_on=clock.today())


def _snapshot(survey: Survey) -> dict[str, Any]:
    items = list(Item.objects.of(survey.network_id).filter(survey=survey))
    entries = list(RosterEntry.objects.of(survey.network_id).filter(survey=survey))
    told = answers.counted(survey)
    said = answers.combined(told)
    per_name = _per_name(survey, items, entries, said)
    ties = _ties(survey, items, entries, told)
    voices = Voice.objects.of(survey.network_id).filter(survey=survey, withdrawn=False)
    return {
        "version": 1,
        "k": survey.k,
        "invited": voices.count(),
        "answered": voices.filter(has_answered=True).count(),
        "per_name": per_name.to_plain(),
        "whole": _whole(survey, items, entries, said, per_name).to_plain(),
        **ties,
    }


def _per_name(survey: Survey, items: list[Item], entries: list[RosterEntry], said: Combined) -> Snapshot:
    """A figure for each question and name, where enough sides answered; each scale goes through the gate apart."""
    before = [Snapshot.from_plain(kept["per_name"]) for kept in _earlier(survey)]
    sides = {side for side, is_done in _sides(survey).items() if is_done}
    parts = []
    for item in items:
        if item.kind in NOT_PER_NAME:
            continue
        asked = {f"{item.key}:{entry.about}": _of(item, entry, said, sides) for entry in entries}
        parts.append(release(asked, Plan(k=survey.k, lowest=item.low, highest=item.high), before))
    return _joined(parts)


def _of(item: Item, entry: RosterEntry, said: Combined, sides: set[str]) -> dict[str, float]:
    """What each side said; who was not chosen to be met was not wished for, by everybody who answered."""
    given = said.get((item.key, str(entry.about)), [])
    found = {each.sheet: each.value for each in given}
    if item.kind == "would_like":
        silent = sides - {each.side for each in given} - {str(entry.about), str(entry.party)}
        found |= {answers.new_sheet(): 0.0 for _ in silent}
    return found


def _sides(survey: Survey) -> dict[str, bool]:
    """Each side that was asked, with whether somebody of it answered."""
    found: dict[str, bool] = {}
    for voice in Voice.objects.of(survey.network_id).filter(survey=survey, withdrawn=False):
        side = answers.side_of(voice)
        found[side] = found.get(side, False) or voice.has_answered
    return found


def _whole(
    survey: Survey, items: list[Item], entries: list[RosterEntry], said: Combined, per_name: Snapshot
) -> Snapshot:
    """For a question of which no single name can be shown, one figure over all names.

    Never beside figures per name: total minus those would tell of the names that are hidden. So nor where answers may
    stand in another wave too.
    """
    parts = []
    for item in items:
        is_told = any(per_name.cell(f"{item.key}:{entry.about}").is_shown for entry in entries)
        if item.kind in NOT_PER_NAME or item.kind == "would_like" or is_told or survey.is_evergreen:
            continue
        per_side: dict[str, list[float]] = {}
        for entry in entries:
            for each in said.get((item.key, str(entry.about)), []):
                per_side.setdefault(each.side, []).append(each.value)
        means = {answers.new_sheet(): sum(values) / len(values) for values in per_side.values()}
        parts.append(release({item.key: means}, Plan(k=survey.k, lowest=item.low, highest=item.high)))
    return _joined(parts)


def _joined(parts: list[Snapshot]) -> Snapshot:
    return Snapshot(
        cells={place: cell for part in parts for place, cell in part.cells.items()},
        shown={item: sets for part in parts for item, sets in part.shown.items()},
    )


def _earlier(survey: Survey) -> list[dict[str, Any]]:
    """What was released of the waves before this one, when answers may stand in both."""
    found: list[dict[str, Any]] = []
    wave = survey.follows if survey.is_evergreen else None
    while wave is not None:
        kept = Release.objects.of(survey.network_id).filter(survey=wave).first()
        if kept:
            found.append(kept.snapshot)
        wave = wave.follows
    return found


def _ties(survey: Survey, items: list[Item], entries: list[RosterEntry], told: list[Told]) -> dict[str, Any]:
    """Who is in touch with whom: between sectors, and by name where both sides let it be seen."""
    knows = next((item for item in items if item.kind == "knows"), None)
    if knows is None:
        return {"named": [], "groups": [], "between": []}
    before = [GroupTies.from_kept(kept["kept"]) for kept in _earlier(survey) if "kept" in kept]
    by_person = survey.about == "people"
    said = answers.combined([each for each in told if each.key == knows.key], by_person=by_person)
    given = [(each.side, str(e.about), each.value) for e in entries for each in said.get((knows.key, str(e.about)), [])]
    groups = _groups(survey, entries, by_person=by_person)
    willing = answers.willing(survey, by_person=by_person)
    ids = {(each.side, str(e.about)): each.sheet for e in entries for each in said.get((knows.key, str(e.about)), [])}
    scale = (knows.low, knows.high)
    ties = group_ties(given, groups, willing, survey.k, scale=scale, ids=ids, before=before)
    return {
        "named": [[tie.giver, tie.receiver, tie.value] for tie in ties.named],
        "groups": sorted(groups),
        "between": [[*way, cell.to_plain()] for way, cell in sorted(ties.between.items())],
        "kept": ties.kept(),
    }


def _groups(survey: Survey, entries: list[RosterEntry], *, by_person: bool) -> Mapping[str, frozenset[str]]:
    """Who answers and who is answered about, by sector."""
    home = {str(entry.about): entry.sector for entry in entries}
    for voice in Voice.objects.of(survey.network_id).filter(survey=survey, withdrawn=False):
        side = str(voice.person_id) if by_person else answers.side_of(voice)
        home.setdefault(side, voice.sector)
    found: dict[str, set[str]] = {}
    for side, sector in home.items():
        if sector:
            found.setdefault(sector, set()).add(side)
    return {sector: frozenset(sides) for sector, sides in found.items()}
