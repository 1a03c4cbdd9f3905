"""One activity: brought in within a minute, put right, stopped; and all that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import coherence, queries
from vierspan.workspace.course.actions import activities as actions
from vierspan.workspace.course.actions import judging
from vierspan.workspace.course.actions.activities import Serving, Shape
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.directory.suggestions import party_choices
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.course_names import Mark, judge_choices, mark, plain, square_at
from vierspan.workspace.web.forms.course import ActivityForm, Around, ScoresForm
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.people_who import posted
from vierspan.workspace.web.records import record
from vierspan.workspace.web.versions import both_versions

PLAIN = ("name", "hours", "since", "until", "state")


@dataclass(frozen=True)
class Editing:
    """An activity on its way: new, or standing here already."""

    request: NetworkRequest
    row: Any = None

    @property
    def actor(self) -> Actor:
        return self.request.actor

    @cached_property
    def form(self) -> ActivityForm:
        return ActivityForm(posted(self.request), around=self._around(), first=self._first())

    def _around(self) -> Around:
        others = [each for each in queries.activities(self.actor) if self.row is None or each.pk != self.row.pk]
        is_new = self.row is None
        return Around(
            parties=party_choices(self.actor),
            own=frozenset(map(str, own_parties(self.actor))),
            themes=[(str(each.pk), each.name) for each in queries.themes(self.actor)] if is_new else (),
            activities=[(str(each.pk), each.name) for each in others],
            states=list(words.choice_labels("activity_states", self.actor.language).items()),
            judges=judge_choices(coherence.judges(self.actor)) if is_new else (),
        )

    def _first(self) -> Mapping[str, Any]:
        if self.row is None:
            return self._prefilled()
        owner = self.row.owner.name if self.row.owner else ""
        kept = {column: getattr(self.row, column) for column in (*PLAIN, "parties", "feeds")}
        return {**kept, "hours": plain(self.row.hours), "owner": owner, "version": version(self.row)}

    def _prefilled(self) -> Mapping[str, Any]:
        """My party, myself, and the theme whose page one came from."""
        own = [str(each) for each in own_parties(self.actor)]
        oneself = directory.names(self.actor, [self.actor.person_id] if self.actor.person_id else [])
        return {
            "parties": own,
            "owner": next((each.name for each in oneself.values()), ""),
            "state": "running",
            "since": clock.today(),
            "serves": self.request.GET.get("theme", ""),
        }

    def shape(self) -> Shape | None:
        """What the form says; None, with the reason in the form, where the owner's name says too little."""
        given = self.form.cleaned_data
        owner_id = self._owner_id(given["owner"])
        if given["owner"].strip() and owner_id is None:
            self.form.add_error("owner", worded("nobody_by_that_name"))
            return None
        kept = {column: given[column] for column in PLAIN}
        return Shape(**kept, owner_id=owner_id, parties=tuple(given["parties"]), feeds=tuple(given["feeds"]))

    def _owner_id(self, name: str) -> UUID | None:
        standing = self.row.owner if self.row else None
        if standing and name == standing.name:
            return UUID(str(standing.pk))
        meant = people_named.person_meant(self.actor, name) if name.strip() else None
        return meant.id if meant else None

    def serving(self) -> Serving | None:
        if "judged_by" not in self.form.fields:
            return None
        judge = as_judge(self.form.cleaned_data["judged_by"]) if self.form.cleaned_data["judged_by"] else self._judge()
        return Serving(judge, self.form.scores())

    def _judge(self) -> UUID | None:
        return coherence.judges(self.actor)[0].id

    def kept(self, write: Any) -> Any:
        """What was written; None, with the reason beside its field, where it cannot be kept."""
        try:
            return write()
        except Invalid as slip:
            self.form.add_error(slip.field if slip.field in self.form.fields else None, worded(slip.reason))
            return None


def as_judge(key: str) -> UUID | None:
    """Raises Invalid for what is nobody's key."""
    if key in ("", "-"):
        return None
    try:
        return UUID(key)
    except ValueError:
        raise Invalid("judged_by", "unknown_choice") from None


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    editing = Editing(request)
    form = editing.form
    if request.method == "POST" and form.is_valid():
        shape = editing.shape()
        if shape and (made := editing.kept(lambda: actions.add(request.actor, shape, editing.serving()))):
            undo = reverse("web:remove_activity", args=[slug_of(request), made.pk])
            may_undo = may(request.actor, Do.TAKE_FROM_COURSE, owner_id=made.owner_id)
            messages.success(request, _("The activity is on the list"), extra_tags=undo if may_undo else "")
            return _to(request, made.pk)
    shown = frame(request, "activities", form=form, message=_("What do you do?"), is_new=True)
    return render(request, "pages/course/activity_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    editing = Editing(request, queries.activity(request.actor, activity_id))
    form, shown = editing.form, frame(request, "activities", form=editing.form)
    shown |= {"activity": editing.row, "message": editing.row.name}
    if request.method == "POST" and form.is_valid() and (shape := editing.shape()):
        seen = form.cleaned_data["version"]
        try:
            if editing.kept(lambda: actions.change(request.actor, activity_id, shape, seen=seen)):
                messages.success(request, _("The activity is kept as you put it"))
                return _to(request, activity_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request, form))
            typed = request.POST.copy()
            typed["version"] = changed.version
            form.data = typed
            return render(request, "pages/course/activity_edit.html", shown, status=409)
    return render(request, "pages/course/activity_edit.html", shown, status=422 if form.errors else 200)


