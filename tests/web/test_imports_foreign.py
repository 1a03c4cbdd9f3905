"""Files of other programs through the pages of bringing in: looked at, brought in, the same again, taken back."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vierspan.workspace.directory.models import Party, Person, Tie
from vierspan.workspace.networks.models import Network

CARDS = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Annelies Kuiper\r\nORG:Thuiszorg De Brink\r\nEMAIL:a@brink.example\r\n"
    b"TITLE:teamleider\r\nBDAY:1980-01-01\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nORG:Gemeente Oosterdal\r\n"
    b"END:VCARD\r\n"
)
MEMBERS = (
    b"Organization Name,Short Map Label,First Name,Last Name,Email,Job Title\r\n"
    b"Thuiszorg De Brink,Brink,Annelies,Kuiper,a@brink.example,teamleider\r\n"
    b"Gemeente Oosterdal,Gemeente,,,,\r\n"
)
GEPHI_LITE = json.dumps(
    {
        "type": "gephi-lite",
        "graphDataset": {
            "nodeData": {"1": {"label": "Thuiszorg De Brink"}, "2": {"label": "Gemeente Oosterdal"}},
            "edgeData": {"e": {"type": "verwijst door"}},
            "fullGraph": {
                "options": {"type": "mixed"},
                "nodes": [{"key": "1"}, {"key": "2"}],
                "edges": [{"key": "e", "source": "1", "target": "2"}],
            },
        },
    }
).encode()
FILES = [("adresboek.vcf", CARDS, 1, 0), ("members.csv", MEMBERS, 1, 0), ("oosterdal.json", GEPHI_LITE, 0, 1)]


def _said(client: Client, address: str) -> str:
    page = client.get(address, headers={"accept-language": "nl"})
    assert page.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def _put_in(client: Client, network: Network, name: str, content: bytes) -> str:
    sent = client.post(f"/n/{network.slug}/import/", {"file": SimpleUploadedFile(name, content)})
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"])


@pytest.mark.parametrize("file", FILES, ids=[file[0] for file in FILES])
def test_a_file_of_another_program_goes_back_whole_and_comes_in_once(
    lead_client: Client, network: Network, file: tuple[str, bytes, int, int]
) -> None:
    name, content, people, ties = file
    looked = _put_in(lead_client, network, name, content)
    assert "Gemeente Oosterdal" in _said(lead_client, looked)
    assert not Party.objects.of(network.pk).exists()
    done = lead_client.post(f"{looked}bring-in/", {"which": "all"})["Location"]
    names = set(Party.objects.of(network.pk).values_list("name", flat=True))
    assert names == {"Thuiszorg De Brink", "Gemeente Oosterdal"}
    lead_client.post(f"{done}undo/")
    assert not Party.objects.of(network.pk).exists()
    for expected in ("nieuw", "bestaat al, blijft zo"):
        looked = _put_in(lead_client, network, name, content)
        assert expected in _said(lead_client, looked)
        lead_client.post(f"{looked}bring-in/", {"which": "all"})
        kept = [model.objects.of(network.pk).count() for model in (Party, Person, Tie)]
        assert kept == [2, people, ties]


def test_an_address_book_says_what_it_leaves_behind(lead_client: Client, network: Network) -> None:
    assert "BDAY" in _said(lead_client, _put_in(lead_client, network, "adresboek.vcf", CARDS))


def test_an_address_book_without_names_is_told_in_plain_words(lead_client: Client, network: Network) -> None:
    content = b"BEGIN:VCARD\r\nEMAIL:\r\nEND:VCARD\r\n"
    sent = lead_client.post(
        f"/n/{network.slug}/import/",
        {"file": SimpleUploadedFile("leeg.vcf", content)},
        headers={"accept-language": "nl"},
    )
    address = sent["Location"] if sent.status_code == 302 else ""
    told = _said(lead_client, address) if address else unescape(sent.content.decode())
    assert "In dit adresboek staat niemand met een naam" in told
