"""Showing one's own mirror: to whom, what exactly, and taking it back; and the pages of who sees it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.insight import my_mirror as mirrors
from vierspan.workspace.leadership.profiles import actions, letters, queries
from vierspan.workspace.leadership.profiles.actions import Wish
from vierspan.workspace.leadership.questions.queries import who_may_choose_along
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.my_mirror import ShareForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.mirror_of_one_words import of_mirror


@in_network(Do.ASK_ABOUT_SELF)
@never_cache
@require_http_methods(["GET", "POST"])
def share(request: NetworkRequest) -> HttpResponse:
    """First what they would see, then the act itself."""
    actor = request.actor
    mine = {"shares": queries.mine(actor), "ended": queries.ended(actor), "me": actor.person_id}
    people = [(str(each.pk), each.name) for each in who_may_choose_along(actor)]
    form = ShareForm(request.POST or None, people=people, initial={"parts": ["own", "seen", "done", "palette"]})
    shown = frame(request, "my_mirror", _("To whom do you show your mirror?")) | mine | {"form": form}
    if request.method != "POST" or not form.is_valid():
        return _answer(request, shown, form)
    wish = Wish(**form.cleaned_data)
    if request.POST.get("go") == "share":
        row = kept(form, lambda: mirrors.share(actor, wish))
        if row is not None:
            messages.success(request, _("Shared. You can take it back at any time."))
            return redirect("web:share_mirror", slug=networks.network(actor).slug)
        return _answer(request, shown, form)
    seen = kept(form, lambda: mirrors.preview(actor, wish))
    if seen is None:
        return _answer(request, shown, form)
    who = dict(people).get(str(wish.person), wish.name)
    shown |= of_mirror(seen, queries.replies(actor), actor.language) | {"who": who, "is_preview": True}
    shown["message"] = _("This is exactly what %(name)s will see") % {"name": who}
    return render(request, "pages/leadership/my_mirror_preview.html", shown)


def _answer(request: NetworkRequest, shown: dict[str, object], form: ShareForm) -> HttpResponse:
    return render(request, "pages/leadership/my_mirror_share.html", shown, status=422 if form.errors else 200)


@in_network(Do.ASK_ABOUT_SELF)
@require_POST
def take_back(request: NetworkRequest, mirror_share_id: UUID) -> HttpResponse:
    actions.take_back(request.actor, mirror_share_id)
    messages.success(request, _("Taken back. It opens for them no more."))
    return redirect("web:share_mirror", slug=networks.network(request.actor).slug)


@in_network(Do.READ_DIRECTORY)
@never_cache
@require_GET
def shared(request: NetworkRequest, mirror_share_id: UUID) -> HttpResponse:
    """For its recipient, and for its owner to see what they see."""
    row = queries.shared(request.actor, mirror_share_id)
    shown = frame(request, "my_mirror", _("The mirror of %(name)s") % {"name": row.person.name})
    shown |= of_mirror(mirrors.shown(row), queries.replies_beside(row), request.actor.language) | {"row": row}
    return render(request, "pages/leadership/shared_mirror.html", shown)


@by_link(letters.MIRROR)
@require_GET
def by_letter(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    row = queries.by_link(link)
    language = getattr(request, "LANGUAGE_CODE", row.language)
    shown = of_mirror(mirrors.shown(row), queries.replies_beside(row), language)
    return render(request, "pages/leadership/mirror_link.html", shown | {"row": row, "link": link})


urlpatterns = [
    path("leadership/mine/share/", share, name="share_mirror"),
    path("leadership/mine/share/<uuid:mirror_share_id>/end/", take_back, name="take_back_mirror"),
    path("leadership/mine/shared/<uuid:mirror_share_id>/", shared, name="shared_mirror"),
]
open_urlpatterns = [path("link/mirror/<str:token>/", by_letter, name="mirror_link")]
