"""A whole round of leading together, on the demo network, in both languages.

Somebody asks fourteen others how they see the way of leading, by personal link; what they said together is closed and
told, shown to one other person and to nobody else; the team talks in front of its mirror; and a wish becomes a try,
with what came of it in the log.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.leadership.growth.models import Entry, TryOut
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round
from vierspan.workspace.networks.models import Membership, Network
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)

SHE, SEES_IT, SEES_NOTHING = "Ilse Tjaarda", "Sjoerd Alberda", "Kees Dijkhof"
RATERS, BY_PHONE = 14, 2
SEED = 14
AGREED, CAME, LEARNT = "Sjoerd: conditions, voorwaarden", "Stil; quiet", "Wachten; waiting"
LINK = re.compile(r"https?://[^/]+(/link/lead/\S+)")


@dataclass(frozen=True, slots=True)
class Cycle:
    """The demo network, who is in it, and the browser at a desk."""

    network: Network
    leader: User
    language: str
    desk: Walk
    phone: Walk
    sign_in_as: Callable[[User], None]

    @property
    def home(self) -> str:
        return f"/n/{self.network.slug}/leadership/"

    def says(self, text: str, **facts: Any) -> str:
        with override(self.language):
            return gettext(text) % facts if facts else gettext(text)

    def counts(self, one: str, more: str, n: int) -> str:
        with override(self.language):
            return ngettext(one, more, n) % {"n": n}

    def press(self, text: str, **facts: Any) -> None:
        self.desk.press(self.says(text, **facts))

    def title(self, text: str, **facts: Any) -> None:
        self.desk.title(self.says(text, **facts))

    def is_now(self, name: str) -> None:
        self.sign_in_as(self.user(name))

    def user(self, name: str) -> User:
        member = Membership.objects.of(self.network.pk).get(person_id=self.person(name).pk)
        return User.objects.get(pk=member.user_id)

    def person(self, name: str) -> Person:
        return Person.objects.of(self.network.pk).get(name=name)

    def round(self) -> Round:
        return Round.objects.of(self.network.pk).get(about=self.person(SHE))


@pytest.fixture(params=["nl", "en"])
def cycle(
    request: pytest.FixtureRequest,
    browser_page: Page,
    phone_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
) -> Cycle:
    network, leader = load_demo(request.param)
    browser_page.set_default_timeout(120_000)
    desk, phone = Walk(browser_page, axe_violations), Walk(phone_page, axe_violations, widths=(390,))
    return Cycle(network, leader, request.param, desk, phone, sign_in_as)


@pytest.fixture
def phone_page(chromium: Browser, live_server: LiveServer, console_errors: list[str]) -> Iterator[Page]:
    """Of somebody without an account, on a phone."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.on("console", lambda said: console_errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    yield page
    context.close()


def test_from_asking_others_to_a_line_in_the_log(cycle: Cycle, console_errors: list[str]) -> None:
    _asks(cycle)
    _is_answered(cycle)
    _closes(cycle)
    _looks_in_the_mirror(cycle)
    _shows_it(cycle)
    assert console_errors == []
    _is_not_shown_to_others(cycle)
    console_errors.clear()  # the page that is not there
    _talks_with_the_team(cycle)
    _tries_something(cycle)
    assert cycle.desk.wrong + cycle.phone.wrong == []
    assert console_errors == []


def _asks(cycle: Cycle) -> None:
    """She, and the co-ordinator who chooses along."""
    desk, page = cycle.desk, cycle.desk.page
    cycle.is_now(SHE)
    page.goto(f"{cycle.home}questions/")
    desk.look("questions")
    desk.follow(cycle.says("Ask others about me"))
    cycle.title("How do others see me lead?")
    along = page.get_by_label(cycle.says("Who chooses along with you whom to ask?"))
    along.select_option(str(cycle.person(cycle.leader.name).pk))
    desk.look("terms")
    cycle.press("Keep this and choose whom you ask")
    cycle.title("Whom do you ask?")
    for box in page.locator("input[name=person]:enabled").all()[: RATERS - 1]:
        box.check()
    page.get_by_label(cycle.says("Find somebody by name or party")).fill(SEES_NOTHING.lower())
    page.get_by_label(re.compile(SEES_NOTHING)).check()
    expect(page.locator("[data-pick-count]")).to_have_text(cycle.says("# people chosen").replace("#", str(RATERS)))
    desk.look("whom to ask")
    page.locator("main .form-actions button").click()
    cycle.press("These are the right people")
    desk.look("draft")
    cycle.sign_in_as(cycle.leader)
    page.goto(_path_in(Letter.objects.filter(body__contains=str(cycle.round().pk)).get()))
    desk.look("choosing along")
    cycle.press("These are the right people")
    cycle.is_now(SHE)
    page.goto(f"{cycle.home}questions/{cycle.round().pk}/")
    cycle.title("Ready to be asked")
    page.locator("[data-opens=open-round]").click()
    page.locator("#open-round button.main").click()
    page.get_by_text(cycle.counts("%(n)s mail is on its way", "%(n)s mails are on their way", RATERS)).wait_for()
    desk.look("questions are out")


