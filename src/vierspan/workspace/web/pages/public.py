"""The public page of a network, for everybody: off until its leaders let it out, and then only what they chose.

No cookie is read or set, nothing runs in it, and where there is no page it looks as if there never was a network.
"""

from datetime import datetime, time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.course.positioning import prose, queries
from vierspan.workspace.course.positioning.press_kit import press_kit
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.harvest import public_page
from vierspan.workspace.harvest.public_page import Dispatch, Outside
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.outside_words import byline, outsider_page, public_ways
from vierspan.workspace.web.outward_frame import look_css, picture_reply


def _told(reply: HttpResponse, seen: Outside) -> HttpResponse:
    """A page that is taken back is gone at once; search engines come only where they may."""
    reply.headers["Content-Language"] = seen.language
    reply.headers["Cache-Control"] = "no-store"
    if not seen.profile.is_found:
        reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    return reply


@open_to_all
@require_safe
def page(request: HttpRequest, public_slug: str, language: str = "") -> HttpResponse:
    seen = public_page.page(public_slug, language)
    ways = public_ways(seen)
    with translation.override(seen.language):
        shown = outsider_page(seen, ways) | {"canonical": request.build_absolute_uri(ways.home(seen.language))}
        return _told(render(request, "pages/public/page.html", shown), seen)


@open_to_all
@require_safe
def post(request: HttpRequest, public_slug: str, address: str) -> HttpResponse:
    """In the language of the post, whichever the page itself is in."""
    seen, found = public_page.post(public_slug, address)
    ways = public_ways(seen)
    with translation.override(found.post.language):
        shown = outsider_page(seen, ways) | {
            "post": found.post,
            "by": byline(found),
            "text": prose.written(found.post.text),
            "picture": ways.picture(found.post.picture) if found.post.picture else "",
            "description": prose.plain(found.post.text, 200),
            "canonical": request.build_absolute_uri(ways.post(found)),
        }
        reply = _told(render(request, "pages/public/post.html", shown), seen)
    reply.headers["Content-Language"] = found.post.language
    return reply


@open_to_all
@require_safe
def feed(request: HttpRequest, public_slug: str) -> HttpResponse:
    """The news as an Atom feed."""
    seen = public_page.page(public_slug)
    if not seen.has_news:
        raise NotFound
    ways = public_ways(seen)
    home = request.build_absolute_uri(ways.home(seen.language))
    atom = Atom1Feed(
        title=seen.network.name,
        link=home,
        description=outsider_page(seen, ways)["description"],
        language=seen.language,
        feed_url=request.build_absolute_uri(ways.feed),
        feed_guid=home,
    )
    for each in seen.news:
        link = request.build_absolute_uri(ways.post(each))
        atom.add_item(
            title=each.post.title,
            link=link,
            description=prose.written(each.post.text),
            unique_id=link,
            pubdate=_moment(each),
            updateddate=each.post.changed_at,
            author_name=byline(each) or seen.network.name,
        )
    return _told(HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"), seen)


def _moment(each: Dispatch) -> datetime:
    """The beginning of the day on which it came out."""
    return datetime.combine(each.post.shown_on or clock.today(), time(), timezone.get_current_timezone())


@open_to_all
@require_safe
def kit(request: HttpRequest, public_slug: str) -> HttpResponse:
    seen = public_page.page(public_slug)
    if not seen.has_press_kit:
        raise NotFound
    pages = [public_page.page(public_slug, language) for language in seen.languages]
    file = File(f"{seen.network.slug}-press-kit.zip", "application/zip", press_kit(pages))
    return _told(download(file), seen)


@open_to_all
@require_safe
def picture(request: HttpRequest, public_slug: str, picture_id: UUID) -> HttpResponse:
    found = public_page.picture(public_slug, picture_id)
    return _told(picture_reply(found, public_slug), public_page.page(public_slug))


@open_to_all
@require_safe
def css(request: HttpRequest, public_slug: str) -> HttpResponse:
    seen = public_page.page(public_slug)
    return _told(look_css(queries.look(seen.network.pk)), seen)


urlpatterns = [
    path("p/<slug:public_slug>/", page, name="public_page"),
    path("p/<slug:public_slug>/look.css", css, name="public_css"),
    path("p/<slug:public_slug>/news.atom", feed, name="public_feed"),
    path("p/<slug:public_slug>/press-kit.zip", kit, name="public_kit"),
    path("p/<slug:public_slug>/news/<slug:address>/", post, name="public_post"),
    path("p/<slug:public_slug>/pictures/<uuid:picture_id>/", picture, name="public_picture"),
    path("p/<slug:public_slug>/<str:language>/", page, name="public_in"),
]
