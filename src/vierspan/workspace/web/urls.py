"""The pages, and where they stand."""

from django.urls import include, path

from vierspan.workspace.web.pages import (
    account,
    acts,
    conditions,
    course,
    exports,
    facts,
    handles,
    horizon,
    imports,
    imports_check,
    imports_done,
    imports_lists,
    initiatives,
    map,
    map_drawing,
    mirror,
    networks,
    people,
    people_lists,
    sign_in,
    start,
    ties,
    ties_seen,
    today,
)

app_name = "web"
in_network = [
    *today.urlpatterns,
    *mirror.urlpatterns,
    *facts.urlpatterns,
    *handles.urlpatterns,
    *acts.urlpatterns,
    *networks.network_urlpatterns,
    *imports.network_urlpatterns,
    *imports_lists.network_urlpatterns,
    *imports_done.network_urlpatterns,
    *imports_check.network_urlpatterns,
    *exports.network_urlpatterns,
    *map.network_urlpatterns,
    *map_drawing.network_urlpatterns,
    *people.urlpatterns,
    *ties_seen.urlpatterns,
    *ties.urlpatterns,
    *people_lists.urlpatterns,
    *course.urlpatterns,
    *horizon.urlpatterns,
    *conditions.urlpatterns,
    *initiatives.urlpatterns,
]
urlpatterns = [
    *start.urlpatterns,
    *sign_in.urlpatterns,
    *account.urlpatterns,
    *networks.urlpatterns,
    *imports.urlpatterns,
    path("n/<slug:slug>/", include(in_network)),
]
