"""Bringing in a file: choose, check and mend, done, and taking it back."""

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.networks.models import Network

DUTCH = {"HTTP_ACCEPT_LANGUAGE": "nl"}
PARTIES = [["Naam"], ["Gemeente Oosterdal"], ["Thuiszorg De Brink"]]
PEOPLE = [
    ["Naam", "Partij", "E-mail", "Sinds"],
    ["Marit Hoekema", "Gemeente Oosterdal", "marit@oosterdal.example", "01-03-2023"],
    ["Annelies Kuiper", "Thuiszorg De Brnk", "a@brink.example", "15-09-2023"],
    ["Sjoerd Alberda", "Gemeente Oosterdal", "sjoerd@", "31-02-2024"],
]


def workbook(**sheets: list[list[str]]) -> bytes:
    made, kept = Workbook(), io.BytesIO()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(kept)
    return kept.getvalue()


def red() -> bytes:
    return workbook(Partijen=PARTIES, Mensen=PEOPLE)


@pytest.fixture
def home(network: Network) -> str:
    return f"/n/{network.slug}/import/"


def put_in(client: Client, home: str, content: bytes, name: str = "vloedstreek.xlsx") -> str:
    """The address of the page of checking."""
    sent = client.post(home, {"file": SimpleUploadedFile(name, content)}, **DUTCH)  # type: ignore[arg-type]
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"])


def said(client: Client, address: str, **headers: str) -> str:
    page = client.get(address, headers={"accept-language": "nl", **headers})
    assert page.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_a_file_is_looked_at_before_anything_is_kept(lead_client: Client, network: Network, home: str) -> None:
    seen = said(lead_client, put_in(lead_client, home, red()))
    assert "Drie cellen kloppen nog niet" in seen
    assert "De andere 3 rijen zijn in orde" in seen
    assert "Mensen 3 3 rood" in seen
    assert not Party.objects.of(network.pk).exists()


def test_a_red_cell_opens_under_its_row_with_the_reason_and_the_likely_mend(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, red())
    page = lead_client.get(f"{address}?sheet=Mensen&row=3&column=Partij", headers={"accept-language": "nl"})
    body = unescape(page.content.decode())
    assert "‘Thuiszorg De Brnk’ staat niet op het blad Partijen" in body
    assert 'name="text" value="Thuiszorg De Brink"' in body
    assert "Maak een nieuwe partij" in body
    assert 'aria-invalid="true" aria-describedby="mend-why"' in body


def test_the_likely_mend_heals_the_row_and_only_that_row_comes_back(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, red())
    given = {"sheet": "Mensen", "row": 3, "column": "Partij", "text": "Thuiszorg De Brink", "page": 1, "rows": "all"}
    headers = {"hx-request": "true", "hx-target": "row-3", "accept-language": "nl"}
    part = lead_client.post(f"{address}cell/", given, headers=headers).content.decode()
    assert part.strip().startswith("{#") is False
    assert '<tbody id="row-3" class="new">' in part
    assert '<tbody id="row-4"' not in part
    assert "Twee cellen kloppen nog niet" in part


def test_a_mend_that_is_still_wrong_stays_open_and_says_why(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, red())
    given = {"sheet": "Mensen", "row": 4, "column": "E-mail", "text": "nog fout", "page": 1}
    answer = lead_client.post(f"{address}cell/", given)
    assert answer["Location"].endswith("#mend")
    assert "‘nog fout’ is geen e-mailadres" in said(lead_client, answer["Location"])


def test_a_name_that_is_new_gets_a_row_of_its_own(lead_client: Client, network: Network, home: str) -> None:
    address = put_in(lead_client, home, red())
    lead_client.post(f"{address}name/", {"table": "parties", "name": "Thuiszorg De Brnk", "sheet": "Mensen", "row": 3})
    lead_client.post(f"{address}skip/", {"sheet": "Mensen", "row": 4})
    assert "Alles klopt: 5 rijen" in said(lead_client, address)
    done = lead_client.post(f"{address}bring-in/", {"which": "all"})["Location"]
    assert "5 nieuw" in said(lead_client, done)
    assert Party.objects.of(network.pk).count() == 3


