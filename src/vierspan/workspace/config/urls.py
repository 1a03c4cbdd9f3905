"""Every address of the site."""

from django.urls import include, path

from vierspan.workspace.web.pages import sign_in

# Names under which allauth looks for the pages that are ours.
SIGN_IN = [
    path("in/", sign_in.ask, name="account_login"),
    path("in/code/", sign_in.code, name="account_confirm_login_code"),
    path("in/", sign_in.ask, name="account_signup"),
    path("in/", sign_in.ask, name="account_email"),
    path("in/", sign_in.ask, name="account_reauthenticate"),
    path("in/two/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("", include("vierspan.workspace.web.urls")),
    *SIGN_IN,
    path("api/v1/", include("vierspan.workspace.api.urls")),
]

handler400 = "vierspan.workspace.web.errors.bad_request"
handler403 = "vierspan.workspace.web.errors.forbidden"
handler404 = "vierspan.workspace.web.errors.missing"
handler500 = "vierspan.workspace.web.errors.broken"
