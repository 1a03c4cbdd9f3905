"""Everything can be taken along, by who may."""

from collections.abc import Callable

import pytest
from django.test import Client

from vierspan.workspace.accounts.models import User
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.exchange.exports import FORMS
from vierspan.workspace.networks import queries
from vierspan.workspace.networks.models import Network
from vierspan.workspace.web.pages import exports


def test_each_form_is_offered_in_words() -> None:
    assert set(exports.FORMS) == set(FORMS)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_downloads(lead_client: Client, anna: User, network: Network, form: str) -> None:
    from factories import small_records

    import_records(queries.actor_for(anna, network.slug), small_records())
    got = lead_client.get(f"/n/{network.slug}/export/{form}/")
    assert got.status_code == 200
    assert network.slug in got["Content-Disposition"]
    assert len(got.content) > 100


def test_an_unknown_form_is_not_there(lead_client: Client, network: Network) -> None:
    assert lead_client.get(f"/n/{network.slug}/export/docx/").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("member", 200), ("observer", 200), ("guest", 403)])
def test_who_may_see_may_take_along(
    client: Client, network: Network, joined: Callable[[str, str], User], role: str, status: int
) -> None:
    client.force_login(joined("bram@partner.nl", role))
    assert client.get(f"/n/{network.slug}/export/").status_code == status


def test_an_empty_network_says_that_there_is_nothing_yet(lead_client: Client, network: Network) -> None:
    page = lead_client.get(f"/n/{network.slug}/export/", headers={"accept-language": "nl"})
    assert "Er is nog niets om mee te nemen" in page.content.decode()
    assert lead_client.get(f"/n/{network.slug}/export/gexf/")["Location"] == f"/n/{network.slug}/export/"
