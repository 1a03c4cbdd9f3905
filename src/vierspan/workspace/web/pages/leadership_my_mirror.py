"""The page of my mirror: for its person alone, until they show it to somebody."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.insight import my_deeds, my_mirror_paper
from vierspan.workspace.insight import my_mirror as mirrors
from vierspan.workspace.insight.my_mirror import MyMirror
from vierspan.workspace.leadership.profiles import queries
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.mirror_of_one_words import of_mirror
from vierspan.workspace.web.pages.leadership_my_mirror_sharing import urlpatterns as sharing

# With up to so many replies so many characters of each stand on the sheet, and lines to write on: it is one side of A4.
ROOM = ((0, 0, 6), (4, 80, 3), (len(mirrors.STATEMENTS), 44, 3))


@in_network(Do.READ_DIRECTORY)
@never_cache
@require_GET
def my_mirror(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    shown: dict[str, Any] = {"shared_with": queries.shared_with(actor)}
    if actor.person_id is None or not may(actor, Do.ASK_ABOUT_SELF):
        message = _("A mirror is of somebody")
        return render(request, "pages/leadership/my_mirror_nobody.html", frame(request, "my_mirror", message) | shown)
    mirror = mirrors.my_mirror(actor)
    shown |= of_mirror(mirror, queries.replies(actor), actor.language, my_deeds.evidence(actor))
    shown |= {"shares": queries.mine(actor), "is_mine": True, "me": actor.person_id}
    return render(request, "pages/leadership/my_mirror.html", frame(request, "my_mirror", _message(mirror)) | shown)


def _message(mirror: MyMirror) -> str:
    """What is the matter, as a question rather than a verdict."""
    if mirror.is_empty:
        return _("Your mirror is still empty")
    differing = [each for each in mirror.lines if each.stance and not each.stance.startswith("alike")]
    if differing:
        return _("You and others see it differently in some places")
    if mirror.own_on and mirror.seen_on:
        return _("You and others see much the same")
    if mirror.seen_on:
        return _("This is how others see you")
    return _("This is how you see yourself") if mirror.own_on else _("This is what you did")


@in_network(Do.ASK_ABOUT_SELF)
@require_POST
def reply(request: NetworkRequest) -> HttpResponse:
    """'This is not right', kept beside the statement; without words it goes. Back to where it was written."""
    about, said = request.POST.get("about", ""), request.POST.get("words", "").strip()
    try:
        mirrors.reply(request.actor, about, said)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    else:
        kept = _("Your reply stands beside it, for whoever sees it.")
        messages.success(request, kept if said else _("There is no reply beside it any more."))
    page = reverse("web:my_mirror", args=[networks.network(request.actor).slug])
    return redirect(f"{page}#mine-{about.partition('.')[2]}" if about in mirrors.STATEMENTS else page)


@in_network(Do.ASK_ABOUT_SELF)
@never_cache
@require_GET
def guide(request: NetworkRequest) -> HttpResponse:
    """One sheet of A4 to have a talk with."""
    actor = request.actor
    mirror = mirrors.my_mirror(actor)
    replies = queries.replies(actor)
    shown = of_mirror(mirror, replies, actor.language)
    shown |= {"network": networks.network(actor), "name": request.user.name}
    shown["room_for_a_reply"], lines = next(room for count, *room in ROOM if len(replies) <= count)
    shown |= {"lines": range(lines), "is_full": len(replies) > ROOM[-2][0]}
    body = render_to_string("paper/my_mirror_guide.html", shown, request=request)
    made = HttpResponse(my_mirror_paper.printed(body, actor.language), content_type=my_mirror_paper.MEDIA_TYPE)
    made.headers["Content-Disposition"] = f'attachment; filename="{_("conversation-guide")}.pdf"'
    return made


urlpatterns = [
    path("leadership/mine/", my_mirror, name="my_mirror"),
    path("leadership/mine/reply/", reply, name="mirror_reply"),
    path("leadership/mine/guide/", guide, name="mirror_guide"),
    *sharing,
]
