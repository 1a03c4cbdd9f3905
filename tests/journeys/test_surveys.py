"""A leader makes a relation survey, opens it, closes it and reads what may be told."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page

from survey_circle import drawn, make_circle
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.surveys import answering
from vierspan.workspace.directory.surveys.models import Survey, Voice
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_leader_asks_everybody_and_reads_what_may_be_told(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    circle = make_circle()
    lead = User.objects.get(pk=circle.lead.user_id)
    User.objects.filter(pk=lead.pk).update(language="nl")
    sign_in_as(lead)
    browser_page.set_default_timeout(180_000)
    walk = Walk(browser_page, axe_violations)
    browser_page.goto("/n/the-circle/surveys/")
    walk.title("Vraag elkaar hoe jullie verbonden zijn")
    walk.look("empty")
    _make(walk)
    _open(walk)
    _answers(circle.lead.network_id)
    _close(walk)
    assert walk.wrong == []
    assert console_errors == []


def _make(walk: Walk) -> None:
    walk.page.get_by_role("link", name="Maak een vragenlijst").click()
    walk.look("what")
    walk.page.get_by_label("Titel").fill("Hoe staan we ervoor?")
    walk.press("Bewaar dit en kies aan wie je het vraagt")
    walk.title("0 mensen krijgen de vragen")
    walk.press("Iedereen")
    walk.title("16 mensen krijgen de vragen")
    walk.look("voices")
    walk.press("Bewaar dit en bekijk de brieven", last=True)
    walk.title("Drie mails")
    walk.look("letters")
    walk.press("Bewaar de brieven")


def _open(walk: Walk) -> None:
    walk.title("Klaar om te versturen")
    walk.look("draft")
    walk.press("Verstuur de uitnodigingen")
    walk.page.get_by_role("heading", name="16 mensen krijgen nu een mail").wait_for()
    walk.wrong += walk.violations(walk.page)
    walk.press("Verstuur de uitnodigingen", last=True)
    walk.title("Tussen 0 en 25 procent heeft nu geantwoord")
    walk.look("open")


def _answers(network_id: UUID) -> None:
    survey = Survey.objects.of(network_id).get()
    for n, voice in enumerate(Voice.objects.of(network_id).filter(survey=survey)):
        token = answering.new_key(voice)
        answering.hand_in(token, drawn(survey, token, n), opted_in=True)


def _close(walk: Walk) -> None:
    walk.page.reload()
    walk.title("Tussen 75 en 100 procent heeft nu geantwoord")
    walk.press("Sluit de vragenlijst")
    walk.page.get_by_role("heading", name="Vanaf nu komen er geen antwoorden meer bij").wait_for()
    walk.press("Sluit de vragenlijst", last=True)
    walk.title("Voor vertrouwen geven jullie elkaar")
    walk.page.get_by_text("Per naam").first.focus()
    walk.page.keyboard.press("Enter")
    walk.page.get_by_role("link", name="Party 3").first.wait_for()
    walk.look("closed")
