"""Mail about a conflict: it says that there is something to read, and never what, or with whom."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.conditions.conflicts.models import Case, Named
from vierspan.workspace.networks.models import Membership


def tell(case: Case, *, but: UUID | None = None) -> None:
    """Tell everybody named, but for who did it, that there is something to read."""
    _write(case, _news, but)


def remind(case: Case) -> None:
    _write(case, _due, None)


def _news() -> tuple[str, str]:
    return (
        _("Something in confidence waits for you"),
        _("There is something new in a conversation in confidence in %(network)s. Only those named in it can read it."),
    )


def _due() -> tuple[str, str]:
    return (
        _("A step in confidence is due"),
        _("The time agreed for a step of a conversation in confidence in %(network)s is over. How does it stand?"),
    )


def _write(case: Case, words: Callable[[], tuple[str, str]], but: UUID | None) -> None:
    named = Named.objects.of(case.network_id).filter(case=case, is_in=True).exclude(person=but)
    here = Membership.objects.of(case.network_id).current().filter(person_id__in=named.values("person"))
    address = f"{settings.BASE_URL}{reverse('web:conflict', args=[case.network.slug, case.pk])}"
    for each in here.select_related("user"):
        with translation.override(each.user.language):
            subject, body = words()
            post(each.user.email, subject, body % {"network": case.network.name} + f"\n\n{address}\n")
