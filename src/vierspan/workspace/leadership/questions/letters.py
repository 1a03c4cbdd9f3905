"""The letters of a round: invitation, reminder, that it is closed, and asking somebody to choose along."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.access import answer_keys
from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.directory.links.keys import language_of
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.questions.items import ABOUT, NEED
from vierspan.workspace.leadership.questions.models import Invitation, Round


def invite(of: Round, invitations: Iterable[Invitation]) -> int:
    """To everybody who is asked, their own link; how many went out."""
    return sum(_sent(each.person.email, *written(of, each)) for each in invitations)


def remind(of: Round) -> None:
    """Write once more to who did not answer, at most once a day; call it with the round held."""
    if of.reminded_on == clock.today():
        return
    waiting = Invitation.objects.of(of.network_id).filter(round=of, has_answered=False).select_related("person")
    for each in waiting:
        subject, body = written(of, each)
        with translation.override(each.language):
            _sent(each.person.email, _("Once more: %(subject)s") % {"subject": subject}, body)
    of.reminded_on = clock.today()
    of.save()


def written(of: Round, invitation: Invitation) -> tuple[str, str]:
    """Subject and body of the invitation, in the reader's language."""
    with translation.override(invitation.language):
        lines = [
            _("Hello %(name)s,") % {"name": invitation.person.name},
            _why(of),
            of.intro,
            _("It takes about ten minutes, on your phone too. What you fill in is kept as you go:")
            if of.kind != NEED
            else _("It takes two minutes, on your phone too:"),
            link(of, invitation),
            _until(of),
            _("Your answers are confidential. After closing nobody can tell any more which were yours."),
            of.network.name,
        ]
        return _subject(of), "\n\n".join(filter(None, lines)) + "\n"


def tell_it_is_closed(of: Round, invitations: Iterable[Invitation]) -> None:
    """One about a person is told to them alone; the others to all who were asked."""
    if of.kind == ABOUT:
        assert of.about is not None  # noqa: S101 - the database sees to it
        with translation.override(language_of(of.about)):
            first = _(
                "The questions about your leading are closed. What could be told is there for you, and for you alone:"
            )
            _letter(of.about, _("What others see in you"), [first, page("round_of_questions", of)], of)
        return
    for each in invitations:
        with translation.override(each.language):
            first = _("The questions are closed, and what tied answers to people is gone. This is what came of it:")
            _letter(each.person, _("What came of the questions"), [first, page("round_of_questions", of)], of)


def ask_to_choose_along(of: Round) -> None:
    assert of.about is not None and of.second is not None  # noqa: S101 - asked for just now
    with translation.override(language_of(of.second)):
        by = {"name": of.about.name}
        first = _("%(name)s wants to ask others: how do you see me lead? You are asked to choose along, who:") % by
        why = _("Two see more than one: so that it is not only friends who are asked, and nobody who cannot know.")
        lines = [first, page("round_of_questions", of), why, _("What they answer is not shown to you.")]
        _letter(of.second, _("Choose along with %(name)s") % by, lines, of)


def tell_both_agree(of: Round) -> None:
    """To the one it is about: it can be opened."""
    assert of.about is not None and of.second is not None  # noqa: S101 - both agreed just now
    with translation.override(language_of(of.about)):
        first = _("%(name)s agrees with who is asked. You can send the invitations now:") % {"name": of.second.name}
        _letter(of.about, _("Your questions can go out"), [first, page("round_of_questions", of)], of)


def link(of: Round, invitation: Invitation) -> str:
    return (
        f"{settings.BASE_URL}{reverse('web:lead_answer', args=[answer_keys.token(of, invitation)])}"
        if of.secret
        else "…"
    )


def page(name: str, of: Round) -> str:
    return f"{settings.BASE_URL}{reverse(f'web:{name}', args=[of.network.slug, of.pk])}"


def _subject(of: Round) -> str:
    if of.kind == ABOUT:
        assert of.about is not None  # noqa: S101 - the database sees to it
        return _("How do you see %(name)s lead?") % {"name": of.about.name}
    return _("What does our network need?") if of.kind == NEED else _("Who takes the lead in our network?")


def _why(of: Round) -> str:
    if of.kind == ABOUT:
        assert of.about is not None  # noqa: S101 - the database sees to it
        return _(
            "%(name)s asks you: how do you see me lead in this network? The answers go to %(name)s, put together with"
            " those of others; nobody sees yours."
        ) % {"name": of.about.name}
    if of.kind == NEED:
        return _(
            "We want to know what our network needs now: how much course, chances, working together and getting done."
        )
    return _(
        "We want to see who takes the lead in what. Not to judge anybody: to see whether it rests on enough people."
    )


def _until(of: Round) -> str:
    day = date_format(of.closes_on, "l j F Y") if of.closes_on else ""
    return _("You can answer until %(day)s, and change your answers until then.") % {"day": day} if day else ""


def _letter(to: Person, subject: str, lines: Iterable[str], of: Round) -> None:
    greeting = _("Hello %(name)s,") % {"name": to.name}
    _sent(to.email, subject, "\n\n".join([greeting, *lines, of.network.name]) + "\n")


def _sent(address: str, subject: str, body: str) -> bool:
    if address:
        post(address, subject, body)
    return bool(address)
