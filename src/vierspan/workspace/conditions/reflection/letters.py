"""The letters of a round: invitation, reminder, and what came of it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection import house
from vierspan.workspace.conditions.reflection.models import Invitation, Round


def send(of: Round, invitations: Iterable[Invitation], kind: str, results: Mapping[str, str] | None = None) -> int:
    """Have each of these people get the letter; how many it went to. `results` are their words per language."""
    count = 0
    for each in invitations:
        if each.person.email:
            subject, body = written(of, each, kind, results or {})
            post(each.person.email, subject, body)
            count += 1
    return count


def remind(of: Round) -> None:
    """Write once more to who did not answer, at most once a day; call it with the round held."""
    if of.reminded_on == clock.today():
        return
    waiting = Invitation.objects.of(of.network_id).filter(round=of, has_answered=False)
    send(of, waiting.select_related("person"), "reminder")
    of.reminded_on = clock.today()
    of.save()


def written(of: Round, invitation: Invitation, kind: str, results: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body, with the places filled in."""
    language = invitation.language
    subject, body = house.letter(kind, language)
    facts = {
        "name": invitation.person.name,
        "network": of.network.name,
        "count": str(len(of.questions)),
        "closes": day(of.closes_on, language),
        "intro": f"{of.intro}\n\n" if of.intro else "",
        "link": link(keys.token(of, invitation)) if of.secret else "",
        "results": results.get(language, ""),
    }
    return _filled(subject, facts), _filled(body, facts)


def link(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('web:pulse_answer', args=[token])}"


def day(on: date | None, language: str) -> str:
    if on is None:
        return ""
    with translation.override(language):
        return date_format(on, "l j F Y")


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """Only the known places are filled in, in one go: braces in somebody's own words stay what they are."""
    for place, value in facts.items():
        text = text.replace("{" + place + "}", value.replace("{", "{\u200b") if place == "intro" else value)
    return text
