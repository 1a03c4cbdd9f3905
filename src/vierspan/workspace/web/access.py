"""How a page says who may see it: each view carries one of these rules, and a test walks all addresses to check."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import queries

P = ParamSpec("P")


class PageRequest(HttpRequest):
    """A request of somebody signed in."""

    user: User
    htmx: HtmxDetails


class NetworkRequest(PageRequest):
    """A request inside a network, by somebody who may see it."""

    actor: Actor


def _declare(view: Callable[..., HttpResponse], rule: str) -> None:
    view.access_rule = rule  # type: ignore[attr-defined]


def open_to_all(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Everybody may see it, signed in or not."""
    _declare(view, "open")
    return view


def signed_in(
    view: Callable[Concatenate[PageRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only with an account; others sign in first and come back."""
    guarded = login_required(cast(Callable[..., HttpResponse], view))
    _declare(guarded, "signed_in")
    return guarded


def in_network(do: Do) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Only for who takes part in the network of `slug` and may `do`; the view gets `request.actor`, not the slug."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: NetworkRequest, *, slug: str, **kwargs: Any) -> HttpResponse:
            request.actor = queries.actor_for(request.user, slug)
            authorise(request.actor, do)
            return view(request, **kwargs)

        page = login_required(cast(Callable[..., HttpResponse], guarded))
        _declare(page, do.value)
        return page

    return guard
