"""The pages, and where they stand."""

from django.urls import include, path

from vierspan.workspace.web.pages import account, networks, sign_in, start, today

app_name = "web"
in_network = [
    *today.urlpatterns,
    *networks.network_urlpatterns,
]
urlpatterns = [
    *start.urlpatterns,
    *sign_in.urlpatterns,
    *account.urlpatterns,
    *networks.urlpatterns,
    path("n/<slug:slug>/", include(in_network)),
]
