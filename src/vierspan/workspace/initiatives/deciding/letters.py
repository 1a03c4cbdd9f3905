"""The letters about a question, in the reader's language, with a link with which they speak without an account."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.deciding import wording
from vierspan.workspace.initiatives.deciding.models import Question, Voice
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.initiatives.queries import AT_TABLE

PURPOSE = "position"
GOOD_FOR = timedelta(days=180)
MOST_OF_A_PARTY = 3


def who_speaks(voice: Voice) -> list[Person]:
    """Whom a letter to this voice goes to: the person, or of a party those at the table, else the first few."""
    if voice.person:
        return [voice.person] if voice.person.email else []
    people = Person.objects.of(voice.network_id).filter(party=voice.party_id).exclude(email="").order_by("name")
    seats = Seat.objects.of(voice.network_id).filter(AT_TABLE, initiative=voice.question.initiative_id)
    seated = people.filter(pk__in=seats.exclude(person=None).values("person")) if voice.question.initiative_id else []
    return list(seated) or list(people[:MOST_OF_A_PARTY])


def ask(question: Question, voice: Voice, people: Iterable[Person]) -> int:
    """To everybody who speaks for this voice; how many letters that were."""
    n = 0
    for person in people:
        with translation.override(keys.language_of(person)):
            first = _("Your word is asked on this question:")
            _send(question, voice, person, _("Your word: %(name)s"), [first, *_what(question), _until(question)])
        n += 1
    return n


def remind(question: Question, voice: Voice, people: Iterable[Person]) -> int:
    n = 0
    for person in people:
        with translation.override(keys.language_of(person)):
            first = _("You have not spoken on this question yet:")
            _send(question, voice, person, _("Still open: %(name)s"), [first, *_what(question), _until(question)])
        n += 1
    return n


def amended(question: Question, voice: Voice, people: Iterable[Person], *, how: str, stands: bool) -> None:
    """A new round: what was said stands, or is asked anew."""
    for person in people:
        with translation.override(keys.language_of(person)):
            again = (
                _("What you said stands, unless you change it.") if stands else _("Please say your word on it again.")
            )
            lines = [_("The proposal was changed, to meet an objection:"), *_what(question), how, again]
            _send(question, voice, person, _("Changed: %(name)s"), [*lines, _until(question)])


def closed(question: Question, voice: Voice, people: Iterable[Person]) -> None:
    for person in people:
        with translation.override(keys.language_of(person)):
            assert question.decision is not None  # noqa: S101 - a closed question is a decision
            outcome = str(wording.OUTCOMES.get(question.decision.outcome, ""))
            lines = [f"“{question.name}”", outcome, question.outcome_text]
            _send(question, voice, person, _("Decided: %(name)s"), [_("This has been decided:"), *lines])


def past_its_day(question: Question, person: Person, why: str) -> None:
    """To who put it: the day is over, and the rule cannot close it."""
    with translation.override(keys.language_of(person)):
        lines = [_("The day for this question has passed, and it cannot be closed yet:"), f"“{question.name}”", why]
        _plain(question, person, _("Past its day: %(name)s"), lines)


def look_again(question: Question, person: Person) -> None:
    """On the day on which it was agreed to look again."""
    with translation.override(keys.language_of(person)):
        lines = [_("You agreed to look at this decision again today:"), f"“{question.name}”", question.outcome_text]
        _plain(question, person, _("Look again: %(name)s"), lines)


def _what(question: Question) -> list[str]:
    about = f" ({question.initiative.name})" if question.initiative else ""
    return [f"“{question.name}”{about}", question.proposal]


def _until(question: Question) -> str:
    if question.due_on is None:
        return ""
    return _("You can speak, and change your word, until %(day)s.") % {
        "day": date_format(question.due_on, "DATE_FORMAT")
    }


def _send(question: Question, voice: Voice, person: Person, subject: str, lines: list[str]) -> None:
    until = (question.due_on or clock.today()) + GOOD_FOR
    token = keys.made(question.network_id, PURPOSE, voice.pk, person=person, good_until=until)
    link = keys.address("position", token)
    told = _("Read it and say your word here, without signing in:") if question.state == "open" else _("Read it here:")
    _plain(question, person, subject, [*lines, f"{told}\n{link}"])


def _plain(question: Question, person: Person, subject: str, lines: list[str]) -> None:
    body = [_("Hello %(name)s,") % {"name": person.name}, *filter(None, lines), question.network.name]
    post(person.email, subject % {"name": question.name}, "\n\n".join(body) + "\n")