def _wordings(request: NetworkRequest, form: ActivityForm) -> Mapping[str, Any]:
    def person(value: Any) -> str:
        return next((each.name for each in directory.names(request.actor, [value] if value else []).values()), "")

    def several(field: str) -> Any:
        labels = dict(form.fields[field].choices)  # type: ignore[attr-defined]
        return lambda values: ", ".join(str(labels.get(each, each)) for each in values)

    return {"owner_id": person, "parties": several("parties"), "feeds": several("feeds")}


@in_network(Do.READ_ROOMS)
@require_GET
def activity(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    found = queries.activity(request.actor, activity_id)
    slug, serves = slug_of(request), _serves(request, activity_id)
    fed_by = [each for each in queries.activities(request.actor) if str(activity_id) in each.feeds]
    shown = frame(
        request,
        "activities",
        activity=found,
        message=_message(found, serves),
        serves=serves,
        fed_by=fed_by,
        told=record(request.actor, slug, "activities", activity_id).told,
        judged=sum(mark.count for _theme, mark in serves),
        may_remove=may(request.actor, Do.TAKE_FROM_COURSE, owner_id=found.owner_id),
    )
    return render(request, "pages/course/activity.html", shown)


def _serves(request: NetworkRequest, activity_id: UUID) -> list[tuple[Any, Mark]]:
    slug, judged = slug_of(request), coherence.judged_squares(request.actor)
    own = coherence.own_judges(request.actor)
    rows = [
        (theme, mark(square_at(slug, activity_id, theme.pk), judged.get((activity_id, theme.pk)), own))
        for theme in queries.themes(request.actor)
    ]
    return sorted(rows, key=lambda row: -(row[1].mean or 0))


def _message(found: Any, serves: list[tuple[Any, Mark]]) -> str:
    if found.state == "stopped":
        return _("%(name)s: you stopped this") % {"name": found.name}
    clear = [theme.name for theme, mark in serves if (mark.mean or 0) >= coherence.CLEAR]
    if not clear:
        return _("%(name)s serves no theme yet") % {"name": found.name}
    more = len(clear) - 1
    if not more:
        return _("%(name)s serves %(theme)s") % {"name": found.name, "theme": clear[0]}
    told = ngettext("%(name)s serves %(theme)s and one more", "%(name)s serves %(theme)s and %(n)s more", more)
    return told % {"name": found.name, "theme": clear[0], "n": more}


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def judge(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    """All themes at once, in one name."""
    actor, found = request.actor, queries.activity(request.actor, activity_id)
    judges = coherence.judges(actor)
    given = request.POST.get("as", "") or request.GET.get("as", "")
    chosen = as_judge(given) if given else judges[0].id
    judging.may_judge_as(actor, chosen)
    themes = [(str(each.pk), each.name) for each in queries.themes(actor)]
    form = ScoresForm(posted(request), themes=themes, first=_said(actor, activity_id, chosen))
    if request.method == "POST" and form.is_valid():
        judging.judge_all(actor, activity_id, chosen, form.scores())
        messages.success(request, _("Your scores are kept"))
        return _to(request, activity_id)
    shown = frame(request, "activities", activity=found, form=form, message=found.name)
    shown |= {"judges": judge_choices(judges), "chosen": str(chosen) if chosen else "-"}
    return render(request, "pages/course/activity_judge.html", shown, status=422 if form.errors else 200)


def _said(actor: Actor, activity_id: UUID, judge: UUID | None) -> dict[str, int]:
    judged = coherence.judged_squares(actor)
    mine = {square[1]: cell.by(frozenset([judge])) for square, cell in judged.items() if square[0] == activity_id}
    return {str(theme): score for theme, score in mine.items() if score is not None}


@in_network(Do.EDIT_ROOMS)
@require_POST
def stop(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    try:
        actions.stop(request.actor, activity_id)
    except Conflict:
        messages.error(request, _("This was stopped already"))
    else:
        undo = reverse("web:go_on_with_activity", args=[slug_of(request), activity_id])
        messages.success(request, _("Stopped as of today. What was judged of it stays."), extra_tags=undo)
    return _to(request, activity_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def go_on(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    actions.go_on(request.actor, activity_id)
    messages.success(request, _("It goes on"))
    return _to(request, activity_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    actions.remove(request.actor, activity_id)
    messages.success(request, _("The activity is gone"))
    return redirect("web:activities", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_GET
def owner_names(request: NetworkRequest) -> HttpResponse:
    """The people that the words typed so far could mean, to complete them."""
    hits = people_named.suggested(request.actor, request.GET.get("owner", ""), kind="person")
    return render(request, "parts/ties/names.html", {"hits": hits})


def _to(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    return redirect("web:activity", slug=slug_of(request), activity_id=activity_id)


urlpatterns = [
    path("course/activities/new/", new, name="new_activity"),
    path("course/activities/names/", owner_names, name="activity_owner_names"),
    path("course/activities/<uuid:activity_id>/", activity, name="activity"),
    path("course/activities/<uuid:activity_id>/edit/", edit, name="edit_activity"),
    path("course/activities/<uuid:activity_id>/judge/", judge, name="judge_activity"),
    path("course/activities/<uuid:activity_id>/stop/", stop, name="stop_activity"),
    path("course/activities/<uuid:activity_id>/go-on/", go_on, name="go_on_with_activity"),
    path("course/activities/<uuid:activity_id>/remove/", remove, name="remove_activity"),
]
