"""Mail that the pages ask for."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.networks.actions import Asked


def send_invitation(asked: Asked, *, by: str) -> None:
    """The letter that asks somebody to take part."""
    network = asked.invitation.network
    link = f"{settings.BASE_URL}{reverse('web:invitation', args=[asked.token])}"
    written = render_to_string("letters/invitation.txt", {"network": network, "by": by, "link": link})
    subject, _, body = written.partition("\n\n")
    post(asked.invitation.email, subject.strip(), body.strip() + "\n")
