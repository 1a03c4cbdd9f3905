"""What comes up: terms and themes that rise, the inbox of what came in, and the sources that it came from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.horizon.sources.actions import inbox as minding
from vierspan.workspace.insight import rising
from vierspan.workspace.insight.rising import SPANS, USUAL, Risen, Riser
from vierspan.workspace.insight.rising_texts import MAIL, Told
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import address_of, with_query
from vierspan.workspace.web.coming_frame import frame, ways
from vierspan.workspace.web.forms.sources import WordsForm
from vierspan.workspace.web.pages import horizon_inbox, horizon_sources
from vierspan.workspace.web.rooms import Place
from vierspan.workspace.web.sparks import bars
from vierspan.workspace.web.templatetags.vierspan import day, figure

STANCES = {"follow": minding.follow, "ignore": minding.ignore, "": minding.forget}
NAMED = 2  # in the message


def _rising_message(actor: Actor) -> str:
    found = rising.risen(actor)
    if found is None:
        return _("We are looking what comes up")
    names = [each.shown for each in found.rising]
    if len(names) >= NAMED:
        return _("“%(one)s” and “%(other)s” come up") % {"one": names[0], "other": names[1]}
    if names:
        return _("“%(one)s” comes up") % {"one": names[0]}
    if not found.is_enough:
        return _("There is too little text yet to see what comes up")
    return _("Nothing comes up more than chance would bring")


def _days(request: NetworkRequest) -> int:
    told = request.GET.get("days", "") or request.POST.get("days", "")
    return int(told) if told.isdecimal() and int(told) in SPANS else USUAL


def _rising(request: NetworkRequest) -> Mapping[str, Any]:
    days = _days(request)
    found = rising.risen(request.actor, days)
    shown = {**ways(request, "rising"), "found": found, "days": days, "spans": _spans(request, days)}
    if found is None:
        return shown
    return {
        **shown,
        "risers": [_line(found, each) for each in found.rising],
        "perhaps": [_line(found, each) for each in found.perhaps],
        "followed": [_line(found, each) for each in found.followed if not each.is_rising],
        "ignored": found.ignored,
        "by_chance": _by_chance(found),
        "words_form": WordsForm(),
        "too_new": len(found.too_new),
    }


def _spans(request: NetworkRequest, days: int) -> list[Mapping[str, Any]]:
    labels = {30: _("Last 30 days"), 90: _("Last three months"), 365: _("Last year")}
    return [{"label": labels[each], "address": f"{request.path}?days={each}", "is_on": each == days} for each in SPANS]


def _by_chance(found: Risen) -> str:
    """How many of those shown may be chance, as people say it."""
    if found.by_chance >= 1:
        n = round(found.by_chance)
        return ngettext("about %(n)s of them may be chance", "about %(n)s of them may be chance", n) % {"n": n}
    return _("at most one of them may be chance")


def _line(found: Risen, one: Riser) -> Mapping[str, Any]:
    return {"one": one, "told": _told(found, one), "picture": _picture(found, one), "chance": _chance(one)}


def _told(found: Risen, one: Riser) -> str:
    """One sentence: how often, and how often one would expect it."""
    often = ngettext("In %(n)s text since %(since)s", "In %(n)s texts since %(since)s", one.lately)
    told = often % {"n": one.lately, "since": day(found.since)}
    if not one.before:
        return _("%(often)s, and in none of the %(before)s before.") % {"often": told, "before": found.before}
    return _("%(often)s; as often as before would have been %(expected)s.") % {
        "often": told,
        "expected": figure(one.expected, 1 if one.expected < 10 else 0),
    }


def _chance(one: Riser) -> str:
    if one.chance < 0.001:
        return _("less than 1 in 1,000")
    return _("1 in %(n)s") % {"n": figure(round(1 / one.chance))} if one.chance < 0.5 else _("as usual")


def _picture(found: Risen, one: Riser) -> SafeString:
    lately = sum(1 for each in found.starts if each >= found.since)
    told = _("%(term)s: %(series)s texts, from %(since)s until now") % {
        "term": one.shown,
        "series": ", ".join(map(str, one.series)),
        "since": day(found.starts[0]),
    }
    places = {each: n for n, each in enumerate(found.starts)}
    spells = [
        (places[each.since], max(n for n, start in enumerate(found.starts) if start <= each.until))
        for each in one.spells
    ]
    return bars(one.series, told=told, lately=lately, spells=spells)


@in_network(Do.READ_ROOMS)
@require_GET
def term(request: NetworkRequest) -> HttpResponse:
    """One term or theme: through time, and the texts behind it."""
    actor, key, days = request.actor, request.GET.get("term", "")[:120], _days(request)
    if not key:
        raise NotFound
    found, one = rising.riser(actor, key, days)
    if one is None:
        raise NotFound
    slug = networks.network(actor).slug
    texts = rising.behind(actor, one, days)
    shown = {
        **frame(request, "rising"),
        **_line(found, one),
        "message": _term_message(one),
        "found": found,
        "days": days,
        "lines": [_behind(actor, slug, each) for each in texts],
        "periods": list(zip(found.starts, one.series, found.texts, strict=True)),
        "back_to": with_query(reverse("web:rising", args=[slug]), days=str(days)),
    }
    return render(request, "pages/horizon/rising_term.html", shown)


def _term_message(one: Riser) -> str:
    times = figure(one.ratio, 1)
    if one.ratio >= 1.5:
        return _("“%(term)s”: %(times)s times as much as usual") % {"term": one.shown, "times": times}
    return _("“%(term)s”: about as much as usual") % {"term": one.shown}


def _behind(actor: Actor, slug: str, told: Told) -> Mapping[str, Any]:
    kinds = {
        "signals": _("Signal"),
        "gatherings": _("Gathering"),
        "items": _("Mail") if told.where == MAIL else _("From a source"),
        "notes": _("Note"),
        "acts": _("Act noted"),
    }
    address = ""
    if told.table in ("signals", "gatherings"):
        address = address_of(actor, slug, Ref(told.table, str(told.id), told.title))
    elif told.table == "items":
        address = told.link or with_query(reverse("web:inbox", args=[slug]), show="all", q=told.title[:60])
    return {"told": told, "kind": kinds[told.table], "address": address, "is_outside": bool(told.link)}


@in_network(Do.TEND_SOURCES)
@require_POST
def mind_term(request: NetworkRequest) -> HttpResponse:
    """Follow a term, ignore it, or neither."""
    form, stance = WordsForm(request.POST), request.POST.get("stance", "")
    if stance not in STANCES:
        raise Invalid("stance", "unknown_choice")
    if not form.is_valid():
        messages.error(request, " ".join(str(slip) for each in form.errors.values() for slip in each))
        return _back(request)
    words = form.cleaned_data["words"]
    try:
        STANCES[stance](request.actor, words)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return _back(request)
    told = {
        "follow": _("You follow “%(words)s” from now on"),
        "ignore": _("“%(words)s” is left out from now on"),
        "": _("“%(words)s” is no longer followed or left out"),
    }[stance]
    messages.success(request, told % {"words": words})
    return _back(request)


@in_network(Do.TEND_SOURCES)
@require_POST
def signal_of_term(request: NetworkRequest) -> HttpResponse:
    """That it comes up is a signal: its name says what, its note how that was seen."""
    actor, days = request.actor, _days(request)
    found, one = rising.riser(actor, request.POST.get("term", "")[:120], days)
    if one is None:
        raise NotFound
    texts = _first(rising.behind(actor, one, days))
    name = _("“%(term)s” comes up") % {"term": one.shown}
    row = minding.make_signal_of_term(actor, name, f"{_told(found, one)}\n{texts}", one.theme)
    messages.success(request, _("Written down as a signal. Say what it may mean for you."))
    return redirect(address_of(actor, networks.network(actor).slug, Ref("signals", str(row.pk), row.name)))


def _first(texts: Iterable[Told]) -> str:
    """The first few of what everybody may see: a signal is for guests too."""
    return "\n".join(f"- {each.title}" for each in list(texts)[:20] if each.table in ("signals", "gatherings"))


def _back(request: NetworkRequest) -> HttpResponse:
    slug, days = networks.network(request.actor).slug, _days(request)
    if request.POST.get("back") == "term" and (key := request.POST.get("term", "")[:120]):
        return redirect(with_query(reverse("web:rising_term", args=[slug]), term=key, days=str(days)))
    return redirect(with_query(reverse("web:rising", args=[slug]), days=str(days)))


PLACES: tuple[Place, ...] = (
    Place(
        name="rising",
        at="rising/",
        label=gettext_lazy("What comes up"),
        message=_rising_message,
        template="pages/horizon/rising.html",
        more=_rising,
    ),
)
urlpatterns: list[URLPattern] = [
    path("horizon/rising/term/", term, name="rising_term"),
    path("horizon/rising/mind/", mind_term, name="mind_term"),
    path("horizon/rising/signal/", signal_of_term, name="signal_of_term"),
    *horizon_inbox.urlpatterns,
    *horizon_sources.urlpatterns,
]
