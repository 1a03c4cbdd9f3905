"""The letters with which somebody shows their mirror: that it is there, never what stands in it."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.profiles.models import Share
from vierspan.workspace.networks.models import Network

MIRROR = "mirror"


def tell_inside(row: Share, owner: Person) -> None:
    assert row.recipient is not None  # noqa: S101 - it is for somebody of the network
    if row.recipient.email:
        with translation.override(keys.language_of(row.recipient)):
            slug = Network.objects.get(pk=row.network_id).slug
            address = f"{settings.BASE_URL}{reverse('web:shared_mirror', args=[slug, row.pk])}"
            _send(row.recipient.email, row.recipient.name, row, owner, address)


def tell_outside(row: Share, owner: Person, token: str) -> None:
    with translation.override(row.language):
        _send(row.outside_email, row.outside_name, row, owner, keys.address("mirror_link", token))


def _send(email: str, name: str, row: Share, owner: Person, address: str) -> None:
    by = {"by": owner.name, "day": date_format(row.ends_on, "DATE_FORMAT")}
    lines = [
        _("Hello %(name)s,") % {"name": name},
        _("%(by)s lets you see how they lead in the network: their own mirror.") % by + f"\n{address}",
        row.message,
        _("It is meant for you alone. Please do not pass it on.")
        + " "
        + _("%(by)s can take it back at any time; on %(day)s it ends by itself.") % by,
        Network.objects.get(pk=row.network_id).name,
    ]
    post(email, _("%(by)s shares a mirror with you") % by, "\n\n".join(filter(None, lines)) + "\n")
