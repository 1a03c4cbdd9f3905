"""One gift or offer: written down, put right, confirmed or seen otherwise by who got it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.actions import exchanges as actions
from vierspan.workspace.conditions.actions.exchanges import Told
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.giving import GiveForm, OtherwiseForm
from vierspan.workspace.web.giving_words import amount, own_name, understood
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.pages.conditions_giving import frame, kept, party_in
from vierspan.workspace.web.versions import both_versions


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    first = {"giver": own_name(actor), "given_on": clock.today()}
    form = GiveForm(request.POST or None, initial=first, kinds=giving.kind_names(actor))
    if request.method == "POST" and form.is_valid():
        told = _told(request, form)
        if told and (made := kept(form, lambda: actions.log(actor, told))):
            _say_logged(request, made)
            return redirect("web:exchanges", networks.network(actor).slug)
    shown = {**frame(request, "list"), "form": form, "message": _("What was given?"), "is_new": True}
    return render(request, "pages/conditions/exchange_edit.html", shown, status=422 if form.errors else 200)


def _say_logged(request: NetworkRequest, made: Any) -> None:
    slug = networks.network(request.actor).slug
    undo = reverse("web:remove_exchange", args=[slug, made.pk])
    much = amount(made.value, made.unit)
    if made.confirmed_on:
        said = _("Written down and confirmed: %(what)s") % {"what": made.what}
    elif made.receiver_id:
        said = _("Written down: %(what)s. Who got it is asked to confirm.") % {"what": made.what}
    else:
        said = _("Written down: %(what)s, to the whole network.") % {"what": made.what}
    messages.success(request, f"{said} ({much})" if much else said, extra_tags="" if made.confirmed_on else undo)


def _told(request: NetworkRequest, form: GiveForm) -> Told | None:
    """What the form says; None, with the reason in the form, where something says too little."""
    given, actor = form.cleaned_data, request.actor
    giver, receiver = party_in(actor, form, "giver"), party_in(actor, form, "receiver")
    meant = understood(actor, given["amount"], given["what"], given["kind"])
    if given["amount"].strip() and meant is None:
        form.add_error("amount", worded("unknown_amount"))
    if form.errors or giver is None:
        return None
    usual = giving.usual_unit(actor, given["kind"])
    return Told(
        giver=giver,
        receiver=receiver,
        what=given["what"],
        kind=given["kind"],
        value=meant.value if meant else None,
        unit=meant.unit if meant else usual,
        given_on=given["given_on"],
    )


@in_network(Do.READ_ROOMS)
@require_GET
def exchange(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    return _page(request, exchange_id, OtherwiseForm())


def _page(request: NetworkRequest, exchange_id: UUID, otherwise: OtherwiseForm) -> HttpResponse:
    actor = request.actor
    row = giving.exchange(actor, exchange_id)
    shown = {
        **frame(request, "list"),
        "row": row,
        "amount": amount(row.value, row.unit),
        "message": row.what or _("Something given"),
        "may_change": giving.may_change(actor, row),
        "may_confirm": giving.may_confirm(actor, row),
        "sees_dispute": giving.sees_dispute(actor, row),
        "may_read_names": may(actor, Do.READ_DIRECTORY),
        "otherwise": otherwise,
    }
    return render(request, "pages/conditions/exchange.html", shown, status=422 if otherwise.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    actor, row = request.actor, giving.exchange(request.actor, exchange_id)
    form = GiveForm(request.POST or None, initial=_first(row), kinds=giving.kind_names(actor))
    shown = {**frame(request, "list"), "form": form, "message": row.what or _("Something given"), "row": row}
    if request.method == "POST" and form.is_valid():
        told = _told(request, form)
        try:
            seen = form.cleaned_data["version"]
            if told and kept(form, lambda: actions.change(actor, exchange_id, told, seen=seen)):
                messages.success(
                    request, _("Kept as you put it. Where the amount changed, the receiver is asked anew.")
                )
                return _to(request, exchange_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/conditions/exchange_edit.html", shown, status=409)
    return render(request, "pages/conditions/exchange_edit.html", shown, status=422 if form.errors else 200)


def _first(row: Any) -> dict[str, Any]:
    return {
        "giver": row.giver.name,
        "receiver": row.receiver.name if row.receiver else "",
        "what": row.what,
        "kind": row.kind,
        "amount": amount(row.value, row.unit),
        "given_on": row.given_on,
        "version": version(row),
    }


def _wordings(request: NetworkRequest) -> dict[str, Any]:
    def named(value: Any) -> str:
        return next((each.name for each in directory.names(request.actor, [value] if value else []).values()), "")

    return {"giver_id": named, "receiver_id": named}


@in_network(Do.EDIT_ROOMS)
@require_POST
def confirm(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    actions.confirm(request.actor, exchange_id)
    messages.success(request, _("Confirmed. From now on it counts."))
    return redirect("web:exchanges", networks.network(request.actor).slug)


@in_network(Do.EDIT_ROOMS)
@require_POST
def otherwise(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    form = OtherwiseForm(request.POST)
    row = giving.exchange(request.actor, exchange_id)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if kept(form, lambda: actions.see_otherwise(request.actor, row.pk, why=why)):
            messages.success(request, _("Noted: you see it otherwise. It does not count until you two agree."))
            return _to(request, exchange_id)
    return _page(request, exchange_id, form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def give(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    """An offer was taken up: by whom is typed, or it was offered to one party."""
    typed = request.POST.get("receiver", "")
    meant = people_named.party_meant(request.actor, typed) if typed else None
    if typed and meant is None:
        messages.error(request, worded("unknown_party"))
        return _to(request, exchange_id)
    made = actions.give(request.actor, exchange_id, meant.id if meant else None)
    _say_logged(request, made)
    return _to(request, made.pk)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    actions.remove(request.actor, exchange_id)
    messages.success(request, _("Taken away"))
    return redirect("web:exchanges", networks.network(request.actor).slug)


@in_network(Do.READ_DIRECTORY)
@require_GET
def party_names(request: NetworkRequest) -> HttpResponse:
    """The parties (or, of whom something is told, people too) that the words typed so far could mean."""
    typed = next((request.GET[each] for each in ("giver", "receiver", "party") if request.GET.get(each)), "")
    about = request.GET.get("about", "")
    hits = people_named.suggested(request.actor, typed or about, kind="" if about else "party")
    return render(request, "parts/ties/names.html", {"hits": hits})


def _to(request: NetworkRequest, exchange_id: UUID) -> HttpResponse:
    return redirect("web:exchange", networks.network(request.actor).slug, exchange_id)


urlpatterns = [
    path("conditions/exchanges/new/", new, name="new_exchange"),
    path("conditions/exchanges/parties/", party_names, name="party_names"),
    path("conditions/exchanges/<uuid:exchange_id>/", exchange, name="exchange"),
    path("conditions/exchanges/<uuid:exchange_id>/edit/", edit, name="edit_exchange"),
    path("conditions/exchanges/<uuid:exchange_id>/confirm/", confirm, name="confirm_exchange"),
    path("conditions/exchanges/<uuid:exchange_id>/otherwise/", otherwise, name="dispute_exchange"),
    path("conditions/exchanges/<uuid:exchange_id>/give/", give, name="give_offer"),
    path("conditions/exchanges/<uuid:exchange_id>/remove/", remove, name="remove_exchange"),
]
