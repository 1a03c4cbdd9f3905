"""Today in a network: what asks attention, what to note, what comes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.insight import charts, queries
from vierspan.workspace.insight.errors import NothingToSee, NotReady
from vierspan.workspace.insight.handles import HandleView
from vierspan.workspace.insight.queries import Today
from vierspan.workspace.leadership import queries as leadership
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web import asks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages import act_lines, handle_cards
from vierspan.workspace.web.pages.acts import note_box
from vierspan.workspace.web.pages.week import week_of

FIRST_ASKS = 3  # of one's own, on today; the rest stands on the page with all that is one's own


@in_network(Do.READ_NETWORK)
@require_GET
def today(request: NetworkRequest) -> HttpResponse:
    """The first page of a network; what it holds depends on what the reader does in it."""
    if not may(request.actor, Do.READ_HANDLES):
        return render(request, "pages/today/guest.html", {"now": clock.today(), "week": None})
    try:
        run = queries.current_run(request.actor)
    except NothingToSee:
        return render(request, "pages/today/empty.html", note_box(request))
    except NotReady:
        return render(request, "pages/today/waiting.html", note_box(request))
    found = queries.today(request.actor, run)
    handle_cards.keep_count(request, found)
    shown = _cards(request, found) | _beside(request, run) | note_box(request)
    shown |= {"now": clock.today(), "week": week_of(request.actor), "aside_count": len(found.laid_aside), "run": run}
    asked = asks.lines(networks.network(request.actor), request.actor)
    shown |= {"asks": asked[:FIRST_ASKS], "asks_count": len(asked)}
    if _leads(request.actor):
        return render(request, "pages/today/today.html", shown | _on_top(found, len(asked)))
    return render(request, "pages/today/mine.html", shown | _question(request, found, len(asked)))


def _on_top(found: Today, asked: int) -> dict[str, Any]:
    """What the handles say; and where they say nothing, that something asks for the reader alone."""
    if asked and not handle_cards.asking(found):
        return {"message": asks.count_of(asked), "lead": ""}
    return {"message": handle_cards.message(found), "lead": handle_cards.lead(found)}


def _leads(actor: Actor) -> bool:
    """Whether somebody leads here: runs the network, or holds one of the four orientations."""
    if actor.role is Role.LEAD:
        return True
    if actor.person_id is None:
        return actor.role is Role.OBSERVER
    today = clock.today()
    return any(role.until is None or role.until >= today for role in leadership.roles_of(actor, actor.person_id))


def _cards(request: NetworkRequest, found: Today) -> dict[str, Any]:
    """The handles that the address asks for, and the rooms where all is quiet."""
    orientation = request.GET.get("o", "")
    is_mine_only = request.GET.get("for") == "me"
    chosen = [each for each in found.active if orientation in ("", each.orientation)]
    chosen = [each for each in chosen if each.is_for_me] if is_mine_only else chosen
    quiet = [each for each in handle_cards.ROOMS if not found.of(each) and orientation in ("", each)]
    return {
        "cards": handle_cards.cards(request.actor, tuple(chosen)),
        "quiet": [] if is_mine_only else quiet,
        "chips": [(each, len(found.of(each))) for each in handle_cards.ROOMS],
        "orientation": orientation,
        "is_mine_only": is_mine_only,
        "mine_count": found.mine,
        "all_count": len(found.active),
    }


def _beside(request: NetworkRequest, run: Any) -> dict[str, Any]:
    picture = queries.mirror(request.actor, run)
    return {
        "square": charts.square(picture, request.actor.language, "narrow"),
        "square_says": queries.message(request.actor, picture),
        "latest": act_lines.latest(request.actor),
    }


def _question(request: NetworkRequest, found: Today, asks_too: int) -> dict[str, Any]:
    """For who does not lead the network: the one question first."""
    asked = [each for each in found.active if each.is_for_me and each.state in ("open", "passed_on")]
    name = request.user.called.split()[0]
    shown: dict[str, Any] = {"message": _greeting(name, len(asked) + asks_too), "lead": ""}
    if asked:
        first = _most_pressing(asked)
        others = [each for each in found.active if each.key != first.key]
        shown |= {
            "question": handle_cards.card(request.actor, first, is_first=True),
            "cards": [handle_cards.card(request.actor, each) for each in others],
        }
    return shown


def _most_pressing(asked: list[HandleView]) -> HandleView:
    """What somebody passed on goes before what was found, and the own matter before what all may know."""
    return min(asked, key=lambda each: (each.state != "passed_on", not each.is_private, -each.urgency))


def _greeting(name: str, count: int) -> str:
    if not count:
        return _("Hello %(name)s, you are up to date") % {"name": name}
    words = ngettext("Hello %(name)s, %(n)s question for you", "Hello %(name)s, %(n)s questions for you", count)
    return words % {"name": name, "n": handle_cards.number_word(count)}


urlpatterns = [path("", today, name="today")]
