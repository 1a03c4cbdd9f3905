"""Signals from outside: by the link of the network into an intake, accepted or let go by who takes part."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.horizon.weighing import alike, queries
from vierspan.workspace.horizon.weighing.actions import intake as actions
from vierspan.workspace.horizon.weighing.actions.intake import Brought
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.signals import HandInForm
from vierspan.workspace.web.signal_frame import frame, slug_of

SHOWN = "signal_link"  # the address of a new link, kept in the session until it was shown


@in_network(Do.EDIT_ROOMS)
@require_GET
def intake(request: NetworkRequest) -> HttpResponse:
    """What waits, and for leaders the link by which it comes."""
    actor = request.actor
    page = queries.handed_in(actor, page=_number(request.GET.get("page", "")))
    gone = queries.handed_in(actor, "let_go")
    n = page.total
    told = ngettext("One signal from outside waits for a word", "%(n)s signals from outside wait for a word", n)
    opens = may(actor, Do.OPEN_INTAKE)
    shown = frame(
        request,
        "intake",
        page=page,
        waiting=[(each, alike.hints(actor, each.what)) for each in page.rows],
        gone=gone.rows[:10],
        message=told % {"n": n} if n else _("Nothing from outside waits"),
        opens=opens,
        made_on=queries.link_made_on(actor) if opens else None,
        new_address=request.session.pop(SHOWN, "") if opens else "",
    )
    return render(request, "pages/horizon/intake.html", shown)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


@in_network(Do.OPEN_INTAKE)
@require_POST
def make_link(request: NetworkRequest) -> HttpResponse:
    """A new one; the old one, if any, leads nowhere from now on. It is shown once."""
    token = actions.make_link(request.actor)
    request.session[SHOWN] = request.build_absolute_uri(reverse("web:hand_in_signal", args=[token]))
    messages.success(request, _("The link is made. Copy it now: it is shown once."))
    return redirect("web:signal_intake", slug_of(request.actor))


@in_network(Do.OPEN_INTAKE)
@require_POST
def end_link(request: NetworkRequest) -> HttpResponse:
    actions.end_link(request.actor)
    messages.success(request, _("The link leads nowhere any more"))
    return redirect("web:signal_intake", slug_of(request.actor))


@in_network(Do.EDIT_ROOMS)
@require_POST
def accept(request: NetworkRequest, handed_id: UUID) -> HttpResponse:
    made = actions.accept(request.actor, handed_id)
    messages.success(request, _("Taken up as a signal: %(what)s") % {"what": made.name})
    return redirect("web:signal", slug_of(request.actor), made.pk)


@in_network(Do.EDIT_ROOMS)
@require_POST
def let_go(request: NetworkRequest, handed_id: UUID) -> HttpResponse:
    row = actions.let_go(request.actor, handed_id)
    undo = reverse("web:handed_in_again", args=[slug_of(request.actor), handed_id])
    messages.success(request, _("Let go: %(what)s") % {"what": row.what}, extra_tags=undo)
    return redirect("web:signal_intake", slug_of(request.actor))


@in_network(Do.EDIT_ROOMS)
@require_POST
def again(request: NetworkRequest, handed_id: UUID) -> HttpResponse:
    actions.wait_again(request.actor, handed_id)
    messages.success(request, _("It waits again"))
    return redirect("web:signal_intake", slug_of(request.actor))


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, token: str, link: object) -> HttpResponse:
    """Anybody with the link; nothing of the network is shown but its name."""
    network = link.network  # type: ignore[attr-defined]
    form = HandInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _handed_in(request, network.pk, form):
        return redirect(f"{reverse('web:hand_in_signal', args=[token])}?done=1")
    shown = {"network_name": network.name, "form": form, "done": "done" in request.GET and not request.POST}
    return render(request, "pages/horizon/hand_in.html", shown, status=422 if form.errors else 200)


def _handed_in(request: HttpRequest, network_id: UUID, form: HandInForm) -> bool:
    given = form.cleaned_data
    if given.pop("website"):  # a program: it hears that all is well, and nothing is kept
        return True
    if not ratelimit.consume(request, action="hand_in_signal", key=str(network_id)):
        form.add_error(None, worded("handed_in_much"))
        return False
    try:
        actions.hand_in(network_id, Brought(**given))
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return False
    return True


urlpatterns = [
    path("horizon/intake/", intake, name="signal_intake"),
    path("horizon/intake/link/", make_link, name="make_signal_link"),
    path("horizon/intake/link/end/", end_link, name="end_signal_link"),
    path("horizon/intake/<uuid:handed_id>/accept/", accept, name="accept_handed_in"),
    path("horizon/intake/<uuid:handed_id>/let-go/", let_go, name="let_handed_in_go"),
    path("horizon/intake/<uuid:handed_id>/again/", again, name="handed_in_again"),
]
open_urlpatterns = [path("link/signal/<str:token>/", by_link("signal")(hand_in), name="hand_in_signal")]
