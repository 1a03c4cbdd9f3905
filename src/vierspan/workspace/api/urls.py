"""The API under /api/v1; its description is at /api/v1/openapi.json, without a page that fetches from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.security import django_auth

from vierspan.workspace.api.endpoints import networks
from vierspan.workspace.api.tokens import Token
from vierspan.workspace.common.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound

api = NinjaAPI(title="Vierspan", version="1", docs_url=None, auth=[django_auth, Token()], urls_namespace="api")
api.add_router("", networks.router)

STATUS: dict[type[DomainError], int] = {NotFound: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}


@api.exception_handler(DomainError)
def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    return api.create_response(request, {"detail": str(error) or type(error).__name__}, status=status)


urlpatterns = [path("", api.urls)]
