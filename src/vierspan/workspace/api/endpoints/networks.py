from django.http import HttpRequest
from ninja import Router

from vierspan.workspace.accounts.models import User
from vierspan.workspace.api.schemas.networks import NetworkOut
from vierspan.workspace.networks import queries

router = Router(tags=["networks"])


@router.get("/networks", response=list[NetworkOut])
def networks(request: HttpRequest) -> list[NetworkOut]:
    """The networks in which you take part."""
    assert isinstance(request.user, User)  # noqa: S101 - every way in sets it
    return [
        NetworkOut(role=each.role, **{key: getattr(each.network, key) for key in ("id", "name", "slug", "language")})
        for each in queries.memberships_of(request.user)
    ]
