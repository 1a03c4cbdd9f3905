"""The API under /api/v1; its description is at /api/v1/openapi.json, without a page that fetches from elsewhere."""

from django.urls import path, re_path
from ninja import NinjaAPI
from ninja.security import django_auth

from vierspan.workspace.api.endpoints import acts, directory, exchange, insight, networks, tables
from vierspan.workspace.api.errors import missing, say_errors
from vierspan.workspace.api.tokens import Token

# The token first: a program that sends one has no page to take the mark against forged forms from.
api = NinjaAPI(
    title="Vierspan",
    version="1",
    description="A network's records, its mirror and its handles, as far as the asker may see them.",
    docs_url=None,
    auth=[Token(), django_auth],
    urls_namespace="api",
)
for part in (networks, insight, tables, directory, acts, exchange):
    api.add_router("", part.router)
say_errors(api)

urlpatterns = [path("", api.urls), re_path("^.*$", missing)]
