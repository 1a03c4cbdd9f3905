from typing import Any

from django.http import HttpRequest
from ninja import Router

from vierspan.workspace.api.asking import account, actor
from vierspan.workspace.api.schemas.networks import NetworkDetail, NetworkOut
from vierspan.workspace.api.schemas.problems import REFUSED
from vierspan.workspace.networks import queries

router = Router(tags=["networks"])
NAMED = ("id", "name", "slug", "language")
DESCRIBED = (*NAMED, "purpose", "phase", "is_turbulent", "needs")


@router.get("/networks", response={200: list[NetworkOut], **REFUSED})
def networks(request: HttpRequest) -> list[dict[str, Any]]:
    """The networks in which you take part."""
    taken = queries.memberships_of(account(request))
    return [{"role": each.role, **{key: getattr(each.network, key) for key in NAMED}} for each in taken]


@router.get("/networks/{slug}", response={200: NetworkDetail, **REFUSED})
def network(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One network: what it is for, where it stands and what it says it needs."""
    asker = actor(request, slug)
    found = queries.network(asker)
    return {"role": asker.role.value, **{key: getattr(found, key) for key in DESCRIBED}}
