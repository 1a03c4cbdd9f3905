"""What somebody sets for themselves: name, language, theme."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.accounts import actions
from vierspan.workspace.web.access import PageRequest, open_to_all, signed_in
from vierspan.workspace.web.context import THEME_COOKIE
from vierspan.workspace.web.forms.account import ProfileForm
from vierspan.workspace.web.language import COOKIE, OFFERED

YEAR_SECONDS = 365 * 24 * 3600


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: PageRequest) -> HttpResponse:
    user = request.user
    form = ProfileForm(
        request.POST or None, initial={"name": user.name, "language": user.language, "theme": user.theme}
    )
    if request.method == "POST" and form.is_valid():
        actions.describe(user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your settings are kept"))
        response = redirect("web:profile")
        response.delete_cookie(THEME_COOKIE)
        return response
    return render(request, "pages/account/profile.html", {"form": form}, status=422 if form.errors else 200)


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
    path("language/", language, name="language"),
]
