"""Who leads, in each orientation and each aspect."""

from vierspan.analysis.catalogue import tables_that_show
from vierspan.analysis.mirror.picture import AspectMirror, Basis, OrientationMirror, Reason, Sharing, Verdict
from vierspan.analysis.phrases import has_phrase, phrase
from vierspan.analysis.report.sentences.figures import capital, counted
from vierspan.analysis.schema import Language, closed_lists, tables

SHEETS_NAMED = 3
HEAVY = 0.4  # from this part of the whole on, a departure is worth a sentence


def leads(part: OrientationMirror, language: Language) -> list[str]:
    """How this orientation is led as done, as seen, and where the two differ."""
    done = sharing(part.done, part.orientation.room, language) if part.done else []
    said = done or [phrase("mirror.missing.done", language)]
    if differs(part) and part.done and part.seen:
        names = {"done": part.done.carriers[0].name, "seen": part.seen.carriers[0].name}
        said.append(phrase("mirror.orientation.differs", language, **names))
    return said


def differs(part: OrientationMirror) -> bool:
    """Whether someone else is seen to lead than who did most."""
    done, seen = part.done, part.seen
    return bool(done and seen and done.carriers and seen.carriers and done.carriers[0].actor != seen.carriers[0].actor)


def sharing(given: Sharing, room: str, language: Language) -> list[str]:
    """One sharing in sentences: the first, how many in effect, over how many parties, what falls away with one."""
    if not given.carriers and not given.rest_count:
        return [phrase("mirror.missing.done", language)]
    said = _first(given, room, language)
    if given.effective_leaders.value is not None:
        is_party = given.effective_parties.value is None
        of = "effective_leaders_parties" if is_party else "effective_leaders"
        said.append(phrase(f"mirror.orientation.{of}", language, count=counted(given.effective_leaders.value)))
    parties, leaders = given.effective_parties.value, given.effective_leaders.value
    if parties is not None and (leaders is None or counted(parties) != counted(leaders)):
        count = counted(parties)
        said.append(phrase("mirror.orientation.effective_parties", language, count=count))
    return [*said, *_dependency(given, language), *_mutuality(given, language)]


def _first(given: Sharing, room: str, language: Language) -> list[str]:
    """Who carries most; nothing where names are kept from the reader."""
    if not given.carriers:
        return []
    facts = {"name": given.carriers[0].name, "share": given.carriers[0].share}
    key = "top_one_seen" if given.basis is Basis.RATINGS else "top_one"
    the_room = phrase(f"mirror.the.{room}", language)
    return [phrase(f"mirror.orientation.{key}", language, the_room=the_room, **facts)]


def _dependency(given: Sharing, language: Language) -> list[str]:
    lost = given.dependency.value
    if lost is None or given.basis is Basis.RATINGS or (lost >= HEAVY and not given.carriers):
        return []
    if lost >= HEAVY:
        return [phrase("mirror.orientation.dependency", language, name=given.carriers[0].name, left=1 - lost)]
    return [phrase("mirror.orientation.shared", language)] if lost < HEAVY / 2 else []


def _mutuality(given: Sharing, language: Language) -> list[str]:
    core, rest = given.mutuality_core.value, given.mutuality_rest.value
    if given.basis is not Basis.RATINGS or core is None or rest is None:
        return []
    return [phrase("mirror.orientation.mutuality", language, core=core, rest=rest)]


def needs(part: OrientationMirror, language: Language) -> list[str]:
    """Cover against need, and where the need comes from."""
    need = part.need
    if need.cover.value is None:
        return [_no_cover(part, language)]
    facts = {"cover": need.cover.value, "low": need.need_low, "high": need.need_high}
    verdict = need.verdict if need.need_low is not None else Verdict.UNKNOWN
    said = [phrase(f"mirror.need.{verdict}", language, **facts)]
    grounds = list(dict.fromkeys(_ground(key, language) for key in need.grounds))
    if grounds:
        said.append(phrase("mirror.need.grounds", language, grounds=", ".join(grounds)))
    return said


def _no_cover(part: OrientationMirror, language: Language) -> str:
    """Too few acts to say, or no list in which such acts would stand."""
    if part.need.cover.reason != Reason.EMPTY:
        return phrase("mirror.need.no_cover", language)
    shown = [tables()[key].label(language) for key in tables_that_show(part.orientation)[:SHEETS_NAMED]]
    return phrase("mirror.need.not_kept", language, tables=", ".join(shown))


def _ground(key: str, language: Language) -> str:
    family, _, what = key.partition(".")
    lists = {"purpose": "purposes", "phase": "phases"}
    named = next((c for c in closed_lists().get(lists.get(family, ""), ()) if c.key == what), None)
    words = (named.nl if language == "nl" else named.en) if named else what
    known = f"mirror.grounds_of_need.{family}"
    return phrase(known if has_phrase(known) else "mirror.grounds_of_need.state", language, what=words.lower())


def aspects(parts: tuple[AspectMirror, ...], language: Language) -> list[tuple[AspectMirror, list[str]]]:
    """For each aspect who does most of it, and how many share it."""
    return [(part, _aspect(part, language)) for part in parts]


def _aspect(part: AspectMirror, language: Language) -> list[str]:
    given = part.persons if part.persons.carriers or part.persons.rest_count else part.parties
    if not given.carriers and not given.rest_count:
        return [phrase("mirror.missing.aspects", language)]
    leading = given.carriers[:1]
    said = [phrase(f"mirror.aspect.{part.aspect}", language, name=one.name, share=one.share) for one in leading]
    if given.effective_leaders.value is not None:
        said.append(phrase("mirror.aspect.leaders", language, count=counted(given.effective_leaders.value)))
    return [capital(sentence) for sentence in said]
