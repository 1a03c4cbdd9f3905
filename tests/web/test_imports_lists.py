"""Lists that are not ours: how we read them is shown, and changed, before anything else."""

import gzip
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.networks.models import Network

PROJECTS = """project;organisatie;rol;startdatum
Zorgpad;Gemeente Oosterdal;aanjager;2024-01-01
Zorgpad;Thuiszorg De Brink;meedoener;2024-01-01
Wijkhuis;Thuiszorg De Brink;aanjager;2024-02-01
Wijkhuis;Welzijn Rondom;meedoener;2024-02-01
"""


@pytest.fixture
def home(network: Network) -> str:
    return f"/n/{network.slug}/import/"


def put_in(client: Client, home: str, content: bytes, name: str) -> str:
    return str(client.post(home, {"file": SimpleUploadedFile(name, content)})["Location"])


def test_a_list_of_ones_own_is_explained_before_it_is_checked(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, PROJECTS.encode(), "projecten.csv")
    assert address.endswith("/lists/")
    page = lead_client.get(address, headers={"accept-language": "nl"}).content.decode()
    assert "We hebben een vraag over jullie lijst" in page
    assert "Welke rollen betekenen dat iemand het project trekt?" in page
    assert "Gemeente Oosterdal" in page
    assert '<option value="initiative" selected>' in page


def test_the_answers_decide_how_it_is_read(lead_client: Client, network: Network, home: str) -> None:
    address = put_in(lead_client, home, PROJECTS.encode(), "projecten.csv")
    answers = {"form-0": "participations", "answer-carries": "aanjager"}
    meanings = {"meaning-0-0": "initiative", "meaning-0-1": "actor", "meaning-0-2": "role", "meaning-0-3": "since"}
    check = lead_client.post(address, {**answers, **meanings})["Location"]
    assert lead_client.get(check).status_code == 200
    lead_client.post(f"{check}bring-in/", {"which": "all"})
    assert Initiative.objects.of(network.pk).count() == 2
    carrying = Seat.objects.of(network.pk).filter(carries=True)
    assert sorted(carrying.values_list("party__name", flat=True)) == ["Gemeente Oosterdal", "Thuiszorg De Brink"]


def test_another_kind_of_list_asks_for_other_columns(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, PROJECTS.encode(), "projecten.csv")
    again = lead_client.post(address, {"form-0": "ties", "meaning-0-0": "source", "again": "1"})["Location"]
    assert again == address
    page = lead_client.get(address).content.decode()
    assert '<option value="ties" selected>' in page
    assert '<option value="source" selected>' in page


def test_the_explanation_can_be_kept_as_a_file(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, PROJECTS.encode(), "projecten.csv")
    kept = lead_client.get(f"{address}file/")
    assert 'form = "participations"' in kept.content.decode()
    assert "attachment" in kept["Content-Disposition"]


@pytest.mark.parametrize("posted", [{}, {"form-0": "nonsense", "meaning-0-0": "nonsense", "answer-most": "sideways"}])
def test_answers_that_make_no_sense_break_nothing(lead_client: Client, home: str, posted: dict[str, str]) -> None:
    address = put_in(lead_client, home, PROJECTS.encode(), "projecten.csv")
    assert lead_client.get(lead_client.post(address, posted)["Location"]).status_code == 200


def test_a_file_of_ours_needs_no_explanation(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, b"Naam;Sector\nGemeente;overheid\n", "Partijen.csv")
    assert lead_client.get(f"{address}lists/").status_code == 409


@pytest.mark.parametrize("name", ["interreg_sweden", "nl_ministers_agendas", "classic_networks_edges"])
def test_real_lists_come_through_the_whole_way(
    lead_client: Client, network: Network, home: str, shared_data: Path, name: str
) -> None:
    content = gzip.decompress((shared_data / f"{name}.csv.gz").read_bytes())
    address = put_in(lead_client, home, content, f"{name}.csv")
    assert lead_client.get(address).status_code == 200
    check = lead_client.post(address, {})["Location"]
    assert lead_client.get(check).status_code == 200
