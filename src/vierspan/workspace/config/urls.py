"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("vierspan.workspace.web.urls")),
]

handler400 = "vierspan.workspace.web.errors.bad_request"
handler403 = "vierspan.workspace.web.errors.forbidden"
handler404 = "vierspan.workspace.web.errors.missing"
handler500 = "vierspan.workspace.web.errors.broken"