def _path_in(letter: Letter) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.body)
    assert found
    return found[1]


def _is_answered(cycle: Cycle) -> None:
    """By all fourteen, each by the link in their letter; the first of them in a browser on a phone."""
    letters = [LINK.search(each.body) for each in Letter.objects.filter(body__contains="/link/lead/")]
    links = sorted(found[1] for found in letters if found)
    assert len(set(links)) == RATERS
    for at, link in enumerate(links[:BY_PHONE]):
        _answers_by_phone(cycle, link, looks=not at)
    chance = Random(SEED)  # noqa: S311 - the same every time
    for link in links[BY_PHONE:]:
        _answers(link, chance)


def _answers_by_phone(cycle: Cycle, link: str, *, looks: bool) -> None:
    phone, page = cycle.phone, cycle.phone.page
    page.goto(link)
    phone.title(cycle.says("How do you see %(about)s lead?", about=SHE))
    look = phone.look if looks else lambda _name: None
    look("link")
    phone.follow(cycle.says("Begin"))
    for place in range(8):
        page.get_by_text(cycle.says("%(place)s of %(of)s", place=place + 1, of=8)).wait_for()
        for group in page.locator("fieldset").all():
            group.locator("label").nth(3 - place % 2).click()
        if place in (0, 4):
            look(f"screen {place}")
        phone.press(cycle.says("Go on"))
    phone.title(cycle.says("Is this what you want to hand in?"))
    look("check")
    phone.press(cycle.says("Hand in"))
    phone.title(cycle.says("Thank you, your answers are in"))
    look("thanks")


def _answers(link: str, chance: Random) -> None:
    """Screen by screen, without a browser."""
    client = Client()
    for screen in client.get(link).context["pages"]:
        said = {line.field: str(chance.choice((3, 4, 4, 5))) for line in screen.lines}
        assert client.post(f"{link}{screen.key}/", said).status_code == 302
    assert client.post(f"{link}hand-in/").status_code == 302


def _closes(cycle: Cycle) -> None:
    """After which nothing ties an answer to a person."""
    desk, page, of = cycle.desk, cycle.desk.page, cycle.round()
    page.goto(f"{cycle.home}questions/{of.pk}/")
    desk.look("all answered")
    page.locator("[data-opens=close-round]").click()
    page.locator("#close-round button.error").click()
    cycle.title("%(n)s of %(of)s answered", n=RATERS, of=RATERS)
    desk.look("closed")
    asked = Invitation.objects.of(cycle.network.pk).filter(round=of)
    assert set(asked.values_list("token_hash", "has_answered")) == {("", False)}
    answers = Response.objects.of(cycle.network.pk).filter(round=of)
    assert (cycle.round().secret, answers.count(), set(answers.values_list("key", flat=True))) == ("", RATERS, {""})


def _looks_in_the_mirror(cycle: Cycle) -> None:
    desk = cycle.desk
    desk.follow(cycle.says("Beside your own view: my mirror"))
    cycle.title("This is how others see you")
    desk.look("my mirror")


def _shows_it(cycle: Cycle) -> None:
    """To one person, who finds it under their own mirror."""
    desk, page = cycle.desk, cycle.desk.page
    desk.follow(cycle.says("Show it to somebody"))
    page.get_by_label(cycle.says("Somebody of the network")).select_option(label=SEES_IT)
    desk.look("showing")
    cycle.press("First see what they will see")
    cycle.title("This is exactly what %(name)s will see", name=SEES_IT)
    desk.look("what they will see")
    cycle.press("Show this to %(who)s", who=SEES_IT)
    page.get_by_text(cycle.says("Shared. You can take it back at any time.")).wait_for()
    desk.look("shown")
    cycle.is_now(SEES_IT)
    page.goto(f"{cycle.home}mine/")
    desk.follow(cycle.says("The mirror of %(name)s", name=SHE))
    cycle.title("The mirror of %(name)s", name=SHE)
    desk.look("the mirror of another")


