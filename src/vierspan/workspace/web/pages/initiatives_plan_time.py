"""Who has how much time, and when somebody is away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.speaking import spoken_for
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import availability, feeds
from vierspan.workspace.insight.planning_rows import capacity
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.planning import AwayForm, HoursForm, WeekForm
from vierspan.workspace.web.gathering_frame import tried
from vierspan.workspace.web.keeping import kept, slips
from vierspan.workspace.web.pages.people_named import anybody_meant
from vierspan.workspace.web.rooms import Place


def _message(actor: Actor) -> str:
    return _("How much time there is")


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    authorise(actor, Do.READ_TABLE_PLAN)
    hours, leads = queries.hours(actor), may(actor, Do.SET_UP_CONDITIONS)
    away = queries.away(actor)
    week = capacity(actor)
    named = directory.names(actor, [UUID(each) for each in week])
    own = hours.get(str(actor.person_id))
    return {
        "own": own,
        "hours_form": HoursForm(initial={"a_week": own.a_week if own else None}),
        "own_away": [each for each in away if each.person_id and each.person_id == actor.person_id],
        "away_form": AwayForm(),
        "closed": [each for each in away if not each.person_id and not each.party_id],
        "closed_form": AwayForm(auto_id="closed-%s"),
        "others": [(each, each.person or each.party) for each in away if each.person_id or each.party_id]
        if leads
        else [],
        "week_form": WeekForm(initial={"days": list(queries.workdays(actor))}),
        "leads": leads,
        "known": sorted((named[UUID(who)].name, week[who]) for who in week if who in hours and UUID(who) in named),
        "of_course": sorted(
            (named[UUID(who)].name, week[who]) for who in week if who not in hours and UUID(who) in named
        ),
        "of_parties": [
            (party, HoursForm(initial={"a_week": _of(hours, party)}, auto_id=f"party-{party.pk}-%s"))
            for party in (spoken_for(actor) if not leads else [])
        ],
        "has_feed": feeds.has_one(actor),
        "feed": request.session.pop("plan_feed", ""),
        "sub": "time",
    }


def _of(hours: Mapping[str, Any], party: Any) -> float | None:
    found = hours.get(str(party.pk))
    return found.a_week if found else None


@in_network(Do.READ_TABLE_PLAN)
@require_POST
def say_hours(request: NetworkRequest) -> HttpResponse:
    """Of oneself; of a party or person that is named, for who speaks for them."""
    form = HoursForm(request.POST)
    who = _who(request)
    if who is None:
        messages.error(request, _("Nobody here has that name. Choose from the list, or add them first."))
    elif form.is_valid() and kept(
        form, lambda: [availability.say_hours(request.actor, who, form.cleaned_data["a_week"])]
    ):
        messages.success(request, _("Kept"))
    else:
        messages.error(request, slips(form))
    return _back(request)


@in_network(Do.READ_TABLE_PLAN)
@require_POST
def say_away(request: NetworkRequest) -> HttpResponse:
    form = AwayForm(request.POST)
    is_closed = "closed" in request.POST
    who = None if is_closed else _who(request)
    if who is None and not is_closed:
        messages.error(request, _("Nobody here has that name. Choose from the list, or add them first."))
    elif form.is_valid() and kept(form, lambda: availability.say_away(request.actor, who, **form.cleaned_data)):
        messages.success(request, _("Kept"))
    else:
        messages.error(request, slips(form))
    return _back(request)


def _who(request: NetworkRequest) -> UUID | None:
    """Who is named, else oneself."""
    try:
        if given := request.POST.get("who_id", ""):
            return UUID(given)
    except ValueError:
        return None
    if name := request.POST.get("who", "").strip():
        found = anybody_meant(request.actor, name)
        return found.id if found else None
    return request.actor.person_id


@in_network(Do.READ_TABLE_PLAN)
@require_POST
def not_away(request: NetworkRequest, away_id: UUID) -> HttpResponse:
    availability.not_away(request.actor, away_id)
    messages.success(request, _("Taken away"))
    return _back(request)


@in_network(Do.SET_UP_CONDITIONS)
@require_POST
def work_on(request: NetworkRequest) -> HttpResponse:
    form = WeekForm(request.POST)
    if form.is_valid() and tried(request, lambda: availability.work_on(request.actor, form.cleaned_data["days"])):
        messages.success(request, _("Kept"))
    else:
        messages.error(request, _("Choose at least one day."))
    return _back(request)


@in_network(Do.READ_TABLE_PLAN)
@require_POST
def feed(request: NetworkRequest) -> HttpResponse:
    """A calendar address of one's own; it is shown once, and ends the one before it."""
    if "end" in request.POST:
        feeds.end(request.actor)
        messages.success(request, _("The address no longer works"))
    elif request.actor.person_id is None:
        messages.error(request, _("Your account is not tied to a person of this network yet."))
    else:
        request.session["plan_feed"] = feeds.make(request.actor)
    reply = _back(request)
    reply["Location"] += "#calendar"
    return reply


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:tables_time", slug=networks.network(request.actor).slug)


PLACES: tuple[Place, ...] = (
    Place(
        name="tables_time",
        at="tables/time/",
        label=gettext_lazy("Time there is"),
        message=_message,
        lead=gettext_lazy(
            "Say how many hours you have for the network and when you are away; then nobody plans past you."
        ),
        template="pages/plan/time.html",
        more=_more,
        under="tables",
    ),
)
urlpatterns = [
    path("initiatives/tables/time/hours/", say_hours, name="say_hours"),
    path("initiatives/tables/time/away/", say_away, name="say_away"),
    path("initiatives/tables/time/away/<uuid:away_id>/remove/", not_away, name="not_away"),
    path("initiatives/tables/time/week/", work_on, name="work_on"),
    path("initiatives/tables/time/feed/", feed, name="steps_feed_turn"),
]