@pytest.mark.parametrize("table", ["ties", "nothing", ""])
def test_only_what_has_a_name_can_be_added_by_name(lead_client: Client, home: str, table: str) -> None:
    address = put_in(lead_client, home, red())
    assert lead_client.post(f"{address}name/", {"table": table, "name": "X", "sheet": "Mensen"}).status_code == 404


def test_the_last_change_can_be_taken_back(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, red())
    lead_client.post(f"{address}skip/", {"sheet": "Mensen", "row": 4})
    assert "Een cel klopt nog niet" in said(lead_client, address)
    lead_client.post(f"{address}take-back/", {"sheet": "Mensen"})
    assert "Drie cellen kloppen nog niet" in said(lead_client, address)


def test_bringing_in_what_is_right_says_what_stayed_behind(lead_client: Client, network: Network, home: str) -> None:
    address = put_in(lead_client, home, red())
    done = lead_client.post(f"{address}bring-in/", {"which": "good"})["Location"]
    seen = said(lead_client, done)
    assert "2 rijen zijn niet meegenomen" in seen
    assert "‘Thuiszorg De Brnk’ staat niet op het blad Partijen" in seen
    assert Person.objects.of(network.pk).count() == 1
    listed = lead_client.get(f"{done}left-out/", headers={"accept-language": "nl"}).content.decode("utf-8-sig")
    assert listed.splitlines()[0] == "Blad;Rij;Waarom"
    assert len(listed.splitlines()) == 3


def test_everything_is_not_brought_in_while_a_cell_is_red(lead_client: Client, network: Network, home: str) -> None:
    address = put_in(lead_client, home, red())
    assert lead_client.post(f"{address}bring-in/", {"which": "all"})["Location"].startswith(address)
    assert not Party.objects.of(network.pk).exists()


def test_the_same_file_again_changes_nothing_and_the_old_page_leads_on(lead_client: Client, home: str) -> None:
    whole = workbook(Partijen=PARTIES)
    first = put_in(lead_client, home, whole)
    done = lead_client.post(f"{first}bring-in/", {"which": "all"})["Location"]
    assert lead_client.get(first)["Location"] == done
    assert lead_client.post(f"{first}bring-in/", {"which": "all"})["Location"] == first
    second = put_in(lead_client, home, whole)
    assert "bestaat al, blijft zo" in said(lead_client, second)
    again = lead_client.post(f"{second}bring-in/", {"which": "all"})["Location"]
    assert "Alles stond er al" in said(lead_client, again)


def test_an_import_is_undone_from_its_page(lead_client: Client, network: Network, home: str) -> None:
    address = put_in(lead_client, home, workbook(Partijen=PARTIES))
    done = lead_client.post(f"{address}bring-in/", {"which": "all"})["Location"]
    lead_client.post(f"{done}undo/")
    assert "Dit is ongedaan gemaakt" in said(lead_client, done)
    assert not Party.objects.of(network.pk).exists()
    assert "vloedstreek.xlsx" in said(lead_client, home)


def test_two_spellings_are_one_party_only_when_somebody_says_so(
    lead_client: Client, network: Network, home: str
) -> None:
    twice = workbook(Partijen=[["Naam"], ["Thuiszorg De Brink"], ["Thuiszorg De Brink B.V."], ["Stichting Het Veen"]])
    address = put_in(lead_client, home, twice)
    assert "Is dit dezelfde partij?" in said(lead_client, address)
    pair = {"keep": "Thuiszorg De Brink B.V.", "other": "Thuiszorg De Brink"}
    lead_client.post(f"{address}alike/", {**pair, "same": "same"})
    assert "Is dit dezelfde partij?" not in said(lead_client, address)
    lead_client.post(f"{address}bring-in/", {"which": "all"})
    assert sorted(Party.objects.of(network.pk).values_list("name", flat=True)) == [
        "Stichting Het Veen",
        "Thuiszorg De Brink B.V.",
    ]


