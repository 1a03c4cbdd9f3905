"""The letters about feedback: they say that it is asked or offered, never what it says."""

import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.accounts.models import User
from vierspan.workspace.conditions.feedback.models import Ask
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership, Network


def new_token() -> str:
    return secrets.token_urlsafe(24)


def ask_for(ask: Ask, person: Person, token: str) -> None:
    """With a personal link, so that no account is needed."""
    link = f"{settings.BASE_URL}{reverse('web:feedback_answer', args=[token])}"
    with translation.override(language_of(person)):
        by = ask.by.name
        lines = [
            _("Hello %(name)s,") % {"name": person.name},
            _("%(by)s asks you for feedback. It is about: %(subject)s.") % {"by": by, "subject": ask.subject},
            ask.message,
            _("It takes a minute. What you write is read by %(by)s alone:") % {"by": by} + f"\n{link}",
            _("You need not do it, and need not say why."),
            ask.network.name,
        ]
        subject = _("%(by)s asks you for feedback") % {"by": by}
    _send(person, subject, lines)


def tell(person: Person, giver: str, kind: str) -> None:
    """That something waits or came: offered, given, welcomed or replied."""
    network = Network.objects.get(pk=person.network_id)
    link = f"{settings.BASE_URL}{reverse('web:feedback', args=[network.slug])}"
    with translation.override(language_of(person)):
        subject = {
            "offered": _("%(who)s would like to give you feedback"),
            "given": _("%(who)s gave you the feedback you asked for"),
            "welcomed": _("%(who)s read your feedback"),
            "replied": _("%(who)s replied to your feedback"),
        }[kind] % {"who": giver}
        first = {
            "offered": _("You have not been shown it. You choose whether you want to receive it, without a reason."),
            "given": _("It is yours: nobody else reads it, unless you share it."),
            "welcomed": _("They wanted to receive it."),
            "replied": _("You can read it on the page of feedback."),
        }[kind]
        lines = [_("Hello %(name)s,") % {"name": person.name}, f"{subject}. {first}", link, network.name]
    _send(person, subject, lines)


def language_of(person: Person) -> str:
    """Of the account of this person, else of the network."""
    held = Membership.objects.of(person.network_id).current().filter(person_id=person.pk).values("user")
    user = User.objects.filter(pk__in=held).first()
    return user.language if user else Network.objects.get(pk=person.network_id).language


def _send(person: Person, subject: str, lines: list[str]) -> None:
    if person.email:
        post(person.email, subject, "\n\n".join(filter(None, lines)) + "\n")
