"""News: written by whoever takes part, let out by who leads."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.positioning import prose, queries
from vierspan.workspace.course.positioning.actions import agreeing, news
from vierspan.workspace.course.positioning.agreements import leave_of
from vierspan.workspace.course.positioning.queries import Post
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.forms.outward import PostForm
from vierspan.workspace.web.outward_frame import completed, frame, own_name, party_choices, person_typed, picture_reply
from vierspan.workspace.web.versions import both_versions


@in_network(Do.READ_ROOMS)
@require_GET
def every_post(request: NetworkRequest) -> HttpResponse:
    posts = queries.posts(request.actor)
    shown = frame(request, "news", message=_message(posts), posts=posts, profile=queries.profile(request.actor))
    return render(request, "pages/course/outward_news.html", shown)


def _message(posts: list[Post]) -> str:
    out, drafts = sum(each.state == "published" for each in posts), sum(each.state == "draft" for each in posts)
    if not posts:
        return _("No news yet")
    if drafts and not out:
        return ngettext("%(n)s draft, and nothing outside yet", "%(n)s drafts, and nothing outside yet", drafts) % {
            "n": drafts
        }
    return ngettext("%(n)s piece of news is out", "%(n)s pieces of news are out", out) % {"n": out}


@in_network(Do.LOG_OUTWARD)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    start = {"language": networks.network(request.actor).language, "author": own_name(request)}
    form = _form(request, start)
    if request.method == "POST" and form.is_valid():
        made = _kept(request, form)
        if made:
            messages.success(request, _("The draft is kept. Only participants see it."))
            return _to_post(request, made.pk)
    shown = frame(request, "news", message=_("What is the news?"), form=form)
    return render(request, "pages/course/outward_write.html", shown, status=422 if form.errors else 200)


def _form(request: NetworkRequest, initial: dict[str, Any]) -> PostForm:
    form = PostForm(request.POST or None, request.FILES or None, initial=initial, parties=party_choices(request))
    completed(request, form, "author")
    return form


def _kept(request: NetworkRequest, form: PostForm, found: Post | None = None) -> Post | None:
    """Written, or put right; None, with the reason in the form, when it cannot be."""
    written = _written(request, form)
    if written is None:
        return None
    try:
        if found is None:
            return news.write(request.actor, written)
        return news.rewrite(request.actor, found.pk, written, seen=form.cleaned_data["version"])
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return None


def _written(request: NetworkRequest, form: PostForm) -> news.Written | None:
    given = form.cleaned_data
    try:
        author = person_typed(request, given["author"])
    except LookupError:
        form.add_error("author", worded("nobody_by_that_name"))
        return None
    return news.Written(
        **{key: given[key] for key in ("title", "text", "language", "shown_on", "picture_words")},
        author=author,
        party=UUID(given["party"]) if given["party"] else None,
        picture=given["picture"].read() if given["picture"] else None,
    )


@in_network(Do.READ_ROOMS)
@require_GET
def one_post(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    return _post_page(request, post_id)


def _post_page(request: NetworkRequest, post_id: UUID, slip: str = "") -> HttpResponse:
    found = queries.post(request.actor, post_id)
    shown = frame(
        request,
        "news",
        message=found.title,
        post=found,
        text=prose.written(found.text),
        may_change=queries.may_change_post(request.actor, found),
        unasked=leave_of(found.network_id).named(found.title, found.text, found.picture_words),
        profile=queries.profile(request.actor),
        slip=slip,
    )
    return render(request, "pages/course/outward_post.html", shown, status=422 if slip else 200)


@in_network(Do.LOG_OUTWARD)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    found = queries.post(request.actor, post_id)
    if not queries.may_change_post(request.actor, found):
        raise NotAllowed("needs_lead_or_owner")
    form = _form(request, _as_it_stands(found))
    shown = frame(request, "news", message=found.title, post=found, form=form)
    if request.method == "POST" and form.is_valid():
        try:
            if _kept(request, form, found):
                messages.success(request, _("Kept as you put it"))
                return _to_post(request, post_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/course/outward_write.html", shown, status=409)
    return render(request, "pages/course/outward_write.html", shown, status=422 if form.errors else 200)


def _as_it_stands(found: Post) -> dict[str, Any]:
    plain = {key: getattr(found, key) for key in ("title", "text", "language", "shown_on", "picture_words")}
    author = found.author.name if found.author else ""
    return {**plain, "author": author, "party": str(found.party_id or ""), "version": version(found)}


def _wordings(request: NetworkRequest) -> dict[str, Any]:
    def named(value: Any) -> str:
        found = directory.names(request.actor, [value]) if value else {}
        return next((each.name for each in found.values()), _("(empty)"))

    return {"author_id": named, "party_id": named}


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def publish(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    found = queries.post(request.actor, post_id)
    named = leave_of(found.network_id).named(found.title, found.text, found.picture_words)
    told = set(request.POST.getlist("agreed"))
    try:
        for person in named:
            if str(person.pk) in told:
                agreeing.note_word(request.actor, person.pk, "yes")
        news.publish(request.actor, post_id)
    except Invalid as slip:
        return _post_page(request, post_id, worded(slip.reason))
    messages.success(request, _("Published"))
    return _to_post(request, post_id)


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def withdraw(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    news.withdraw(request.actor, post_id)
    messages.success(request, _("A draft again: outsiders no longer see it"))
    return _to_post(request, post_id)


@in_network(Do.LOG_OUTWARD)
@require_POST
def remove(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    news.remove(request.actor, post_id)
    messages.success(request, _("The post is gone"))
    return redirect("web:outward_news", slug=slug_of(request))


@in_network(Do.LOG_OUTWARD)
@require_POST
def drop_picture(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    news.drop_picture(request.actor, post_id)
    messages.success(request, _("The picture is gone"))
    return _to_post(request, post_id)


@in_network(Do.READ_ROOMS)
@require_GET
def picture(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    found = queries.post(request.actor, post_id)
    if found.picture is None:
        raise NotFound
    return picture_reply(found.picture, found.address)


def _to_post(request: NetworkRequest, post_id: UUID) -> HttpResponse:
    return redirect("web:outward_post", slug=slug_of(request), post_id=post_id)


urlpatterns = [
    path("course/outward/news/", every_post, name="outward_news"),
    path("course/outward/news/new/", new, name="write_post"),
    path("course/outward/news/<uuid:post_id>/", one_post, name="outward_post"),
    path("course/outward/news/<uuid:post_id>/edit/", edit, name="edit_post"),
    path("course/outward/news/<uuid:post_id>/publish/", publish, name="publish_post"),
    path("course/outward/news/<uuid:post_id>/withdraw/", withdraw, name="withdraw_post"),
    path("course/outward/news/<uuid:post_id>/remove/", remove, name="remove_post"),
    path("course/outward/news/<uuid:post_id>/picture/", picture, name="post_picture"),
    path("course/outward/news/<uuid:post_id>/picture/remove/", drop_picture, name="drop_post_picture"),
]
