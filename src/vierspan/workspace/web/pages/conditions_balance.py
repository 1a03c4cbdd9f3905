"""Whether give and get evens out: who gives what to whom, recorded beside felt, what is agreed, and by which key."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import giving
from vierspan.workspace.conditions.actions import balances as actions
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import giving as drawn
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.forms.giving import AcceptForm, FeelForm, KeyForm, KindForm
from vierspan.workspace.web.giving_words import circles, exchange_figures, key_told, weighed
from vierspan.workspace.web.pages.conditions_giving import frame, kept, party_choices, party_in
from vierspan.workspace.web.versions import both_versions

FIRST_FEW = 10


@in_network(Do.READ_MIRROR)
@require_GET
def balance(request: NetworkRequest) -> HttpResponse:
    return _page(request, _feel_form(request.actor))


def _page(request: NetworkRequest, feel: FeelForm | None) -> HttpResponse:
    actor = request.actor
    slug = networks.network(actor).slug
    found = exchange_figures(actor)
    parties = weighed(actor, slug, found)
    shown = {
        **frame(request, "balance"),
        "message": _message(parties),
        "figures": _figures(slug, found),
        "circles": circles(found) if found else "",
        "parties": parties[:FIRST_FEW],
        "rest": parties[FIRST_FEW:],
        "unit": words.choice_label("exchange_units", found.unit, actor.language) if found else "",
        "key": key_told(actor),
        "feel": feel,
        "accepted": [{"row": row, "holds": giving.holds(row)} for row in giving.accepted_imbalances(actor)],
        "may_set_up": may(actor, Do.SET_UP_CONDITIONS),
        **_flows(actor),
    }
    return render(request, "pages/conditions/balance.html", shown, status=422 if feel and feel.errors else 200)


def _message(parties: list[Any]) -> str:
    out = [each for each in parties if each.light == "agenda"]
    if not parties:
        return _("Nothing was given yet, so there is nothing to weigh")
    if not out:
        return _("Give and get even out")
    told = ngettext(
        "%(first)s: give and get are out of balance", "At %(n)s parties give and get are out of balance", len(out)
    )
    return told % {"first": out[0].party.name, "n": len(out)}


def _figures(slug: str, found: Any) -> list[dict[str, Any]]:
    """How much comes back directly and how much goes round, each with the facts under it."""
    if found is None:
        return []
    told = (
        ("reciprocity", found.reciprocity, _("comes straight back from who got it")),
        ("cycle_share", found.cycle_share, _("comes round, directly or by others")),
    )
    facts = page_named("facts", slug)
    return [
        {
            "share": figure.value,
            "sentence": sentence,
            "facts": with_query(facts, at=f"exchange.{key}") if figure.facts and figure.facts.count else "",
            "name": sentence,
        }
        for key, figure, sentence in told
        if figure.value is not None
    ]


def _flows(actor: Actor) -> dict[str, Any]:
    """The picture, its table, and what no key could convert."""
    flows, left_out = giving.flows(actor)
    ids = {str(end) for each in flows for end in (each.giver, each.receiver) if end}
    names = {key: ref.name for key, ref in sheets.names_of(actor, ids).items()}
    told = [f"{n} {words.choice_label('exchange_units', unit, actor.language)}" for unit, n in sorted(left_out.items())]
    return {
        "chart": drawn.flow_chart(flows, names, actor.language),
        "table": drawn.flow_table(flows, names, actor.language),
        "left_out": ", ".join(told),
    }


def _feel_form(actor: Actor, given: Any = None) -> FeelForm | None:
    """For who speaks for a party; what it said last stands filled in."""
    if not may(actor, Do.EDIT_ROOMS):
        return None
    mine = own_parties(actor)
    parties = [(key, name) for key, name in party_choices(actor) if UUID(key) in mine]
    if not parties:
        return None
    last = giving.felt(actor).get(UUID(parties[0][0]))
    first = {"gives": last.gives, "gets": last.gets, "shared": last.is_shared} if last else {}
    return FeelForm(given, initial={"party": parties[0][0], **first}, parties=parties)


@in_network(Do.EDIT_ROOMS)
@require_POST
def feel(request: NetworkRequest) -> HttpResponse:
    form = _feel_form(request.actor, request.POST)
    if form is None:
        messages.error(request, worded("not_your_party"))
        return _back(request)
    if form.is_valid():
        given = form.cleaned_data
        scores = {field: int(given[field]) for field in ("gives", "gets")}
        party = UUID(given["party"])
        if kept(form, lambda: actions.feel(request.actor, party, shared=given["shared"], **scores)):
            messages.success(request, _("Kept. You can say it anew whenever it feels otherwise."))
            return _back(request)
    return _page(request, form)


@in_network(Do.SET_UP_CONDITIONS)
@require_http_methods(["GET", "POST"])
def accept(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    form = AcceptForm(request.POST or None, initial={"party": request.GET.get("party", "")})
    if request.method == "POST" and form.is_valid():
        party, given = party_in(actor, form, "party"), form.cleaned_data
        if party and kept(form, lambda: actions.accept(actor, party, note=given["note"], until=given["until"])):
            messages.success(request, _("Agreed. Until that day no handle speaks of it."))
            return _back(request)
    shown = {**frame(request, "balance"), "form": form, "message": _("An imbalance that you find right")}
    return render(request, "pages/conditions/accept.html", shown, status=422 if form.errors else 200)


@in_network(Do.SET_UP_CONDITIONS)
@require_http_methods(["GET", "POST"])
def accepted(request: NetworkRequest, accepted_id: UUID) -> HttpResponse:
    actor, row = request.actor, giving.accepted(request.actor, accepted_id)
    first = {"party": row.party.name, "note": row.note, "until": row.until, "version": version(row)}
    form = AcceptForm(request.POST or None, initial=first)
    message = _("Agreed about %(party)s") % {"party": row.party.name}
    shown = {**frame(request, "balance"), "form": form, "message": message, "row": row, "holds": giving.holds(row)}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = {"note": given["note"], "until": given["until"], "seen": given["version"]}
        try:
            if kept(form, lambda: actions.change_accepted(actor, accepted_id, **told)):
                messages.success(request, _("Kept as you put it"))
                return _back(request)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/conditions/accept.html", shown, status=409)
    return render(request, "pages/conditions/accept.html", shown, status=422 if form.errors else 200)


@in_network(Do.SET_UP_CONDITIONS)
@require_POST
def end_accepted(request: NetworkRequest, accepted_id: UUID) -> HttpResponse:
    actions.no_longer_accept(request.actor, accepted_id)
    messages.success(request, _("From today on it counts again"))
    return _back(request)


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def key(request: NetworkRequest) -> HttpResponse:
    """The key by which units are added up, and the kinds of giving; everybody may see both, leaders set them."""
    actor = request.actor
    form = KeyForm(request.POST or None, initial=giving.unit_key(actor))
    if request.method == "POST" and form.is_valid() and _keep_key(request, form):
        messages.success(request, _("The key is kept. The balance is made up anew."))
        return redirect("web:unit_key", networks.network(actor).slug)
    return _key_page(request, form, KindForm(units=_units(actor)))


def _keep_key(request: NetworkRequest, form: KeyForm) -> bool:
    for unit in ("hours", "euro"):
        try:
            actions.set_key(request.actor, unit, form.cleaned_data[unit])
        except Invalid as slip:
            form.add_error(unit, worded(slip.reason))
    return not form.errors


def _key_page(request: NetworkRequest, form: KeyForm, kind_form: KindForm) -> HttpResponse:
    actor = request.actor
    own = giving.kinds(actor)
    names = {each.name for each in own}
    shown = {
        **frame(request, "key"),
        "message": _("How you count what is given"),
        "form": form,
        "kind_form": kind_form,
        "key": key_told(actor),
        "kinds": [{"row": each, "unit": dict(_units(actor)).get(each.unit, "")} for each in own],
        "others": [each for each in giving.kind_names(actor) if each not in names],
        "may_set_up": may(actor, Do.SET_UP_CONDITIONS),
    }
    wrong = form.errors or kind_form.errors
    return render(request, "pages/conditions/key.html", shown, status=422 if wrong else 200)


def _units(actor: Actor) -> list[tuple[str, str]]:
    return list(words.choice_labels("exchange_units", actor.language).items())


@in_network(Do.SET_UP_CONDITIONS)
@require_POST
def new_kind(request: NetworkRequest) -> HttpResponse:
    form = KindForm(request.POST, units=_units(request.actor))
    if form.is_valid() and kept(form, lambda: actions.add_kind(request.actor, **form.cleaned_data)):
        messages.success(request, _("The kind is kept"))
        return redirect("web:unit_key", networks.network(request.actor).slug)
    return _key_page(request, KeyForm(initial=giving.unit_key(request.actor)), form)


@in_network(Do.SET_UP_CONDITIONS)
@require_http_methods(["GET", "POST"])
def kind(request: NetworkRequest, exchange_kind_id: UUID) -> HttpResponse:
    actor, row = request.actor, giving.kind(request.actor, exchange_kind_id)
    first = {"name": row.name, "about": row.about, "unit": row.unit}
    form = KindForm(request.POST or None, initial=first, units=_units(actor))
    is_given = request.method == "POST" and form.is_valid()
    if is_given and kept(form, lambda: actions.change_kind(actor, exchange_kind_id, **form.cleaned_data)):
        messages.success(request, _("The kind is kept"))
        return redirect("web:unit_key", networks.network(actor).slug)
    shown = {**frame(request, "key"), "form": form, "message": row.name, "row": row}
    return render(request, "pages/conditions/kind.html", shown, status=422 if form.errors else 200)


@in_network(Do.SET_UP_CONDITIONS)
@require_POST
def remove_kind(request: NetworkRequest, exchange_kind_id: UUID) -> HttpResponse:
    actions.remove_kind(request.actor, exchange_kind_id)
    messages.success(request, _("No longer offered to choose. What was given keeps its word."))
    return redirect("web:unit_key", networks.network(request.actor).slug)


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:exchange_balance", networks.network(request.actor).slug)


urlpatterns = [
    path("conditions/exchanges/balance/", balance, name="exchange_balance"),
    path("conditions/exchanges/balance/feel/", feel, name="feel_balance"),
    path("conditions/exchanges/balance/agreed/new/", accept, name="accept_imbalance"),
    path("conditions/exchanges/balance/agreed/<uuid:accepted_id>/", accepted, name="accepted_imbalance"),
    path("conditions/exchanges/balance/agreed/<uuid:accepted_id>/end/", end_accepted, name="end_accepted_imbalance"),
    path("conditions/exchanges/key/", key, name="unit_key"),
    path("conditions/exchanges/key/kinds/new/", new_kind, name="new_exchange_kind"),
    path("conditions/exchanges/key/kinds/<uuid:exchange_kind_id>/", kind, name="exchange_kind"),
    path("conditions/exchanges/key/kinds/<uuid:exchange_kind_id>/remove/", remove_kind, name="remove_exchange_kind"),
]
