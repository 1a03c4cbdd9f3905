"""What outsiders see: chosen by who leads, looked at as an outsider, and let out or taken back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.actions import page as actions
from vierspan.workspace.course.positioning.press_kit import press_kit
from vierspan.workspace.course.positioning.queries import Profile
from vierspan.workspace.directory.versions import Changed, Difference
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.harvest import public_page
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.outward import ShowForm, WordsForm
from vierspan.workspace.web.outside_words import outsider_page, preview_ways
from vierspan.workspace.web.outward_frame import frame
from vierspan.workspace.web.templatetags.vierspan import short_day
from vierspan.workspace.web.versions import Wording, both_versions


@in_network(Do.PUBLISH_OUTWARD)
@require_http_methods(["GET", "POST"])
def show(request: NetworkRequest) -> HttpResponse:
    """By choice per field what stands on the page."""
    profile = queries.profile(request.actor)
    form = _show_form(request, profile)
    shown = frame(request, "page", message=_message(profile), profile=profile, form=form, public=_public(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_what_shows(request.actor, _chosen(form), seen=form.cleaned_data["version"])
        except Changed as changed:
            shown["versions"] = both_versions(form, _as_in_the_form(changed), _wordings(form))
            form.data = _again(request, changed.version)
            return render(request, "pages/course/outward_page.html", shown, status=409)
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            messages.success(request, _("Kept. Look at it as an outsider."))
            return redirect("web:preview_page", slug=slug_of(request))
    return render(request, "pages/course/outward_page.html", shown, status=422 if form.errors else 200)


def _message(profile: Profile) -> str:
    if profile.is_published:
        return _("Your page is public")
    return _("Your page is not public") if profile.fields else _("What may outsiders see?")


def _public(request: NetworkRequest) -> str:
    return request.build_absolute_uri(reverse("web:public_page", args=[slug_of(request)]))


def _show_form(request: NetworkRequest, profile: Profile) -> ShowForm:
    actor = request.actor
    agreed = [each.person for each in queries.agreements(actor) if each.agrees]
    first = {
        "fields_shown": profile.fields,
        "languages": profile.languages or [networks.network(actor).language],
        "parties": [str(each) for each in queries.shown_parties(actor)],
        "gatherings": [str(each) for each in queries.shown_gatherings(actor)],
        "contact_email": profile.contact_email,
        "contact_person": str(profile.contact_person_id or ""),
        "is_found": profile.is_found,
        "version": queries.seen_of(profile),
    }
    return ShowForm(
        request.POST or None,
        initial=first,
        parties=[(str(each.pk), each.name) for each in queries.members_today(actor)],
        gatherings=[
            (str(each.pk), f"{each.name} ({short_day(each.held_on)})") for each in public_page.gatherings_to_come(actor)
        ],
        people=[(str(person.pk), person.name) for person in agreed],
    )


def _chosen(form: ShowForm) -> actions.Chosen:
    given = form.cleaned_data
    return actions.Chosen(
        fields=given["fields_shown"],
        languages=given["languages"],
        contact_email=given["contact_email"],
        contact_person=UUID(given["contact_person"]) if given["contact_person"] else None,
        is_found=given["is_found"],
        parties=[UUID(each) for each in given["parties"]],
        gatherings=[UUID(each) for each in given["gatherings"]],
    )


def _again(request: NetworkRequest, now: str) -> Any:
    """What was sent, with the version that both texts were shown of."""
    sent = request.POST.copy()
    sent["version"] = now
    return sent


def _as_in_the_form(changed: Changed) -> Changed:
    """What is shown has another name in the form, for a form has fields of its own."""
    renamed = {"fields": "fields_shown", "contact_person_id": "contact_person"}
    apart = (Difference(renamed.get(each.column, each.column), each.theirs, each.yours) for each in changed.differences)
    return Changed(changed.row, tuple(apart))


def _wordings(form: ShowForm) -> dict[str, Wording]:
    """By name, and not by what stands for it in the form."""

    def wording(name: str) -> Wording:
        names = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", ())}

        def worded_by_name(value: Any) -> str:
            several = value if isinstance(value, list) else [value]
            return ", ".join(names.get(str(each), str(each)) for each in several if each) or _("(empty)")

        return worded_by_name

    return {name: wording(name) for name in ("fields_shown", "languages", "parties", "gatherings", "contact_person")}


@in_network(Do.PUBLISH_OUTWARD)
@require_http_methods(["GET", "POST"])
def words(request: NetworkRequest) -> HttpResponse:
    """The network in its own words, in each language."""
    profile = queries.profile(request.actor)
    first = {**profile.words, "version": queries.seen_of(profile)}
    form = WordsForm(request.POST or None, initial=first)
    by_language = [(key, str(name), form.of(key)) for key, name in settings.LANGUAGES]
    shown = frame(request, "page", message=_("You in your own words"), profile=profile, form=form, groups=by_language)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_words(request.actor, form.words(), seen=form.cleaned_data["version"])
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = _again(request, changed.version)
            return render(request, "pages/course/outward_words.html", shown, status=409)
        messages.success(request, _("Your words are kept"))
        return redirect("web:public_page_chosen", slug=slug_of(request))
    return render(request, "pages/course/outward_words.html", shown, status=422 if form.errors else 200)


@in_network(Do.READ_OUTWARD)
@require_GET
def preview(request: NetworkRequest) -> HttpResponse:
    """The page exactly as outsiders see it, with a bar above it for who looks ahead."""
    return _preview(request)


def _preview(request: NetworkRequest, slip: str = "") -> HttpResponse:
    seen = public_page.preview(request.actor, request.GET.get("language", ""))
    reader = translation.get_language()
    with translation.override(seen.language):
        shown = outsider_page(seen, preview_ways(seen)) | {"is_preview": True, "slip": slip, "reader_language": reader}
        return render(request, "pages/public/page.html", shown, status=422 if slip else 200)


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def publish(request: NetworkRequest) -> HttpResponse:
    try:
        actions.publish(request.actor)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return redirect("web:public_page_chosen", slug=slug_of(request))
    messages.success(request, _("Your page is public"))
    return redirect("web:public_page_chosen", slug=slug_of(request))


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def withdraw(request: NetworkRequest) -> HttpResponse:
    actions.withdraw(request.actor)
    messages.success(request, _("Nobody outside sees your page any more"))
    return redirect("web:public_page_chosen", slug=slug_of(request))


@in_network(Do.READ_OUTWARD)
@require_GET
def kit(request: NetworkRequest) -> HttpResponse:
    """For who takes part, also where outsiders do not get it."""
    first = public_page.preview(request.actor)
    pages = [public_page.preview(request.actor, language) for language in first.languages]
    return download(File(f"{first.network.slug}-press-kit.zip", "application/zip", press_kit(pages)))


urlpatterns = [
    path("course/outward/page/", show, name="public_page_chosen"),
    path("course/outward/page/words/", words, name="public_page_words"),
    path("course/outward/page/preview/", preview, name="preview_page"),
    path("course/outward/page/publish/", publish, name="publish_page"),
    path("course/outward/page/withdraw/", withdraw, name="withdraw_page"),
    path("course/outward/press-kit/", kit, name="press_kit"),
]
