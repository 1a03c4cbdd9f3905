"""The member list of PARTNER, and Polinode's workbook of nodes and edges."""

import io

import pytest
from openpyxl import Workbook

from vierspan.analysis.formats import read

HEADER = (
    "Organization Name,Short Map Label,First Name,Last Name,Email,Job Title,Website,Phone,Address,City,Province,"
    "Postal Code,Country,Sector,Primary Org Function"
)
ROWS = (
    "Thuiszorg De Brink,Brink,Annelies,Kuiper,a@b.example,teamleider,https://b.example,0575,Kade 1,Zutphen,Gelderland,"
    "7201 AA,NL,zorg,verpleging",
    "Thuiszorg De Brink,,Bo,Vos,bo@b.example,,,,,,,,,,",
    "Gemeente Oosterdal,,,,info@o.example,,,,,,,,,overheid,",
    ",,Los,Persoon,l@x.example,,,,,,,,,,",
)


def test_the_template_gives_parties_with_their_contacts() -> None:
    reading = read("\n".join((HEADER, *ROWS)).encode(), name="members.csv")
    assert reading.form == "partner"
    assert [(problem.code, problem.facts) for problem in reading.problems] == [("partner_nameless", {"count": 1})]
    parties = {row["name"]: row for row in reading.records.table("parties").to_dicts()}
    brink = parties["Thuiszorg De Brink"]
    assert parties.keys() == {"Thuiszorg De Brink", "Gemeente Oosterdal"}
    assert [brink[key] for key in ("short_name", "place", "region", "sector")] == [
        "Brink",
        "Zutphen",
        "Gelderland",
        "zorg",
    ]
    assert [brink[key] for key in ("address", "postal code", "country", "primary function")] == [
        "Kade 1",
        "7201 AA",
        "NL",
        "verpleging",
    ]
    people = reading.records.table("people").select("name", "email", "function", "party").rows()
    assert people == [
        ("Annelies Kuiper", "a@b.example", "teamleider", "Thuiszorg De Brink"),
        ("Bo Vos", "bo@b.example", None, "Thuiszorg De Brink"),
        ("info@o.example", "info@o.example", None, "Gemeente Oosterdal"),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Last name;First name;E-mail;Organisation;Sector", "Kuiper;Annelies;a@b.example;De Brink;zorg"),
        ("Email,Organization,Short Map Label,City,Primary Org Function", "a@b.example,De Brink,DB,Zutphen,zorg"),
    ],
)
def test_columns_may_stand_in_any_order_and_some_be_missing(header: str, row: str) -> None:
    reading = read(f"{header}\n{row}\n".encode(), name="members.csv")
    assert reading.form == "partner"
    assert reading.records.table("parties")["name"].to_list() == ["De Brink"]
    assert reading.records.table("people")["email"].to_list() == ["a@b.example"]


def test_namesakes_and_a_person_named_as_a_party_keep_codes_of_their_own() -> None:
    rows = ("A;Ann;Bos;a@b.example;x", "B;Ann;Bos;b@b.example;x", "Ann Bos;Cor;Dam;c@b.example;x")
    reading = read("\n".join(("Organization;First name;Last name;Email;Sector", *rows)).encode(), name="m.csv")
    assert reading.form == "partner"
    assert reading.records.table("people")["id"].to_list() == [
        "Ann Bos (a@b.example)",
        "Ann Bos (b@b.example)",
        "Cor Dam",
    ]


def test_a_list_of_projects_is_no_member_list() -> None:
    header = "Project,Organization,Role,First name,Last name,Email"
    rows = "P1,De Brink,lead,Ann,Bos,a@b.example\nP1,Oosterdal,member,Bo,Vos,b@o.example\n"
    assert read(f"{header}\n{rows}".encode(), name="projects.csv").form == "mapped"


def _polinode(nodes: list[list[str | int | None]], edges: list[list[str | int | None]]) -> bytes:
    book = Workbook()
    for sheet, rows in ((book.active, nodes), (book.create_sheet("Edges"), edges)):
        assert sheet is not None
        for row in rows:
            sheet.append(row)
    assert book.active is not None
    book.active.title = "Nodes"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_polinodes_two_sheets_give_people_and_ties() -> None:
    content = _polinode(
        [["Name", "Department", "Email", "Gender"], ["Ann Bos", "HR", "a@x.example", "F"], ["Bo Vos", "IT", None, "M"]],
        [
            ["Source", "Target", "Relationship", "Weight"],
            ["Ann Bos", "Bo Vos", "advice", 3],
            ["Bo Vos", "Cor", None, 1],
        ],
    )
    reading = read(content, name="polinode.xlsx")
    assert reading.form == "edges"
    people = reading.records.table("people")
    assert people["name"].to_list() == ["Ann Bos", "Bo Vos", "Cor"]
    assert people["email"].to_list() == ["a@x.example", None, None]
    ties = reading.records.table("ties").select("source", "target", "kind", "strength", "directed").rows()
    assert ties == [("Ann Bos", "Bo Vos", "advice", 3.0, True), ("Bo Vos", "Cor", None, 1.0, True)]
