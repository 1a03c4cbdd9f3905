"""What the pages of win-win share: their head, and what a party brought as a form takes and gives it."""

from typing import Any

from vierspan.workspace.directory.versions import version
from vierspan.workspace.initiatives.winwin.actions.filling import Brought
from vierspan.workspace.initiatives.winwin.queries import Filled
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.winwin import SideForm
from vierspan.workspace.web.rooms import tabs

WORDS = ("interests", "musts", "offers", "red_lines")


def frame(request: NetworkRequest) -> dict[str, Any]:
    from vierspan.workspace.web.pages.initiatives import ROOM  # the room is made of these pages

    return {"room": ROOM, "tabs": tabs(ROOM, networks.network(request.actor).slug, "winwin")}


def first_of(side: Any, filled: Filled) -> dict[str, Any]:
    """What stands, as the form begins with it."""
    words = {key: getattr(side, key) for key in WORDS}
    figures = {f"w-{key}": value for key, value in filled.importance.items()}
    figures |= {f"s-{key}": value for key, value in filled.scores.items()}
    limits = {f"l-{key}": value for key, value in filled.limits.items()}
    more = {"walk_away": side.walk_away, "seen_by": side.seen_by, "version": version(side)}
    return {**words, **figures, **limits, **more, "is_confirmed": side.confirmed_on is not None}


def brought_in(form: SideForm) -> Brought:
    given = form.cleaned_data
    return Brought(
        **{key: given[key] for key in WORDS},
        walk_away=given["walk_away"],
        seen_by=given["seen_by"],
        importance=form.figures("w"),
        scores=form.figures("s"),
        limits=form.figures("l"),
        is_confirmed=given["is_confirmed"],
    )