def test_a_spelling_can_become_a_party_that_the_network_knows(lead_client: Client, network: Network, home: str) -> None:
    lead_client.post(f"{put_in(lead_client, home, workbook(Partijen=PARTIES))}bring-in/", {"which": "all"})
    address = put_in(lead_client, home, workbook(Partijen=[["Naam", "Sector"], ["Thuiszorg De Brink BV", "zorg"]]))
    pair = {"keep": "Thuiszorg De Brink", "other": "Thuiszorg De Brink BV"}
    lead_client.post(f"{address}alike/", {**pair, "same": "same"})
    lead_client.post(f"{address}bring-in/", {"which": "all"})
    assert Party.objects.of(network.pk).count() == 2
    assert Party.objects.of(network.pk).get(name="Thuiszorg De Brink").sector == "zorg"


def test_names_that_are_not_the_same_are_not_asked_again(lead_client: Client, home: str) -> None:
    address = put_in(lead_client, home, workbook(Partijen=[["Naam"], ["De Brink"], ["De Brink B.V."]]))
    pair = {"keep": "De Brink B.V.", "other": "De Brink", "same": "apart"}
    lead_client.post(f"{address}alike/", pair)
    assert "Is dit dezelfde partij?" not in said(lead_client, address)
    assert lead_client.post(f"{address}alike/", pair).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leeg.xlsx", b"", "Dit bestand is leeg"),
        ("brief.xlsx", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "Dit bestand is geen"),
        ("kapot.xlsx", b"PK\x03\x04rubbish", "Dit bestand is beschadigd"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_plain_words(
    lead_client: Client, home: str, name: str, content: bytes, reason: str
) -> None:
    page = lead_client.post(home, {"file": SimpleUploadedFile(name, content)}, headers={"accept-language": "nl"})
    assert page.status_code == 422
    assert reason in unescape(page.content.decode())


def test_a_form_without_a_file_asks_for_one(lead_client: Client, home: str) -> None:
    page = lead_client.post(home, {}, headers={"accept-language": "nl"})
    assert "Kies eerst een bestand." in page.content.decode()


@pytest.mark.parametrize(("language", "sheet"), [("nl", "Partijen"), ("en", "Parties")])
def test_the_empty_workbook_comes_in_ones_own_language(
    lead_client: Client, home: str, language: str, sheet: str
) -> None:
    book = load_workbook(io.BytesIO(lead_client.get(f"{home}template/{language}/").content))
    assert sheet in book.sheetnames
    assert lead_client.get(f"{home}template/fr/").status_code == 404


def test_somebody_without_a_network_makes_one_of_a_file(lead_client: Client, anna: User) -> None:
    named = workbook(Netwerk=[["Naam"], ["Langer Thuis"]], Partijen=PARTIES)
    made = lead_client.post("/import/", {"file": SimpleUploadedFile("a.xlsx", named), "name": ""})
    assert made["Location"].startswith("/n/langer-thuis/import/")
    unnamed = {"file": SimpleUploadedFile("Wijk en zorg.xlsx", workbook(Partijen=PARTIES)), "name": ""}
    assert lead_client.post("/import/", unnamed)["Location"].startswith("/n/wijk-en-zorg/import/")
    before = Network.objects.count()
    assert lead_client.post("/import/", {"file": SimpleUploadedFile("b.xlsx", b"%PDF-1")}).status_code == 422
    assert Network.objects.count() == before


@pytest.mark.parametrize("role", ["member", "observer", "guest"])
def test_only_leaders_bring_in(client: Client, home: str, joined: Callable[[str, str], User], role: str) -> None:
    client.force_login(joined("bram@partner.nl", role))
    assert client.get(home).status_code == 403
    assert client.post(home, {"file": SimpleUploadedFile("a.xlsx", red())}).status_code == 403


def test_a_file_of_another_network_is_not_there(lead_client: Client, client: Client, home: str, anna: User) -> None:
    address = put_in(lead_client, home, red())
    other = User.objects.create_user("dirk@elders.nl")
    stranger = Client()
    stranger.force_login(other)
    stranger.post("/new/", {"name": "Elders"})
    number = address.split("/")[-2]
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/n/elders/import/{number}/").status_code == 404
    assert stranger.post(f"/n/elders/import/{number}/bring-in/", {"which": "good"}).status_code == 404
    assert stranger.post(f"/n/elders/import/{number}/skip/", {"sheet": "Mensen", "row": 3}).status_code == 404
