"""Noting an act in ten seconds, and the feed of what was done."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.acts import actions
from vierspan.workspace.acts.guess import guess
from vierspan.workspace.acts.queries import Wanted
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.acts import ORIENTATIONS, FeedForm, NoteForm
from vierspan.workspace.web.pages import act_lines, people_named
from vierspan.workspace.web.templatetags.vierspan import room_name

TAKEN_BACK = "note_taken_back"


def note_box(request: NetworkRequest, form: NoteForm | None = None) -> dict[str, Any]:
    """What the box to note an act shows; the words of a note just taken back stand in it again."""
    if not may(request.actor, Do.NOTE_ACT):
        return {}
    taken_back = request.session.pop(TAKEN_BACK, "")
    shown = form or NoteForm(initial={"text": taken_back}, parties=_own_parties(request.actor))
    return {"note_form": shown, "note_picked": _picked(request, form), "today_is": clock.today()}


def _picked(request: NetworkRequest, form: NoteForm | None) -> list[Any]:
    """Who were chosen before something else was found wrong."""
    return list(directory.names(request.actor, form.chosen_ids()).values()) if form else []


def _own_parties(actor: Actor) -> list[tuple[str, str]]:
    if actor.person_id is None:
        return []
    me = directory.person(actor, actor.person_id)
    own = [me.party, *[each.party for each in directory.affiliations_of(actor, actor.person_id)]]
    return list({str(party.pk): party.name for party in own if party}.items())


@in_network(Do.NOTE_ACT)
@require_POST
def note(request: NetworkRequest) -> HttpResponse:
    form = NoteForm(request.POST, parties=_own_parties(request.actor))
    act = _noted(request, form) if form.is_valid() else None
    if act is None:
        return _still_to_mend(request, form)
    said = _("Noted under %(room)s") % {"room": room_name(act.orientation)}
    if not request.htmx:
        messages.success(request, said)
        return redirect("web:today", slug=networks.network(request.actor).slug)
    shown = note_box(request) | {"saved": act, "toast": said, "others": ORIENTATIONS} | _latest(request)
    return render(request, "parts/acts/noted.html", shown)


def _noted(request: NetworkRequest, form: NoteForm) -> Any:
    """The act as kept; None, with the reason in the form, when it cannot be."""
    given = form.cleaned_data
    found = people_named.named(request.actor, form.typed_names())
    if found.unknown:
        names = ", ".join(found.unknown)
        form.add_error("with_whom", _("Whom do you mean by %(names)s? Choose from the list.") % {"names": names})
        return None
    touched = [*form.chosen_ids(), *found.ids]
    known = directory.names(request.actor, touched)
    try:
        return actions.note(
            request.actor,
            given["text"],
            orientation=given["orientation"],
            done_on=given["done_on"],
            party=given["party"],
            touched=[each for each in dict.fromkeys(touched) if each in known],
        )
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return None


def _still_to_mend(request: NetworkRequest, form: NoteForm) -> HttpResponse:
    page = "parts/acts/note.html" if request.htmx else "pages/acts/note.html"
    return render(request, page, note_box(request, form), status=422)


def _latest(request: NetworkRequest) -> dict[str, Any]:
    return {"latest": act_lines.latest(request.actor)} if may(request.actor, Do.READ_FACTS) else {}


@in_network(Do.NOTE_ACT)
@require_GET
def guessed(request: NetworkRequest) -> HttpResponse:
    """Which orientation the words so far speak of."""
    text = request.GET.get("text", "").strip()
    return JsonResponse({"orientation": guess(text).orientation if text else ""})


@in_network(Do.NOTE_ACT)
@require_GET
def names(request: NetworkRequest) -> HttpResponse:
    """The people and parties that the words typed so far could mean, as buttons to choose."""
    kind = request.GET.get("kind", "")
    typed = request.GET.get("with_whom") or request.GET.get("name", "")
    asked = typed.rsplit(",", 1)[-1]
    return render(request, "parts/acts/names.html", {"hits": people_named.suggested(request.actor, asked, kind=kind)})


@in_network(Do.NOTE_ACT)
@require_POST
def say_which(request: NetworkRequest, act_id: UUID) -> HttpResponse:
    act = actions.say_which(request.actor, act_id, request.POST.get("orientation", ""))
    said = _("Noted under %(room)s") % {"room": room_name(act.orientation)}
    if not request.htmx:
        messages.success(request, said)
        return came_from(request)
    shown = note_box(request) | {"saved": act, "toast": said, "others": ORIENTATIONS} | _latest(request)
    return render(request, "parts/acts/noted.html", shown)


@in_network(Do.NOTE_ACT)
@require_POST
def undo(request: NetworkRequest, act_id: UUID) -> HttpResponse:
    request.session[TAKEN_BACK] = actions.undo(request.actor, act_id)
    messages.success(request, _("Taken back. Your words stand in the box again."))
    return redirect("web:today", slug=networks.network(request.actor).slug)


def came_from(request: NetworkRequest) -> HttpResponse:
    """Back to the page of this site where the button stood."""
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure()):
        return redirect(before)
    return redirect("web:today", slug=networks.network(request.actor).slug)


def _wanted(request: NetworkRequest, form: FeedForm) -> Wanted:
    """The filters of the address; what does not make sense filters nothing, and the form says so."""
    orientation = request.GET.get("orientation", "")
    orientation = orientation if orientation in dict(ORIENTATIONS) else ""
    if not form.is_valid():
        return Wanted()
    since, until = form.period()
    return Wanted(
        orientation=orientation,
        kinds=words.kinds_of(orientation) if orientation else (),
        who=_who(request, form),
        since=since,
        until=until,
        search=form.cleaned_data["search"],
    )


def _who(request: NetworkRequest, form: FeedForm) -> UUID | None:
    name = form.cleaned_data["who"]
    if not name:
        return None
    meant = people_named.anybody_meant(request.actor, name)
    if meant is None:
        form.add_error("who", _("Whom do you mean by %(names)s? Choose from the list.") % {"names": name})
        return None
    return meant.id


@in_network(Do.READ_FACTS)
@require_GET
def feed(request: NetworkRequest) -> HttpResponse:
    form = FeedForm(request.GET)
    wanted = _wanted(request, form)
    number = request.GET.get("page", "1")
    shown = {
        "form": form,
        "page": act_lines.feed(request.actor, wanted, page=int(number) if number.isdecimal() else 1),
        "orientation": wanted.orientation,
        "orientations": ORIENTATIONS,
        "is_filtered": wanted != Wanted(),
        "query": _query(request),
        "may_note": may(request.actor, Do.NOTE_ACT),
    }
    return render(request, "pages/acts/feed.html", shown, status=422 if form.errors else 200)


def _query(request: NetworkRequest) -> str:
    """The filters without the page and the orientation, to build addresses with."""
    kept = request.GET.copy()
    for name in ("page", "orientation"):
        kept.pop(name, None)
    return kept.urlencode()


@in_network(Do.EXPORT_NETWORK)
@require_GET
def feed_csv(request: NetworkRequest) -> HttpResponse:
    """The filtered feed, whole, for a spreadsheet."""
    wanted = _wanted(request, FeedForm(request.GET))
    text = io.StringIO(newline="")
    sheet = csv.writer(text, delimiter=";" if request.actor.language == "nl" else ",")
    sheet.writerow([_("Day"), _("Who"), _("Party"), _("Act"), _("About"), _("With"), _("Orientation"), _("Note")])
    sheet.writerows([plain(cell) for cell in _row(line)] for line in _all_lines(request.actor, wanted))
    reply = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    slug = networks.network(request.actor).slug
    reply["Content-Disposition"] = f'attachment; filename="{slug}-{clock.today():%Y-%m-%d}-{_("acts")}.csv"'
    return reply


def _all_lines(actor: Actor, wanted: Wanted) -> Iterator[act_lines.ActLine]:
    page = act_lines.feed(actor, wanted)
    yield from page.rows
    while page.has_next:
        page = act_lines.feed(actor, wanted, page=page.number + 1)
        yield from page.rows


def _row(line: act_lines.ActLine) -> list[str]:
    who, party, touched = (", ".join(ref.name for ref in refs) for refs in (line.who, line.party, line.touched))
    room = room_name(line.orientation) if line.orientation else ""
    return [line.day.isoformat(), who, party, line.what, line.subject, touched, room, line.note]


def plain(cell: str) -> str:
    """Text that a spreadsheet takes for text, never for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


urlpatterns = [
    path("acts/", feed, name="acts"),
    path("acts/csv/", feed_csv, name="acts_csv"),
    path("acts/note/", note, name="note"),
    path("acts/guess/", guessed, name="note_guess"),
    path("acts/names/", names, name="note_names"),
    path("acts/<uuid:act_id>/which/", say_which, name="say_which"),
    path("acts/<uuid:act_id>/undo/", undo, name="undo_act"),
]
