"""Putting the parts of the mirror together."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from vierspan.analysis.catalogue import Kind
from vierspan.analysis.measures import windows
from vierspan.analysis.measures.actors import actors
from vierspan.analysis.measures.aspects import aspect_amounts, aspects
from vierspan.analysis.measures.attachment import attachments
from vierspan.analysis.measures.brokerage import brokerage
from vierspan.analysis.measures.coherence import coherence
from vierspan.analysis.measures.core import core
from vierspan.analysis.measures.exchange import exchange
from vierspan.analysis.measures.face import face
from vierspan.analysis.measures.following import uptake
from vierspan.analysis.measures.kept import kept
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.levels import done_levels, levels
from vierspan.analysis.measures.needs import needs
from vierspan.analysis.measures.palette import palette
from vierspan.analysis.measures.participation import participation
from vierspan.analysis.measures.rated import seen_sharing
from vierspan.analysis.measures.scene import Scene, people_and_parties, with_codes
from vierspan.analysis.measures.sharing import done_sharing
from vierspan.analysis.measures.trend import trend
from vierspan.analysis.mirror.grounds import grounds
from vierspan.analysis.mirror.message import key_message
from vierspan.analysis.mirror.picture import OrientationMirror, Picture, Window
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

if TYPE_CHECKING:
    from vierspan.analysis.mirror import Mirror, Progress


def assembled(
    records: Records,
    window: Window | None,
    catalogue: Mapping[str, Kind] | None,
    progress: "Progress",
    today: date | None = None,
) -> "Mirror":
    """The mirror, part by part."""
    from vierspan.analysis.mirror import Mirror

    progress("acts", 0.0)
    acts = ledger(records, catalogue)
    scene, coded = setting(records, acts, window or windows.default_window(records, acts, today))
    visible = scene.acts.select(acts.columns)
    progress("core", 0.2)
    found, coreness = core(records, visible, scene.window)
    progress("aspects", 0.4)
    amounts, bound = aspect_amounts(scene)
    table = actors(scene, amounts, coreness)
    members = (found.members or found.declared) if found else ()
    progress("sharing", 0.5)
    orientations = _orientations(scene, members)
    fields: dict[str, Any] = {
        "network": _name(records),
        "window": scene.window,
        "grounds": grounds(scene),
        "overall_done": done_sharing(scene, None, members),
        "overall_seen": seen_sharing(scene, None, members),
        "orientations": orientations,
        "aspects": aspects(scene, amounts, bound),
        "palette": palette(scene),
        "core": found,
        "trend": trend(coded, scene.members(scene.unit), windows.periods(scene.window)),
    }
    picture = Picture(**fields, **_relations(scene, visible, progress), key={})
    progress("message", 1.0)
    return Mirror(picture.model_copy(update={"key": key_message(picture)}), table, visible)


def setting(records: Records, acts: pl.DataFrame, window: Window) -> tuple[Scene, pl.DataFrame]:
    """The scene in this window, and the whole ledger with the numbers of its members."""
    people, parties = people_and_parties(records, window)
    coded = with_codes(acts, people, parties)
    inside = windows.within(coded, window)
    return Scene(records, window, people, parties, inside, uptake(records, inside), kept(acts)), coded


def _orientations(scene: Scene, core_members: tuple[str, ...]) -> tuple[OrientationMirror, ...]:
    """All four, in the order of the square."""
    needed = needs(scene, levels(scene, done_levels(scene, scene.unit)))
    return tuple(
        OrientationMirror(
            orientation=orientation,
            done=done_sharing(scene, orientation, core_members),
            seen=seen_sharing(scene, orientation, core_members),
            need=needed[orientation],
        )
        for orientation in Orientation
    )


def _relations(scene: Scene, acts: pl.DataFrame, progress: "Progress") -> dict[str, Any]:
    """The parts that look at who has to do with whom."""
    given = (scene.records, acts, scene.window)
    progress("participation", 0.7)
    parts: dict[str, Any] = {"participation": participation(*given), "exchange": exchange(*given)}
    progress("brokerage", 0.8)
    parts |= {"brokerage": brokerage(*given), "coherence": coherence(*given)}
    return parts | {"face": face(*given), "attachments": attachments(*given)}


def _name(records: Records) -> str:
    return str(records.table("network")["name"][0]) if records.has("network") else ""
