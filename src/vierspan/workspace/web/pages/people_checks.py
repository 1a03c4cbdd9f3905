"""What stands here stays true because somebody looks at it now and then."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.directory import checks as found
from vierspan.workspace.directory.actions import checks
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.people_who import who_of
from vierspan.workspace.web.templatetags.vierspan import day


@in_network(Do.READ_MEMBERS)
@require_GET
def to_check(request: NetworkRequest) -> HttpResponse:
    slug = networks.network(request.actor).slug
    due = [
        (
            each,
            reverse(f"web:{each.kind}", args=[slug, each.id]),
            reverse(f"web:{each.kind}_check", args=[slug, each.id]),
        )
        for each in found.due(request.actor)
    ]
    never = found.never_checked(request.actor)
    shown = {"due": due, "never": never, "message": _message(len(due), never), "tabs": people_tabs(slug, "to_check")}
    return render(request, "pages/people/to_check.html", shown)


def _message(due: int, never: int) -> str:
    if due:
        return ngettext("%(n)s is to be checked", "%(n)s are to be checked", due) % {"n": due}
    if never:
        return _("Nothing is due; %(n)s were never checked") % {"n": never}
    return _("You are up to date")


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def check(request: NetworkRequest, **which: UUID) -> HttpResponse:
    """One press says that what stands here is true."""
    who = who_of(request, **which)
    row = checks.check(request.actor, who.id)
    said = {"name": row.name, "day": day(row.next_check)}
    messages.success(request, _("%(name)s is checked; the next time is %(day)s") % said)
    back = request.POST.get("back", "")
    is_here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_here else who.address)


urlpatterns = [
    path("people/to-check/", to_check, name="to_check"),
    path("people/<uuid:person_id>/check/", check, name="person_check"),
    path("parties/<uuid:party_id>/check/", check, name="party_check"),
]
