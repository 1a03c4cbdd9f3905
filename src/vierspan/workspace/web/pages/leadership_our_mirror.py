"""The page of our mirror: what there is to talk about together, and the talks there were."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.insight import charts, queries
from vierspan.workspace.insight.errors import NothingToSee, NotReady
from vierspan.workspace.insight.our_mirror import our_mirror as looked
from vierspan.workspace.leadership.team import actions as team
from vierspan.workspace.leadership.team import queries as talks
from vierspan.workspace.web import our_mirror_words as words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.our_mirror import GovernedForm, TalkForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages import leadership_our_mirror_talk
from vierspan.workspace.web.pages.leadership_role import slug_of
from vierspan.workspace.web.templatetags.vierspan import day


@in_network(Do.READ_MIRROR)
@require_GET
def our_mirror(request: NetworkRequest) -> HttpResponse:
    return page(request)


def page(request: NetworkRequest, **slips: forms.Form) -> HttpResponse:
    actor = request.actor
    is_member = may(actor, Do.READ_MEMBERS)
    shown: dict[str, Any] = {
        "talks": talks.sessions(actor) if is_member else [],
        "is_member": is_member,
        "talk_form": _talk_form(),
    }
    try:
        run = queries.current_run(actor)
    except (NothingToSee, NotReady):
        shown |= frame(request, "our_mirror", str(_("Our mirror, to talk about together")))
        return render(request, "pages/leadership/our_mirror.html", shown | slips)
    shown |= _seen(request, run) | slips
    return render(request, "pages/leadership/our_mirror.html", shown, status=422 if slips else 200)


def _talk_form(data: Any = None) -> TalkForm:
    title = _("Our mirror, %(day)s") % {"day": day(clock.today())}
    return TalkForm(data, initial={"title": title, "topics": ["need", "one"]}, auto_id="talk_%s")


def _seen(request: NetworkRequest, run: Any) -> dict[str, Any]:
    actor = request.actor
    found, picture = looked(actor, run), queries.mirror(actor, run)
    governed = {"form": found.governance.form, "competence": found.governance.competence}
    return frame(request, "our_mirror", words.message(found.levels)) | {
        "run": run,
        "levels": words.levels(found),
        "has_said": any(each.said for each in found.levels),
        "lost": words.lost(found.lost),
        "spread": words.parties(found.parties),
        "core": words.core(found.core),
        "aspects": words.aspects(found.aspects),
        "palette": charts.palette(picture, actor.language) if found.palette else "",
        "governance": found.governance,
        "governance_form": words.FORMS.get(found.governance.form, ""),
        "governance_said": words.governance(found.governance),
        "governance_missing": words.missing(found.governance),
        "governed_form": GovernedForm(initial=governed, auto_id="governed_%s"),
    }


@in_network(Do.EDIT_ROOMS)
@require_POST
def start(request: NetworkRequest) -> HttpResponse:
    form = _talk_form(request.POST)
    if form.is_valid():
        made = kept(form, lambda: team.start(request.actor, **form.cleaned_data))
        if made:
            return redirect("web:team_screen", slug_of(request), made.pk, 1)
    return page(request, talk_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def say_how(request: NetworkRequest) -> HttpResponse:
    form = GovernedForm(request.POST, auto_id="governed_%s")
    if form.is_valid() and kept(form, lambda: team.say_how(request.actor, **form.cleaned_data)):
        messages.success(request, _("Kept: this is how you say that you are governed"))
        return redirect("web:our_mirror", slug_of(request))
    return page(request, governed_form=form)


urlpatterns = [
    path("leadership/ours/", our_mirror, name="our_mirror"),
    path("leadership/ours/talks/new/", start, name="start_team_talk"),
    path("leadership/ours/governed/", say_how, name="say_how_governed"),
    *leadership_our_mirror_talk.urlpatterns,
]
