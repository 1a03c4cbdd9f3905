"""The mirror: who leads, how it is shared, what is missing. Five pages that look at one moment."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.insight import actions, charts, mirror_tables, mirror_words, moments, queries, report
from vierspan.workspace.insight.errors import NoPaperHere, NothingToSee, NotReady
from vierspan.workspace.insight.moments import Seen
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.mirror import MomentForm
from vierspan.workspace.web.templatetags.vierspan import clock_time, day

PARTS: Mapping[str, Any] = {
    "mirror": gettext_lazy("Overview"),
    "mirror_sharing": gettext_lazy("Who leads"),
    "mirror_core": gettext_lazy("Core and links"),
    "mirror_work": gettext_lazy("Give, get and coherence"),
    "mirror_trend": gettext_lazy("Over time"),
}
# Which figures stand under which name on which page.
FIGURES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "mirror_core": {"core_figures": ("core.clarity",), "participation_figures": ("participation.rate",)},
    "mirror_work": {
        "coherence_figures": ("coherence.portfolio_alignment", "coherence.disagreement"),
        "exchange_figures": ("exchange.reciprocity", "exchange.cycle_share", "exchange.burden"),
        "face_figures": ("face.ownership_breadth",),
    },
}


class Drawn:
    """The charts and tables of a mirror, each made only when the page asks for it."""

    def __init__(self, actor: Actor, seen: Seen) -> None:
        self.actor, self.seen, self.language = actor, seen, actor.language
        self.picture = queries.mirror(actor, seen.run)
        self.then = queries.mirror(actor, seen.then) if seen.then else None
        self.words = mirror_words.words_of(actor, seen.run, self.then)

    def __getitem__(self, key: str) -> Any:
        """A table by its key, so that a template may ask for it."""
        if key not in mirror_tables.TABLES:
            raise KeyError(key)
        return mirror_tables.table(self.words.given, key)

    @cached_property
    def squares(self) -> tuple[Any, Any]:
        wide = charts.square(self.picture, self.language, "wide", self.then)
        return wide, charts.square(self.picture, self.language, "narrow", self.then)

    def sharing_chart(self) -> Any:
        return charts.sharing(self.picture, self.language)

    def needs_chart(self) -> Any:
        return charts.needs(self.picture, self.language)

    def palette_chart(self) -> Any:
        return charts.palette(self.picture, self.language)

    def acts_chart(self) -> Any:
        return charts.trend(self.picture, self.language, "acts")

    def cover_chart(self) -> Any:
        return charts.trend(self.picture, self.language, "cover")

    def leaders_chart(self) -> Any:
        return charts.trend(self.picture, self.language, "leaders")

    def core_chart(self) -> Any:
        return charts.core(self.actor, self.seen.run) if self.words.sees_names else ""

    def compared(self) -> Any:
        return mirror_tables.compared(self.picture, self.then, self.words.given) if self.then else None


def asked(request: NetworkRequest) -> MomentForm:
    return MomentForm(request.GET, kept=queries.runs_kept(request.actor)[1:])


def _part(name: str) -> Any:
    @in_network(Do.READ_MIRROR)
    @require_GET
    def page(request: NetworkRequest) -> HttpResponse:
        form = asked(request)
        try:
            seen = moments.seen(request.actor, form.wanted(), form.wanted_before())
        except NothingToSee:
            return render(request, "pages/mirror/empty.html", {"art": charts.square_art()})
        except NotReady:
            return render(request, "pages/mirror/soon.html", {"art": charts.square_art()})
        return render(request, f"pages/mirror/{name}.html", _shown(request, name, form, seen))

    return page


def _shown(request: NetworkRequest, name: str, form: MomentForm, seen: Seen) -> dict[str, Any]:
    actor, slug = request.actor, networks.network(request.actor).slug
    drawn = Drawn(actor, seen)
    kept = form.kept()
    tabs = [(key, label, with_query(reverse(f"web:{key}", args=[slug]), **kept)) for key, label in PARTS.items()]
    sentence = _headline(name, drawn)
    figures = {key: drawn.words.figures(*paths) for key, paths in FIGURES.get(name, {}).items()}
    return figures | {
        "part": name,
        "tabs": tabs,
        "form": form,
        "kept": with_query("", **kept)[1:],
        "seen": seen,
        "drawn": drawn,
        "picture": drawn.picture,
        "words": drawn.words,
        "headline": sentence.rstrip("."),
        "headline_sentence": sentence,
        "made_words": _made_words(seen),
        "changes": moments.changes_since(actor, seen.run) if not form.wanted().key else 0,
        "may_export": may(actor, Do.EXPORT_NETWORK),
    }


def _headline(name: str, drawn: Drawn) -> str:
    """The message of a page: the sentence that says most of what stands on it."""
    words = drawn.words
    first = {
        "mirror_sharing": words.summary[:1],
        "mirror_core": words.core[:1] if drawn.picture.core and words.sees_names else (),
        "mirror_work": words.coherence[:1] if drawn.picture.coherence else (),
        "mirror_trend": words.turned,
    }.get(name)
    return first[0] if first else queries.message(drawn.actor, drawn.picture)


def _made_words(seen: Seen) -> str:
    """When it was made, as one says it: today at 07.10, or on a day."""
    made = timezone.localtime(seen.run.made_at)
    if made.date() == clock.today():
        return _("made today at %(time)s") % {"time": clock_time(made)}
    return _("made on %(day)s") % {"day": day(made.date())}


@in_network(Do.READ_MIRROR)
@require_POST
def refresh(request: NetworkRequest) -> HttpResponse:
    """Make the mirror again; of a large network in the background."""
    run = actions.refresh(request.actor)
    messages.success(request, _("The mirror is new") if run else _("The mirror is being made. It will be here soon"))
    if request.htmx:
        return HttpResponseClientRefresh()
    return redirect("web:mirror", slug=networks.network(request.actor).slug)


@in_network(Do.READ_MEMBERS)
@require_GET
def to_take_along(request: NetworkRequest, form: str) -> HttpResponse:
    """The report of the mirror on the page, as html, pdf or json."""
    slug = networks.network(request.actor).slug
    seen = moments.seen(request.actor, asked(request).wanted())
    try:
        made = report.made(request.actor, seen.run, form)
    except NoPaperHere:
        messages.error(request, _("This machine cannot make a PDF. Take the page along, and print it from there."))
        return redirect("web:mirror", slug=slug)
    return download(File(f"{slug}-{seen.run.end:%Y-%m-%d}.{form}", made.media_type, made.content))


@in_network(Do.EXPORT_NETWORK)
@require_GET
def table(request: NetworkRequest, key: str) -> HttpResponse:
    """One table of the mirror on the page, for a spreadsheet."""
    seen = moments.seen(request.actor, asked(request).wanted())
    found = mirror_tables.table(mirror_words.words_of(request.actor, seen.run).given, key)
    return download(list_file(request.actor, key, "csv", [found.header, *found.rows]))


urlpatterns = [
    path("mirror/", _part("mirror"), name="mirror"),
    path("mirror/sharing/", _part("mirror_sharing"), name="mirror_sharing"),
    path("mirror/core/", _part("mirror_core"), name="mirror_core"),
    path("mirror/work/", _part("mirror_work"), name="mirror_work"),
    path("mirror/trend/", _part("mirror_trend"), name="mirror_trend"),
    path("mirror/refresh/", refresh, name="mirror_refresh"),
    path("mirror/report.<str:form>", to_take_along, name="mirror_report"),
    path("mirror/table/<str:key>.csv", table, name="mirror_table"),
]
