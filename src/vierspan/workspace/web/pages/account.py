"""What somebody sets for themselves: name, language, theme, and the keys of their programs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.accounts import actions, tokens
from vierspan.workspace.web.access import PageRequest, open_to_all, signed_in
from vierspan.workspace.web.context import THEME_COOKIE
from vierspan.workspace.web.forms.account import KeyForm, ProfileForm
from vierspan.workspace.web.language import COOKIE, OFFERED

YEAR_SECONDS = 365 * 24 * 3600
FOR_PROGRAMS = "for-programs"  # where the keys stand on the page


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: PageRequest) -> HttpResponse:
    user = request.user
    form = _profile_form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.describe(user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your settings are kept"))
        response = redirect("web:profile")
        response.delete_cookie(THEME_COOKIE)
        return response
    return _profile_page(request, form, KeyForm())


def _profile_form(request: PageRequest, given: QueryDict | None = None) -> ProfileForm:
    user = request.user
    return ProfileForm(given, initial={"name": user.name, "language": user.language, "theme": user.theme})


def _profile_page(request: PageRequest, form: ProfileForm, key_form: KeyForm, token: str = "") -> HttpResponse:
    shown = {
        "form": form,
        "key_form": key_form,
        "keys": tokens.listed(request.user),
        "token": token,
        "networks_address": request.build_absolute_uri(reverse("api:networks")),
    }
    has_errors = form.errors or key_form.errors
    return render(request, "pages/account/profile.html", shown, status=422 if has_errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def make_key(request: PageRequest) -> HttpResponse:
    """The new key stands in the reply itself: nowhere else is it ever written down."""
    if request.method == "GET":
        return _back_to_keys()
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _profile_page(request, _profile_form(request), form)
    token = tokens.make(request.user, name=form.cleaned_data["name"])
    return _profile_page(request, _profile_form(request), KeyForm(), token)


@signed_in
@require_http_methods(["GET", "POST"])
def end_key(request: PageRequest, token_id: UUID) -> HttpResponse:
    """Asks first; pressing the button ends it."""
    key = tokens.one(request.user, token_id)
    if request.method == "GET":
        return render(request, "pages/account/end_key.html", {"key": key})
    tokens.revoke(request.user, token_id)
    messages.success(request, _("The key no longer works"))
    return _back_to_keys()


def _back_to_keys() -> HttpResponse:
    return redirect(f"{reverse('web:profile')}#{FOR_PROGRAMS}")


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in the other language, on the same page."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if back and is_ours else "/")
    if chosen in OFFERED:
        response.set_cookie(COOKIE, chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure())
        if request.user.is_authenticated:
            user = request.user
            actions.describe(user, name=user.name, language=chosen, theme=user.theme)
    return response


urlpatterns = [
    path("me/", profile, name="profile"),
    path("me/keys/", make_key, name="make_key"),
    path("me/keys/<uuid:token_id>/end/", end_key, name="end_key"),
    path("language/", language, name="language"),
]
