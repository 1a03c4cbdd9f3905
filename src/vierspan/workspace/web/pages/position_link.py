"""Speaking on a question by the link in a letter, without an account. Opening it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.initiatives.deciding import letters, queries, wording
from vierspan.workspace.initiatives.deciding.actions import saying
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.decision_said import spoken, word_forms, words_of
from vierspan.workspace.web.decision_words import parts, rule_lines
from vierspan.workspace.web.keeping import kept


@by_link(letters.PURPOSE)
@require_GET
def position(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    return _page(request, token, link)


def _page(request: HttpRequest, token: str, link: Any, data: Any = None, slip: Any = None) -> HttpResponse:
    standing = queries.by_link(saying.voice_of(link))
    (mine,) = standing.mine or (None,)
    forms = slip or (word_forms(standing, mine, data) if mine and standing.is_open else [])
    question = standing.question
    shown = {
        "link": link,
        "standing": standing,
        "question": question,
        "voice": saying.voice_of(link),
        "mine": mine,
        "forms": forms,
        "said": [spoken(each, standing) for each in standing.spoken],
        "parts": parts(standing),
        "rule": wording.RULES[question.rule],
        "rule_about": wording.ABOUT[question.rule],
        "rule_lines": rule_lines(standing),
        "outcome": wording.OUTCOMES.get(question.decision.outcome, "") if question.decision else "",
        "say_at": reverse("web:position_say", args=[token]),
        "back_at": reverse("web:position_take_back", args=[token]),
    }
    return render(request, "pages/initiatives/position_link.html", shown, status=422 if slip else 200)


@by_link(letters.PURPOSE)
@require_POST
def say(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    standing = queries.by_link(saying.voice_of(link))
    if not standing.mine or not standing.is_open:
        return redirect("web:position", token=token)
    forms = word_forms(standing, standing.mine[0], request.POST)
    if all([form.is_valid() for _key, form in forms]):  # noqa: C419 - every form tells its own slips
        try:
            if kept_all(forms, lambda: saying.say_by_link(link, words_of(forms))):
                return redirect("web:position", token=token)
        except Conflict:  # closed in the meantime: the page tells
            return redirect("web:position", token=token)
    return _page(request, token, link, slip=forms)


def kept_all(forms: list[Any], write: Any) -> bool:
    """Keep the words of all forms; a slip is told in the form that it is of."""

    def done() -> bool:
        write()
        return True

    return bool(kept(forms[0][1], done))


@by_link(letters.PURPOSE)
@require_POST
def take_back(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    try:
        saying.take_back_by_link(link)
    except Conflict:
        return redirect("web:position", token=token)
    return redirect("web:position", token=token)


AT = "link/position/<str:token>/"
urlpatterns = [
    path(AT, position, name="position"),
    path(f"{AT}say/", say, name="position_say"),
    path(f"{AT}take-back/", take_back, name="position_take_back"),
]
