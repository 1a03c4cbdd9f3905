"""Signing in and out. Opening a link changes nothing; only a press on the button does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.accounts import sign_in as accounts
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.forms.sign_in import AddressForm, CodeForm

NEXT = "sign_in_next"


def _safe(request: HttpRequest, address: str) -> str:
    """The address when it is on this site, else the start."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and is_ours else "/"


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_safe(request, request.GET.get("next", "")))
    if "next" in request.GET:
        request.session[NEXT] = _safe(request, request.GET["next"])
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.ask(request, form.cleaned_data["email"], language=get_language() or "nl")
            return redirect("web:sign_in_code")
        except accounts.TooManyCodes:
            form.add_error(None, _("We sent several codes already. Wait a quarter of an hour, then ask again."))
    return render(request, "pages/sign_in/ask.html", {"form": form}, status=422 if form.errors else 200)


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    email = accounts.pending_address(request)
    if email is None:
        return _over(request)
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            return accounts.enter(request, form.cleaned_data["code"], then=request.session.get(NEXT, "/"))
        except accounts.WrongCode:
            form.add_error("code", _("This is not the code that we mailed. Look again; the newest mail counts."))
        except accounts.CodeOver:
            return _over(request)
    shown = {"form": form, "email": email, "from_link": "code" in request.GET}
    return render(request, "pages/sign_in/code.html", shown, status=422 if form.errors else 200)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sign_in/over.html", {"code": request.GET.get("code", "")}, status=410)


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    token = request.POST.get("token") or request.GET.get("token", "")
    if request.method == "GET":
        return render(request, "pages/sign_in/demo.html", {"token": token})
    try:
        return accounts.open_demo(request, token)
    except accounts.CodeOver:
        return _over(request)


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    accounts.leave(request)
    return redirect("web:signed_out")


@open_to_all
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sign_in/out.html")


urlpatterns = [
    path("in/", ask, name="sign_in"),
    path("in/code/", code, name="sign_in_code"),
    path("in/demo/", demo, name="demo"),
    path("out/", sign_out, name="sign_out"),
    path("out/done/", signed_out, name="signed_out"),
]
