"""The mirror in a handful of sentences: what it rests on, the message, and what stands out."""

from vierspan.analysis.mirror.message import message as sentence_of
from vierspan.analysis.mirror.picture import Picture, Verdict
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import room_name
from vierspan.analysis.report.charts.square import lead
from vierspan.analysis.report.sentences.figures import capital, counted
from vierspan.analysis.report.sentences.leading import HEAVY, aspects
from vierspan.analysis.schema import Language


def message(picture: Picture, language: Language) -> str:
    """The one sentence that says what is the matter: the headline of page and report."""
    return sentence_of(picture.key, language)


def grounds(picture: Picture, language: Language) -> list[str]:
    """What the mirror rests on."""
    given, window = picture.grounds, picture.window
    if not given.acts:
        ties = sum(count.rows for count in given.counts if count.table == "ties")
        key = "no_acts" if ties else "nothing"
        return [phrase(f"mirror.grounds.{key}", language, ties=ties, people=given.people, parties=given.parties)]
    key = "acts" if given.people_acting and given.parties_acting else "parties_only"
    key = key if given.parties_acting else "people_only"
    facts = {"acts": given.acts, "people": given.people_acting, "parties": given.parties_acting}
    said = [phrase(f"mirror.grounds.{key}", language, start=window.start, end=window.end, **facts)]
    if given.acts_derived:
        key = "derived" if given.acts_given else "all_derived"
        said.append(phrase(f"mirror.grounds.{key}", language, derived=given.acts_derived, given=given.acts_given))
    if given.ratings:
        said.append(phrase("mirror.grounds.ratings", language, raters=given.raters))
    return said


def summary(picture: Picture, language: Language) -> list[str]:
    """The message's company: how many lead, what is short or crowded, and what hangs on one.

    Where none of that is known, who stands out in the aspects that are.
    """
    said = [*_overall(picture, language), *_verdicts(picture, language), *_dependencies(picture, language)]
    return said or [sentence for _, found in aspects(picture.aspects, language) for sentence in found]


def _overall(picture: Picture, language: Language) -> list[str]:
    given = picture.overall_done or picture.overall_seen
    if given is None or given.effective_leaders.value is None:
        return []
    of = (
        "effective_leaders"
        if picture.grounds.people_acting or picture.overall_done is None
        else "effective_leaders_parties"
    )
    said = [phrase(f"mirror.overall.{of}", language, count=counted(given.effective_leaders.value))]
    parties = given.effective_parties.value
    if of == "effective_leaders" and parties is not None and counted(parties) != counted(given.effective_leaders.value):
        count = counted(parties)
        said.append(phrase("mirror.overall.effective_parties", language, count=count))
    return said


def _verdicts(picture: Picture, language: Language) -> list[str]:
    said = []
    for part in picture.orientations:
        need = part.need
        if need.verdict in (Verdict.SHORT, Verdict.CROWDED) and need.cover.value is not None:
            facts = {"cover": need.cover.value, "low": need.need_low, "high": need.need_high}
            sentence = phrase(f"mirror.need.{need.verdict}", language, **facts)
            said.append(f"{room_name(part.orientation, language)}: {sentence[:1].lower()}{sentence[1:]}")
    return said


def _dependencies(picture: Picture, language: Language) -> list[str]:
    said = []
    for part in picture.orientations:
        sharing = lead(part)
        lost = sharing.dependency.value if sharing else None
        if sharing and sharing.carriers and lost is not None and lost >= HEAVY:
            first = sharing.carriers[0]
            the_room = phrase(f"mirror.the.{part.orientation.room}", language)
            facts = {"name": first.name, "share": first.share, "the_room": the_room}
            said.append(capital(phrase("mirror.overall.hangs_on_one", language, **facts)))
    return said
