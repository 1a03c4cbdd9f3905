"""Putting a question: written as a draft, with the rule and the voices, then opened."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.queries import Wanted
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.deciding import queries, wording
from vierspan.workspace.initiatives.deciding.actions import drafting
from vierspan.workspace.initiatives.deciding.actions.drafting import Wish
from vierspan.workspace.initiatives.deciding.rules import fitting
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.decision_words import fit_words
from vierspan.workspace.web.forms.decisions import QuestionForm
from vierspan.workspace.web.keeping import id_of, kept, meant
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.pages.initiatives_decision import room_frame
from vierspan.workspace.web.versions import both_versions

MOST_PEOPLE = 200
PLAIN = (
    *("name", "proposal", "background", "rule", "quorum", "share", "silence_consents", "is_double", "fallback"),
    *("limits", "until", "due_on", "review_on", "closes_itself", "reminds"),
)
PAGE = "pages/initiatives/question_edit.html"


def choices(actor: Actor) -> dict[str, Any]:
    page = initiatives.initiatives(actor)
    people: list[Any] = []
    number, last = 1, 1
    while number <= last and len(people) < MOST_PEOPLE:
        found = directory.people(actor, Wanted(sort="name"), page=number)
        people += found.rows
        number, last = number + 1, found.last
    return {
        "initiatives": [(str(row.pk), row.name) for row in page.rows if row.state not in ("finished", "stopped")],
        "parties": [(str(each.pk), each.name) for each in queries.can_have_a_voice(actor)],
        "people": [(str(each.pk), _person_words(each)) for each in people],
    }


def _person_words(person: Any) -> str:
    return f"{person.name} ({person.party.name})" if person.party else str(person.name)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    form = QuestionForm(request.POST or None, initial=_first(request), choices=choices(actor))
    if request.method == "POST" and "advise" not in request.POST and form.is_valid():
        wish = _wish(actor, form)
        if wish and (made := kept(form, lambda: drafting.draft(actor, wish))):
            messages.success(request, _("Kept as a draft. Look at it once more, and open it."))
            return redirect("web:edit_question", networks.network(actor).slug, made.pk)
    return _page(request, form, message=_("What do you want to decide?"))


def _page(request: NetworkRequest, form: QuestionForm, **more: Any) -> HttpResponse:
    """With advice on the rule where that was asked for; then nothing is told to be wrong."""
    is_advice = "advise" in request.POST
    shown = {**room_frame(request), "form": form, "abouts": wording.ABOUT, **more}
    if is_advice:
        fit = fitting(frozenset(request.POST.getlist("fits")))
        shown |= {"fit": fit_words(fit), "fit_rules": [str(wording.RULES[each]) for each in fit.rules]}
        form.errors.clear()
    return render(request, PAGE, shown, status=422 if form.errors else 200)


def _first(request: NetworkRequest) -> dict[str, Any]:
    """For the initiative that one comes from, with the parties at its table; else all that take part."""
    actor, asked = request.actor, request.GET.get("initiative", "")
    try:
        initiative = UUID(asked) if asked else None
    except ValueError as wrong:
        raise NotFound from wrong
    if initiative:
        initiatives.initiative(actor, initiative)
    seated = queries.at_the_table(actor, initiative) if initiative else set()
    every = [each.pk for each in queries.can_have_a_voice(actor)]
    return {
        "initiative": asked,
        "parties": [str(each) for each in every if not seated or each in seated],
        "name": request.GET.get("name", ""),
        "fallback": "majority",
        "quorum": "1/2",
        "share": "2/3",
    }


def _wish(actor: Actor, form: QuestionForm) -> Wish | None:
    decider = meant(actor, form, "decider", kind="person")
    if form.errors:
        return None
    given = form.cleaned_data
    return Wish(
        **{key: given[key] for key in PLAIN},
        options=given["options"].splitlines(),
        initiative=_id(given["initiative"]),
        casting=_id(given["casting"]),
        decider=id_of(decider),
        asides=given["asides"] or 0,
        minus=given["minus"] or 0,
        rounds=given["rounds"] or 1,
        parties=[UUID(each) for each in given["parties"]],
        people=[UUID(each) for each in given["people"]],
    )


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.question(actor, decision_id)
    queries.must_run(actor, row)
    slug = networks.network(actor).slug
    if row.state != "draft":
        return redirect("web:decision", slug, row.pk)
    standing = queries.standing(actor, row.pk)
    form = QuestionForm(request.POST or None, initial=_written(standing), choices=choices(actor))
    shown = {"row": row, "standing": standing, "message": row.name}
    if request.method == "POST" and "advise" not in request.POST and form.is_valid():
        try:
            wish, seen = _wish(actor, form), form.cleaned_data["version"]
            if wish and kept(form, lambda: drafting.change(actor, row.pk, wish, seen=seen)):
                messages.success(request, _("Kept as a draft. Look at it once more, and open it."))
                return redirect("web:edit_question", slug, row.pk)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**_as_sent(request), "version": changed.version}
            shown |= {**room_frame(request), "form": form, "abouts": wording.ABOUT}
            return render(request, PAGE, shown, status=409)
    return _page(request, form, **shown)


def _as_sent(request: NetworkRequest) -> dict[str, Any]:
    return {key: each if len(each) > 1 else each[0] for key, each in request.POST.lists()}


def _written(standing: queries.Standing) -> dict[str, Any]:
    row = standing.question
    voices = [each.voice for each in standing.voices]
    return {
        **{key: getattr(row, key) for key in (*PLAIN, "asides", "minus", "rounds")},
        "options": "\n".join(each.name for each in standing.options),
        "initiative": str(row.initiative_id or ""),
        "casting": str(row.casting or ""),
        "decider": row.decider.name if row.decider else "",
        "parties": [str(each.party_id) for each in voices if each.party_id],
        "people": [str(each.person_id) for each in voices if each.person_id],
        "version": version(row),
    }


@in_network(Do.EDIT_ROOMS)
@require_POST
def weigh(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    row = queries.question(request.actor, decision_id)
    given = {each.pk: request.POST.get(f"weight-{each.pk}", "1") for each in queries.voices_of(row)}
    try:
        drafting.weigh(request.actor, row.pk, given)
        messages.success(request, _("The weights stand."))
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    return redirect("web:edit_question", networks.network(request.actor).slug, row.pk)


@in_network(Do.EDIT_ROOMS)
@require_POST
def open_up(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    slug = networks.network(request.actor).slug
    try:
        drafting.open_up(request.actor, decision_id, sends_letters="letters" in request.POST)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return redirect("web:edit_question", slug, decision_id)
    messages.success(request, _("The question is open. From now on its rule and its voices stand still."))
    return redirect("web:decision", slug, decision_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def drop(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    drafting.drop(request.actor, decision_id)
    messages.success(request, _("The draft is gone."))
    return redirect("web:decisions", networks.network(request.actor).slug)


@in_network(Do.READ_DIRECTORY)
@require_http_methods(["GET"])
def names(request: NetworkRequest) -> HttpResponse:
    """The people, and for a promise also the parties, that the words typed so far could mean."""
    who = request.GET.get("who", "")
    typed = who or request.GET.get("decider", "")
    hits = people_named.suggested(request.actor, typed, kind="" if who else "person")
    return render(request, "parts/ties/names.html", {"hits": hits})


AT = "initiatives/decisions/<uuid:decision_id>/"
urlpatterns = [
    path("initiatives/decisions/new/", new, name="new_question"),
    path("initiatives/decisions/names/", names, name="decision_names"),
    path(f"{AT}edit/", edit, name="edit_question"),
    path(f"{AT}weights/", weigh, name="weigh_question"),
    path(f"{AT}open/", open_up, name="open_question"),
    path(f"{AT}drop/", drop, name="drop_question"),
]