def _is_not_shown_to_others(cycle: Cycle) -> None:
    page = cycle.desk.page
    address = page.url
    for user in (cycle.user(SEES_NOTHING), cycle.leader):
        cycle.sign_in_as(user)
        reply = page.goto(address)
        assert reply
        assert reply.status == 404
        page.goto(f"{cycle.home}mine/")
        expect(page.get_by_role("link", name=cycle.says("The mirror of %(name)s", name=SHE))).to_have_count(0)


def _talks_with_the_team(cycle: Cycle) -> None:
    """On the screen of the room; what is agreed becomes a commitment."""
    desk, page = cycle.desk, cycle.desk.page
    page.goto(f"{cycle.home}ours/")
    desk.look("our mirror")
    page.get_by_text(cycle.says("Begin a talk"), exact=True).click()
    cycle.press("Begin, on the screen of the room")
    cycle.title("Is there enough of what we need?")
    desk.look("alone")
    for place, step in enumerate(("look", "talk", "note"), start=2):
        _goes_on(page, place)
        desk.look(step)
    _writes(cycle, "A note", "Annelies, Sjoerd")
    _goes_on(page, 5)
    _writes(cycle, "An agreement", AGREED)
    desk.look("decide")
    page.keyboard.press("Escape")
    expect(page.locator(".team-outcome")).to_contain_text(AGREED)
    desk.look("what the talk brought")


def _goes_on(page: Page, place: int) -> None:
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/{place}/")


def _writes(cycle: Cycle, label: str, text: str) -> None:
    page = cycle.desk.page
    page.get_by_label(cycle.says(label)).fill(text)
    cycle.press("Write it down")
    page.get_by_text(text).first.wait_for()


def _tries_something(cycle: Cycle) -> None:
    """From a wish to what came of it, and a line in the log."""
    desk, page = cycle.desk, cycle.desk.page
    cycle.is_now(SHE)
    page.goto(f"{cycle.home}growth/")
    desk.look("growth")
    desk.follow(cycle.says("Choose a wish"))
    page.locator("input[value='orientation:explorer']").check()
    desk.look("a wish")
    cycle.press("Show me three things to try")
    expect(page.locator("article.idea")).to_have_count(3)
    desk.look("three to try")
    page.locator(".idea-do a").first.click()
    page.get_by_label(cycle.says("At which gathering?")).select_option(index=1)
    page.get_by_label(cycle.says("For which initiative?")).select_option(index=1)
    desk.look("planning")
    cycle.press("Plan it")
    page.get_by_text(cycle.says("Planned. Afterwards two minutes to note what came of it.")).wait_for()
    desk.look("planned")
    _notes(cycle)
    row = TryOut.objects.of(cycle.network.pk).get(person=cycle.person(SHE))
    assert row.gathering is not None
    assert row.initiative is not None
    assert (row.state, row.effect, row.came) == ("done", 4, CAME)
    assert Entry.objects.of(cycle.network.pk).get(person=cycle.person(SHE)).try_out == row


def _notes(cycle: Cycle) -> None:
    desk, page = cycle.desk, cycle.desk.page
    page.get_by_text(cycle.says("Note it now: it is done")).click()
    for choice in ("4 · much", "yes, like this", "only I"):
        page.get_by_label(cycle.says(choice), exact=True).check()
    page.get_by_role("textbox", name=cycle.says("What came of it?")).fill(CAME)
    cycle.press("Note it")
    page.get_by_text(cycle.says("Noted. Only you read it.")).wait_for()
    desk.look("what came of it")
    page.get_by_label(cycle.says("What did you learn?")).fill(LEARNT)
    cycle.press("Write it in my log")
    page.get_by_text(cycle.says("Written in your log. Only you read it.")).wait_for()
    page.goto(f"{cycle.home}growth/log/")
    page.get_by_text(LEARNT).first.wait_for()
    desk.look("log")
