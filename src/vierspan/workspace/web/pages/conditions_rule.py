"""One rule of the game: its words, who stands behind it, when it is looked at again, and how it lives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.conditions import queries, remarks, rule_texts
from vierspan.workspace.conditions.actions import rules as actions
from vierspan.workspace.conditions.actions.rules import Proposed
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import giving as drawn
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_parts import SHORT_STANCES, compared
from vierspan.workspace.web.forms.course_texts import AnswerForm, EndorseForm
from vierspan.workspace.web.forms.rules import ReviewForm, RuleForm, TermsForm
from vierspan.workspace.web.pages.conditions_giving import kept, party_choices
from vierspan.workspace.web.rooms import tabs
from vierspan.workspace.web.rule_suggestions import suggestion
from vierspan.workspace.web.versions import both_versions

A_YEAR, HALF_A_YEAR = timedelta(days=365), timedelta(days=182)
TWO_YEARS = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """What could not be kept, in the form in which it was typed."""

    endorse: EndorseForm | None = None
    review: ReviewForm | None = None
    answers: Mapping[UUID, forms.Form] = field(default_factory=dict)  # by proposal
    why: str = ""
    status: int = 200


def frame(request: NetworkRequest) -> dict[str, Any]:
    from vierspan.workspace.web.pages.conditions import ROOM  # the room is made of these pages

    slug = networks.network(request.actor).slug
    return {"room": ROOM, "tabs": tabs(ROOM, slug, "conditions"), "may_write": may(request.actor, Do.EDIT_ROOMS)}


@in_network(Do.READ_ROOMS)
@require_GET
def rule(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    return rule_page(request, rule_id, Slips())


def rule_page(request: NetworkRequest, rule_id: UUID, slips: Slips) -> HttpResponse:
    """The page of one rule, with what went wrong in its forms."""
    actor = request.actor
    row = queries.rule(actor, rule_id)
    standing = rule_texts.standing(actor, row)
    support = rule_texts.support(actor, row, standing.number)
    shown = {
        **frame(request),
        "rule": row,
        "number": standing.number,
        "message": row.name,
        "topic": words.choice_label("rule_topics", row.topic, actor.language) if row.topic else "",
        "why": slips.why,
        "endorse": slips.endorse or _endorse_form(actor, support, standing.number),
        "may_read_names": may(actor, Do.READ_DIRECTORY),
        "groups": _groups(support),
        "proposals": _proposals(actor, standing, slips) if may(actor, Do.READ_DIRECTORY) else [],
        "may_answer": drafting.may_answer(actor, standing),
        "versions": drafting.versions(actor, rule_texts.TABLE, row.pk),
        "may_set_review": rule_texts.may_set_review(actor, row),
        "review": slips.review or ReviewForm(initial={"review_on": clock.today() + HALF_A_YEAR}),
        "is_due": row.review_on is not None and row.review_on <= clock.today(),
        **_life(actor, row),
    }
    return render(request, "pages/conditions/rule.html", shown, status=slips.status)


def _groups(support: list[Any]) -> list[dict[str, Any]]:
    """The parties by what they say."""
    found = [
        {"stance": stance, "label": str(label), "said": [each for each in support if each.stance == stance]}
        for stance, label in SHORT_STANCES.items()
    ]
    return [each for each in found if each["said"]]


def _endorse_form(actor: Actor, support: list[Any], number: int) -> EndorseForm | None:
    parties = party_choices(actor) if may(actor, Do.EDIT_ROOMS) else []
    if not parties:
        return None
    said = next((each for each in support if str(each.party.pk) == parties[0][0]), None)
    first = {"stance": said.stance, "remark": said.given.remark if said.given else ""} if said else {}
    return EndorseForm(initial={"party": parties[0][0], "seen": number, **first}, parties=parties)


def _proposals(actor: Actor, standing: Any, slips: Slips) -> list[dict[str, Any]]:
    rows = drafting.proposals(actor, rule_texts.TABLE, standing.row, state="open")
    return [
        {
            "row": each,
            "compared": compared(standing.text, each.text, _("As it stands"), _("As proposed")),
            "is_own": drafting.is_own(actor, each),
            "is_behind": each.on_version != standing.number,
            "is_open": each.pk in slips.answers,
            "form": slips.answers.get(each.pk)
            or AnswerForm(
                initial={"seen": version(each), "knowing": standing.number}, auto_id=f"id_{each.pk.hex[:8]}_%s"
            ),
        }
        for each in rows
    ]


def _life(actor: Actor, row: Any) -> dict[str, Any]:
    """How the rule lives: the line of time, what was seen, and what is only between a few."""
    seen = rule_texts.moments(actor, row)
    today = clock.today()
    first = min((each.day for each in seen), default=today)
    since = max(min(first, today - A_YEAR), today - TWO_YEARS)
    observed = queries.observations(actor, row.pk)
    told = remarks.texts_of(actor, [each.pk for each in observed])
    names = _named(actor, observed)
    mine = [each for each in remarks.remarks(actor, row.pk) if each.stage != remarks.EVERYBODY]
    return {
        "line": drawn.rule_moments(seen, since, today, actor.language),
        "lives": _lives(seen),
        "last_spoken": rule_texts.last_spoken(actor, row),
        "is_strained": rule_texts.is_strained(actor, row.pk),
        "observations": [
            {
                "row": each,
                "text": told[each.pk].text if each.pk in told else "",
                "remark": told.get(each.pk),
                "about": names.get(each.about, ""),
                "may_settle": _may_settle(actor, each),
            }
            for each in observed
        ],
        "in_confidence": [{"row": each, "is_mine": remarks.is_observer(actor, each)} for each in mine],
    }


def _lives(seen: list[Any]) -> str:
    """Over the last year, in a sentence."""
    since = clock.today() - A_YEAR
    year = [each.what for each in seen if each.day >= since]
    good, broken = year.count("good"), year.count("breach")
    if not good and not broken:
        return _("Nobody wrote down this year how this rule lives")
    kept_words = ngettext("seen kept once", "seen kept %(n)s times", good) % {"n": good}
    broken_words = ngettext("strained once", "strained %(n)s times", broken) % {"n": broken}
    told = [each for each, n in ((kept_words, good), (broken_words, broken)) if n]
    return _("This year: %(told)s") % {"told": ", ".join(told)}


def _named(actor: Actor, observed: list[Any]) -> dict[Any, str]:
    if not may(actor, Do.READ_DIRECTORY):
        return {}
    return {key: each.name for key, each in directory.names(actor, [o.about for o in observed if o.about]).items()}


def _may_settle(actor: Actor, row: Any) -> bool:
    if row.settled_on or row.kind != "breach" or not may(actor, Do.EDIT_ROOMS):
        return False
    is_theirs = row.about is not None and (actor.owns(row.about) or row.about in own_parties(actor))
    return is_theirs or may(actor, Do.UNDO_ACT, owner_id=row.observer_id)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    begin = suggestion(request.GET.get("from", ""))
    parties = party_choices(actor)
    first: dict[str, Any] = {"review_on": clock.today() + HALF_A_YEAR, "party": parties[0][0] if parties else ""}
    first |= {"name": begin.text, "topic": begin.topic} if begin else {}
    form = RuleForm(request.POST or None, initial=first, topics=_topics(actor), parties=parties)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        party = UUID(given["party"]) if given["party"] else None
        proposed = Proposed(name=given["name"], topic=given["topic"], party=party, review_on=given["review_on"])
        if made := kept(form, lambda: actions.propose(actor, proposed)):
            messages.success(request, _("Proposed. Now each party can say whether it stands behind it."))
            return to_rule(request, made.pk)
    shown = {**frame(request), "form": form, "message": _("A new rule of the game")}
    return render(request, "pages/conditions/rule_new.html", shown, status=422 if form.errors else 200)


def _topics(actor: Actor) -> list[tuple[str, str]]:
    return list(words.choice_labels("rule_topics", actor.language).items())


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def terms(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    """Its topic and its review date."""
    actor, row = request.actor, queries.rule(request.actor, rule_id)
    first = {"topic": row.topic, "review_on": row.review_on, "version": version(row)}
    form = TermsForm(request.POST or None, initial=first, topics=_topics(actor))
    shown = {**frame(request), "form": form, "rule": row, "message": row.name}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = {"topic": given["topic"], "review_on": given["review_on"], "seen": given["version"]}
        try:
            if kept(form, lambda: actions.change(actor, rule_id, **told)):
                messages.success(request, _("Kept as you put it"))
                return to_rule(request, rule_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/conditions/rule_terms.html", shown, status=409)
    return render(request, "pages/conditions/rule_terms.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def looked_at(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    form = ReviewForm(request.POST)
    again_on: date | None = form.cleaned_data["review_on"] if form.is_valid() else None
    if form.is_valid() and kept(form, lambda: actions.looked_at(request.actor, rule_id, again_on=again_on)):
        messages.success(request, _("Noted: you talked about it today, and it stands"))
        return to_rule(request, rule_id)
    return rule_page(request, rule_id, Slips(review=form, status=422))


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    try:
        actions.remove(request.actor, rule_id)
    except Conflict:
        messages.error(
            request, _("Parties stand behind this rule, or it was seen at work. Propose other words instead.")
        )
        return to_rule(request, rule_id)
    messages.success(request, _("The proposal is gone"))
    return redirect("web:conditions", networks.network(request.actor).slug)


@in_network(Do.EDIT_ROOMS)
@require_POST
def settle(request: NetworkRequest, observation_id: UUID) -> HttpResponse:
    row = actions.settle(request.actor, observation_id)
    messages.success(request, _("Good: talked over and done"))
    return to_rule(request, row.rule_id)


def to_rule(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    return redirect("web:rule", networks.network(request.actor).slug, rule_id)


urlpatterns = [
    path("conditions/rules/new/", new, name="new_rule"),
    path("conditions/rules/<uuid:rule_id>/", rule, name="rule"),
    path("conditions/rules/<uuid:rule_id>/terms/", terms, name="rule_terms"),
    path("conditions/rules/<uuid:rule_id>/looked-at/", looked_at, name="rule_looked_at"),
    path("conditions/rules/<uuid:rule_id>/remove/", remove, name="remove_rule"),
    path("conditions/observations/<uuid:observation_id>/settle/", settle, name="settle_observation"),
]
