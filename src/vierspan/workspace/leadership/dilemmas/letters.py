"""The letter with which somebody shows a thought: that it is there, never what stands in it."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links import keys
from vierspan.workspace.leadership.dilemmas.models import Shown
from vierspan.workspace.networks.models import Network


def tell(row: Shown) -> None:
    if not row.recipient.email:
        return
    with translation.override(keys.language_of(row.recipient)):
        network = Network.objects.get(pk=row.network_id)
        by = {"by": row.thought.person.name, "day": date_format(row.ends_on, "DATE_FORMAT")}
        lines = [
            _("Hello %(name)s,") % {"name": row.recipient.name},
            _("%(by)s lets you read a thought about a dilemma in leading the network:") % by
            + f"\n{settings.BASE_URL}{reverse('web:dilemma_shown', args=[network.slug, row.pk])}",
            _("It is meant for you alone. Please do not pass it on.")
            + " "
            + _("%(by)s can take it back at any time; on %(day)s it ends by itself.") % by,
            network.name,
        ]
        post(row.recipient.email, _("%(by)s shares a thought with you") % by, "\n\n".join(lines) + "\n")
