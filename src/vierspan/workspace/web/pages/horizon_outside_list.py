"""Whom you know outside: the list, the picture of influence and position, and names to bring together."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.paging import page_of
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.actions import stakeholders as actions
from vierspan.workspace.insight import outside_charts, warmth
from vierspan.workspace.insight.warmth import Outsider
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.outside import INFLUENCES, KINDS, POSITIONS, WARMTHS, StakeholderFilter
from vierspan.workspace.web.outside_frame import as_line, frame, slug_of, stake_words, stakes_of, theme_choices

SORTS: dict[str, Callable[[Outsider], Any]] = {
    "name": lambda each: folded(each.row.name),
    "warmth": lambda each: each.score,
    "last": lambda each: each.warmth.last_on.toordinal() if each.warmth.last_on else 0,
    "influence": lambda each: each.row.influence or 0,
    "position": lambda each: each.row.position or 0,
    "check": lambda each: each.row.next_check.toordinal() if each.row.next_check else 9_999_999,
}
HEADS = (
    ("name", gettext_lazy("Name")),
    ("warmth", gettext_lazy("Contact")),
    ("last", gettext_lazy("Last spoken")),
    ("", gettext_lazy("Kept warm by")),
    ("influence", gettext_lazy("Influence")),
    ("position", gettext_lazy("Position")),
    ("check", gettext_lazy("Look again")),
)


@in_network(Do.READ_OUTSIDE)
@require_GET
def listed(request: NetworkRequest) -> HttpResponse:
    form = StakeholderFilter(request.GET, themes=theme_choices(request.actor))
    every = warmth.outsiders(request.actor)
    found = _sorted(_filtered(request, form, every), _sort(request))
    if "as" in request.GET:
        return download(list_file(request.actor, _("whom-we-know-outside"), request.GET["as"], _lines(found)))
    number = request.GET.get("page", "1")
    page = page_of(found, int(number) if number.isdecimal() else 1)
    kept = request.GET.copy()
    for name in ("page", "as"):
        kept.pop(name, None)
    shown = frame(
        request,
        "list",
        message=_list_message(every),
        form=form,
        is_empty=not every,
        page=page,
        lines=[as_line(each) for each in page.rows],
        heads=_heads(request),
        query=kept.urlencode(),
        is_filtered=any(request.GET.get(key) for key in form.fields),
        positions=dict(POSITIONS),
        influences=dict(INFLUENCES),
        types=dict(KINDS),
    )
    return render(request, "pages/outside/list.html", shown)


def _list_message(found: Sequence[Outsider]) -> str:
    outside = [each for each in found if each.is_outside]
    if not outside:
        return _("Whom do you know outside?")
    cold = sum(each.state == "cold" for each in outside)
    if cold:
        told = ngettext(
            "%(cold)s of %(n)s contacts outside is cold", "%(cold)s of %(n)s contacts outside are cold", cold
        )
        return told % {"cold": cold, "n": len(outside)}
    told = ngettext(
        "You know one outside, and keep it warm", "You know %(n)s outside, and keep them warm", len(outside)
    )
    return told % {"n": len(outside)}


def _filtered(request: NetworkRequest, form: StakeholderFilter, found: Sequence[Outsider]) -> list[Outsider]:
    """What the address asks for; what makes no sense filters nothing."""
    form.is_valid()
    asked = {key: str(form.cleaned_data.get(key) or "") for key in form.fields}
    wanted = folded(asked["q"])
    fits: dict[str, Callable[[Outsider], bool]] = {
        "q": lambda each: any(wanted in folded(text) for text in _texts(each)),
        "warmth": lambda each: each.state == asked["warmth"],
        "position": lambda each: str(each.row.position or "") == asked["position"],
        "theme": lambda each: asked["theme"] in each.row.themes,
        "who": lambda each: _is_kept(request, each, asked["who"]),
    }
    chosen = [fit for key, fit in fits.items() if asked[key]]
    return [each for each in found if all(fit(each) for fit in chosen)]


def _texts(each: Outsider) -> list[str]:
    row = each.row
    return [row.name, *row.also, row.interests, row.asked, row.remark]


def _is_kept(request: NetworkRequest, each: Outsider, who: str) -> bool:
    if who == "me":
        return each.is_kept_by(request.actor.person_id)
    return not each.keepers if who == "nobody" else each.hangs_on_one


def _sort(request: NetworkRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in SORTS else "name"


def _sorted(found: Sequence[Outsider], sort: str) -> list[Outsider]:
    by_name = sorted(found, key=SORTS["name"])
    return sorted(by_name, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _heads(request: NetworkRequest) -> list[dict[str, str]]:
    sort = _sort(request)
    kept = {key: str(value) for key, value in request.GET.items() if key not in ("sort", "page", "as")}
    found = []
    for key, label in HEADS:
        direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "") if key else ""
        turned = f"-{key}" if direction == "ascending" else key
        address = with_query(request.path, **kept, sort=turned) if key else ""
        found.append({"label": str(label), "address": address, "direction": direction})
    return found


def _lines(found: Sequence[Outsider]) -> Iterator[Sequence[str]]:
    positions, influences, kinds = dict(POSITIONS), dict(INFLUENCES), dict(KINDS)
    states = dict(WARMTHS)
    yield [
        *(str(label) for _key, label in HEADS[:4]),
        _("Warmth from 0 to 100"),
        _("Influence"),
        _("Position"),
        _("What is it?"),
        _("What matters to them?"),
        _("What do we ask of them?"),
        _("Rhythm in days"),
        _("Last checked"),
        _("Look again"),
    ]
    for each in found:
        row = each.row
        yield [
            row.name,
            str(states[each.state]),
            each.warmth.last_on.isoformat() if each.warmth.last_on else "",
            ", ".join(kept.keeper.person.name for kept in each.keepers),
            str(round(each.score)),
            str(influences.get(row.influence or 0, "")),
            str(positions.get(row.position or 0, "")),
            str(kinds.get(row.kind, "")),
            row.interests,
            row.asked,
            str(row.rhythm_days or ""),
            row.checked_on.isoformat() if row.checked_on else "",
            row.next_check.isoformat() if row.next_check else "",
        ]


@in_network(Do.READ_OUTSIDE)
@require_GET
def picture(request: NetworkRequest) -> HttpResponse:
    """Influence by position, at large or on one theme, and whom to give attention."""
    actor = request.actor
    themes = theme_choices(actor)
    theme = next((key for key, _label in themes if key == request.GET.get("theme")), "")
    found = [each for each in warmth.outsiders(actor) if each.is_outside]
    positions: dict[UUID, int | None] = {}
    if theme:
        positions = {
            each.stakeholder_id: each.position for each in queries.stances(actor) if str(each.theme_id) == theme
        }
        found = [each for each in found if theme in each.row.themes or each.row.pk in positions]
    placed, rest = stakes_of(slug_of(request), found, positions)
    words = stake_words()
    asking = warmth.asking(found)
    shown = frame(
        request,
        "picture",
        message=_picture_message(asking, is_empty=not placed),
        chart=outside_charts.picture(placed, words),
        table=outside_charts.picture_table(placed, words),
        rest=[as_line(each) for each in rest],
        asking=[as_line(each) for each in asking],
        themes=themes,
        theme=theme,
    )
    return render(request, "pages/outside/picture.html", shown)


def _picture_message(asking: Sequence[Outsider], *, is_empty: bool) -> str:
    if is_empty:
        return _("Who has influence, and where do they stand?")
    if asking:
        return _("%(name)s asks for your attention first") % {"name": asking[0].row.name}
    return _("Nobody outside asks for attention now")


@in_network(Do.READ_OUTSIDE)
@require_GET
def names(request: NetworkRequest) -> HttpResponse:
    """Names in the contacts that are nobody yet, and parties in the surroundings."""
    actor = request.actor
    loose, near = queries.loose(actor), queries.near_parties(actor)
    n = len(loose) + len(near)
    message = ngettext("One name to put in its place", "%(n)s names to put in their place", n) % {"n": n}
    rows = queries.stakeholders(actor)
    number = request.GET.get("page", "1")
    page = page_of(loose, int(number) if number.isdecimal() else 1)
    shown = frame(
        request, "list", message=message if n else _("Every name has its place"), page=page, near=near, rows=rows
    )
    return render(request, "pages/outside/names.html", shown)


@in_network(Do.EDIT_ROOMS)
@require_POST
def place_name(request: NetworkRequest) -> HttpResponse:
    """A name becomes somebody to keep an eye on, or another name of somebody who is on the list already."""
    name, who = request.POST.get("name", ""), request.POST.get("who", "")
    party = request.POST.get("party", "")
    try:
        if who:
            row = actions.goes_by(request.actor, UUID(who), name)
            said = _("%(name)s is now known as %(who)s") % {"name": name, "who": row.name}
        else:
            row = actions.add(request.actor, actions.Told(name=name), party=UUID(party) if party else None)
            said = _("%(name)s is on the list. Who keeps it warm?") % {"name": row.name}
        messages.success(request, said)
    except (Invalid, ValueError) as slip:
        messages.error(request, worded(slip.reason if isinstance(slip, Invalid) else "unknown_choice"))
    return redirect(page_named("outside_names", slug_of(request)))


@in_network(Do.READ_OUTSIDE)
@require_GET
def completed(request: NetworkRequest) -> HttpResponse:
    """The names outside that the letters typed so far could mean."""
    typed = request.GET.get("outside") or request.GET.get("host", "")
    hits = [{"name": name} for name in queries.outside_names(request.actor, typed)]
    return render(request, "parts/outside/names.html", {"hits": hits})


urlpatterns = [
    path("horizon/outside/", listed, name="outside_list"),
    path("horizon/outside/picture/", picture, name="outside_picture"),
    path("horizon/outside/names/", names, name="outside_names"),
    path("horizon/outside/names/place/", place_name, name="place_outside_name"),
    path("horizon/outside/completed/", completed, name="complete_outside_name"),
]
