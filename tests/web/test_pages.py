from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import queries
from vierspan.workspace.networks.models import Network
from vierspan.workspace.web.headers import HEADERS

OPEN = ["/", "/in/", "/privacy/", "/out/done/", "/in/demo/"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_is_there_in_both_languages(client: Client, address: str, language: str) -> None:
    page = client.get(address, headers={"accept-language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*OPEN, "/nothing-here/", "/n/nobody/"])
def test_every_reply_carries_the_headers(client: Client, address: str) -> None:
    page = client.get(address)
    assert {name: page[name] for name in HEADERS} == HEADERS


def test_pages_of_somebody_signed_in_are_not_kept_by_the_browser(lead_client: Client) -> None:
    assert lead_client.get("/")["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_without_account_a_network_asks_to_sign_in(client: Client) -> None:
    assert client.get("/n/zorg-aan-zee/")["Location"] == "/in/?next=/n/zorg-aan-zee/"


@pytest.mark.parametrize("place", ["", "rooms/", "settings/", "settings/members/"])
def test_the_pages_of_a_network_open_for_its_leader(lead_client: Client, network: Network, place: str) -> None:
    page = lead_client.get(f"/n/{network.slug}/{place}")
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize("place", ["", "rooms/", "settings/", "settings/members/"])
def test_a_foreign_network_is_not_there(network: Network, client: Client, place: str) -> None:
    client.force_login(User.objects.create_user("bram@elders.nl"))
    foreign, absent = (client.get(f"/n/{slug}/{place}") for slug in (network.slug, "bestaat-niet"))
    assert foreign.status_code == absent.status_code == 404


def test_a_participant_is_told_in_plain_words_that_settings_are_for_leaders(
    client: Client, network: Network, joined: Callable[[str, str], User]
) -> None:
    client.force_login(joined("bram@partner.nl", "member"))
    page = client.get(f"/n/{network.slug}/settings/", headers={"accept-language": "en"})
    assert page.status_code == 403


def test_somebody_makes_a_network_with_only_a_name(lead_client: Client) -> None:
    made = lead_client.post("/new/", {"name": "Samen Sterk"})
    assert made["Location"] == "/n/samen-sterk/"
    wrong = lead_client.post("/new/", {"name": "  "})
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.content.decode()


def test_a_leader_describes_the_network(lead_client: Client, anna: User, network: Network) -> None:
    given = {"name": "Zorg", "purpose": ["service"], "phase": "shape", "language": "nl", "need_explorer": "4"}
    assert lead_client.post(f"/n/{network.slug}/settings/", given).status_code == 302
    kept = queries.network(queries.actor_for(anna, network.slug))
    assert (kept.name, kept.purpose, kept.needs) == ("Zorg", ["service"], {"explorer": 4})


def test_an_invitation_goes_by_mail_and_is_taken_by_a_press(
    lead_client: Client, network: Network, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    lead_client.post(f"/n/{network.slug}/settings/members/invite/", {"email": "bram@partner.nl", "role": "member"})
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    address = link.removeprefix("http://testserver")
    bram, client = User.objects.create_user("bram@partner.nl"), Client()
    client.force_login(bram)
    assert client.get(address).status_code == 200
    assert not queries.memberships_of(bram).exists()
    client.post(address)
    assert queries.memberships_of(bram).get().role == "member"


def test_the_last_leader_cannot_go(lead_client: Client, network: Network) -> None:
    assert lead_client.post(f"/n/{network.slug}/settings/members/leave/").status_code == 400


def test_the_language_stays_as_chosen_in_the_browser_and_in_the_account(lead_client: Client, anna: User) -> None:
    lead_client.post("/language/", {"language": "en", "next": "/me/"})
    anna.refresh_from_db()
    assert anna.language == "en"
    page = lead_client.get("/me/", headers={"accept-language": "nl"})
    assert '<html lang="en"' in page.content.decode()


def test_the_profile_keeps_name_language_and_theme(lead_client: Client, anna: User) -> None:
    lead_client.post("/me/", {"name": "Anna", "language": "nl", "theme": "dark"})
    assert 'data-theme="dark"' in lead_client.get("/me/").content.decode()


@pytest.mark.django_db
def test_the_page_with_every_component_is_for_the_demo_only(client: Client, settings: Settings) -> None:
    assert client.get("/look/").status_code == 404
    settings.DEMO = True
    assert client.get("/look/").status_code == 200


def test_the_second_step_can_be_added_in_our_own_sheet(lead_client: Client) -> None:
    for address in ("/in/two/", "/in/two/totp/activate/"):
        page = lead_client.get(address)
        assert page.status_code == 200
        assert 'class="sheet"' in page.content.decode()
