"""Signals that may be one: looked at side by side, brought together or kept apart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.horizon.weighing import alike, queries
from vierspan.workspace.horizon.weighing.actions import together
from vierspan.workspace.insight import weighing
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.signal_frame import frame, slug_of, stages


@in_network(Do.EDIT_ROOMS)
@require_GET
def doubles(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    pairs = alike.pairs(actor)
    backed = queries.backing(actor, [each for pair in pairs for each in (pair.one, pair.other)])
    weighed = weighing.weights(actor, [each.pk for pair in pairs for each in (pair.one, pair.other)])
    n = len(pairs)
    told = ngettext("Two signals look alike. Are they one?", "%(n)s pairs of signals look alike. Are they one?", n)
    shown = frame(
        request,
        "doubles",
        pairs=[
            [
                (each, backed[each.pk], weighed[each.pk], other)
                for each, other in ((pair.one, pair.other), (pair.other, pair.one))
            ]
            for pair in pairs
        ],
        stages=stages(actor),
        message=told % {"n": n} if n else _("No two signals look alike"),
    )
    return render(request, "pages/horizon/signal_doubles.html", shown)


@in_network(Do.EDIT_ROOMS)
@require_POST
def bring_together(request: NetworkRequest, signal_id: UUID, second_id: UUID) -> HttpResponse:
    """The other goes into this one."""
    made = together.bring_together(request.actor, signal_id, second_id)
    undo = reverse("web:take_signals_apart", args=[slug_of(request.actor), made.pk])
    messages.success(request, _("Brought together: %(what)s") % {"what": made.kept.name}, extra_tags=undo)
    return redirect("web:signal", slug_of(request.actor), signal_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def keep_apart(request: NetworkRequest, signal_id: UUID, second_id: UUID) -> HttpResponse:
    together.keep_apart(request.actor, signal_id, second_id)
    messages.success(request, _("They stay two, and are not asked of again."))
    return redirect("web:signal_doubles", slug_of(request.actor))


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_apart(request: NetworkRequest, joining_id: UUID) -> HttpResponse:
    back = together.take_apart(request.actor, joining_id)
    messages.success(request, _("They are two again"))
    return redirect("web:signal", slug_of(request.actor), back.pk)


urlpatterns = [
    path("horizon/signals/doubles/", doubles, name="signal_doubles"),
    path("horizon/signals/doubles/<uuid:joining_id>/undo/", take_apart, name="take_signals_apart"),
    path("horizon/signals/<uuid:signal_id>/together/<uuid:second_id>/", bring_together, name="bring_signals_together"),
    path("horizon/signals/<uuid:signal_id>/apart/<uuid:second_id>/", keep_apart, name="keep_signals_apart"),
]
