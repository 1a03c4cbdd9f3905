"""What a respondent gets back: what they gave, what was said of their own side, and what the network answered."""

from dataclasses import dataclass
from datetime import date

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.surveys import released, sheet
from vierspan.workspace.directory.surveys.models import Item, Release, RosterEntry, Voice
from vierspan.workspace.directory.surveys.released import Results
from vierspan.workspace.directory.surveys.sheet import Entry, Option, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """One name, with what this respondent answered about it; only they see this."""

    entry: Entry
    answers: tuple[tuple[Question, Option], ...]

    def value(self, key: str) -> int | None:
        return next((option.value for question, option in self.answers if question.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """`results` is what everybody sees; in a survey about people it has figures of this respondent and nobody else.

    `own_id` is their own party or person in `results.names`, when it stands on the list.
    """

    network: str
    title: str
    language: str
    about: str
    k: int
    voice: str
    closed_on: date | None
    opted_in: bool
    is_done: bool  # whether they handed something in
    gave: tuple[Gave, ...]
    neighbours: tuple[Gave, ...]  # of these, whom they are in touch with: most often first
    own_id: str
    results: Results | None  # None while the survey still runs


NOW_AND_THEN = 2


def own_page(voice: Voice, language: str) -> OwnPage:
    survey = voice.survey
    if survey.state == "draft":
        raise NotFound
    kept = Release.objects.of(voice.network_id).filter(survey=survey).first()
    own_id = voice.party_id if survey.about == "parties" else voice.person_id
    gave = _gave(voice, language)
    near = [each for each in gave if (each.value("knows") or 0) >= NOW_AND_THEN]
    return OwnPage(
        network=voice.network.name,
        title=survey.title,
        language=language,
        about=survey.about,
        k=survey.k,
        voice=voice.person.name,
        closed_on=survey.closed_on,
        opted_in=voice.opted_in,
        is_done=voice.has_answered,
        gave=gave,
        neighbours=tuple(sorted(near, key=lambda each: (-(each.value("knows") or 0), each.entry.name))),
        own_id=str(own_id or ""),
        results=released.results(survey, kept.snapshot, language, only=own_id) if kept else None,
    )


def _gave(voice: Voice, language: str) -> tuple[Gave, ...]:
    said = sheet.answers_of(voice)
    items = Item.objects.of(voice.network_id).filter(survey=voice.survey)
    asked = sheet.questions(items, language)
    rows = RosterEntry.objects.of(voice.network_id).filter(survey=voice.survey, about__in=list(said))
    return tuple(
        Gave(
            entry=Entry(id=row.about, name=row.name, party=row.party_name, sector=row.sector, region=row.region),
            answers=tuple(
                (question, Option(value, question.label(value)))
                for question in asked
                if (value := said[str(row.about)].get(question.key)) is not None
            ),
        )
        for row in rows
    )
