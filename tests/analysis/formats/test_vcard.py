"""Address books: vCards of every version in, and a round trip that loses nothing."""

from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.datatypes import DataTypeClass

from vierspan.analysis.formats import read, sentence
from vierspan.analysis.formats.vcard import is_vcard, read_vcard, write_vcard
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.records import Records

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40).filter(str.strip)
NOTE = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
DAY = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_the_organisation_on_a_card_becomes_the_party_of_its_person() -> None:
    tables, problems = read_vcard(
        card(
            "UID:urn:uuid:7",
            "FN:Annelies Kuiper",
            "N:Kuiper;Annelies;;;",
            "ORG:Thuiszorg De Brink;Team Oost",
            "TITLE:teamleider",
            "EMAIL;TYPE=home:thuis@brink.example",
            "EMAIL;TYPE=work,pref:a.kuiper@brink.example",
            "TEL;TYPE=fax:1",
            "TEL;TYPE=work:+31 6 12345678",
            "CATEGORIES:bestuurder,zorg\\, wonen",
            "NOTE:Belt liever\\ndan dat ze mailt",
        )
    )
    assert not problems
    assert tables["parties"].to_dicts() == [{"id": "Thuiszorg De Brink", "name": "Thuiszorg De Brink"}]
    assert tables["people"].to_dicts() == [
        {
            "id": "7",
            "name": "Annelies Kuiper",
            "email": "a.kuiper@brink.example",
            "phone": "+31 6 12345678",
            "party": "Thuiszorg De Brink",
            "department": "Team Oost",
            "function": "teamleider",
            "note": "Belt liever\ndan dat ze mailt",
            "tags": ["bestuurder", "zorg, wonen"],
        }
    ]


def test_colleagues_share_one_party_whatever_the_case() -> None:
    content = card("FN:Ann Bos", "ORG:Gemeente Oosterdal") + card("FN:Bo Vos", "ORG:gemeente oosterdal ")
    tables, _ = read_vcard(content)
    assert tables["parties"].height == 1
    assert tables["people"]["party"].to_list() == ["Gemeente Oosterdal"] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ("FN:De Brink", "N:;;;;", "ORG:De Brink", "X-ABShowAs:COMPANY"),
        ("KIND:org", "FN:De Brink"),
        ("ORG:De Brink",),
        ("FN:De Brink", "ORG:De Brink"),
    ],
)
def test_a_card_of_an_organisation_is_a_party(lines: tuple[str, ...]) -> None:
    tables, _ = read_vcard(card(*lines, "URL:https://brink.example", "ADR;TYPE=WORK:;;Kade 1;Zutphen;Gelderland;;NL"))
    assert tables.keys() == {"parties"}
    (party,) = tables["parties"].to_dicts()
    assert (party["name"], party["place"], party["region"]) == ("De Brink", "Zutphen", "Gelderland")
    assert party["website"] == "https://brink.example"


def test_a_place_on_earth_goes_along_with_a_party() -> None:
    for spot in ("GEO:52.1;6.2", "GEO:geo:52.1\\,6.2"):
        (party,) = read_vcard(card("KIND:org", "FN:De Brink", spot))[0]["parties"].to_dicts()
        assert (party["latitude"], party["longitude"]) == (52.1, 6.2)
    assert "latitude" not in read_vcard(card("KIND:org", "FN:De Brink", "GEO:952.1;6.2"))[0]["parties"].columns


def test_old_cards_with_quoted_printable_read_well() -> None:
    content = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:D=C3=ADaz;Jos=C3=A9;;;\r\n"
        b"TEL;WORK;VOICE:0575 12 34 56\r\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9 de =\r\nKade\r\n"
        b"NOTE;QUOTED-PRINTABLE:een=0D=0Atwee\r\nPHOTO;JPEG;BASE64:AAAA\r\n  BBBB\r\n\r\nEND:VCARD\r\n"
    )
    tables, problems = read_vcard(content)
    (person,) = tables["people"].to_dicts()
    assert (person["name"], person["party"], person["phone"]) == ("José Díaz", "Café de Kade", "0575 12 34 56")
    assert person["note"].split() == ["een", "twee"]
    assert [(problem.code, problem.facts["names"]) for problem in problems] == [("vcard_left_out", "PHOTO")]


def test_folded_lines_groups_and_quoted_parameters_read_well() -> None:
    content = card(
        'item1.TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+31-6-1', "FN:Ann", "  Bos", 'X-Y;Z="a:b;c":d', version="4.0"
    )
    (person,) = read_vcard(content)[0]["people"].to_dicts()
    assert (person["name"], person["phone"]) == ("Ann Bos", "+31-6-1")


def test_home_addresses_and_birthdays_stay_behind() -> None:
    tables, problems = read_vcard(card("FN:Ann Bos", "BDAY:1990-01-01", "ADR;TYPE=home:;;Pad 3;Zutphen;;;"))
    assert tables["people"].columns == ["id", "name"]
    assert codes(problems) == ["vcard_left_out"]


def test_the_same_person_twice_is_one_and_namesakes_are_two() -> None:
    same = card("FN:Ann Bos", "EMAIL:ann@x.example") + card("FN:Ann Bos", "EMAIL:ANN@x.example", "TEL:1")
    assert read_vcard(same)[0]["people"].to_dicts() == [
        {"id": "Ann Bos", "name": "Ann Bos", "email": "ann@x.example", "phone": "1"}
    ]
    namesakes = card("FN:Ann Bos", "EMAIL:a@x.example") + card("FN:Ann Bos", "EMAIL:b@x.example") + card("FN:Ann Bos")
    assert read_vcard(namesakes)[0]["people"]["id"].to_list() == ["Ann Bos", "Ann Bos (b@x.example)", "Ann Bos (2)"]


def test_what_cannot_be_somebody_is_passed_over_and_said() -> None:
    content = card("EMAIL:") + card("KIND:group", "FN:Familie") + b"BEGIN:VCARD\nFN:Ann Bos\nBEGIN:VCARD\nFN:Bo Vos"
    tables, problems = read_vcard(content)
    assert tables["people"]["name"].to_list() == ["Ann Bos", "Bo Vos"]
    assert [(problem.code, problem.facts["count"]) for problem in problems] == [
        ("vcard_nameless", 1),
        ("vcard_unclosed", 2),
        ("vcard_lists", 1),
    ]


def test_the_card_of_an_assistant_within_a_card_falls_away() -> None:
    content = b"BEGIN:VCARD\nFN:Ann Bos\nAGENT:\nBEGIN:VCARD\nFN:Bo Vos\nEND:VCARD\nTEL:1\nEND:VCARD"
    assert read_vcard(content)[0]["people"].to_dicts() == [{"id": "Ann Bos", "name": "Ann Bos", "phone": "1"}]


def test_a_file_of_nameless_cards_says_so() -> None:
    problems = read_vcard(card("EMAIL:"))[1]
    assert codes(problems) == ["vcard_nameless", "vcard_nobody"]
    assert [problem.is_fatal for problem in problems] == [False, True]


@st.composite
def address_books(draw: st.DrawFn) -> Records:
    ids = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
    split = draw(st.integers(0, len(ids)))

    def some(strategy: st.SearchStrategy[object]) -> object:
        return draw(st.none() | strategy)

    parties = [
        {"id": each, "name": draw(TEXT), "short_name": some(TEXT), "place": some(TEXT), "region": some(TEXT)}
        | {"latitude": some(st.floats(-90, 90)), "tags": some(st.lists(TEXT, max_size=3)), "website": some(TEXT)}
        | {"joined_on": some(DAY), "budget": some(st.integers(-(2**40), 2**40)), "note": some(NOTE)}
        for each in ids[:split]
    ]
    people = [
        {"id": each, "name": draw(TEXT), "party": draw(st.sampled_from(ids[:split])) if split else None}
        | {"email": some(st.just("a@b.example")), "phone": some(TEXT), "function": some(TEXT), "note": some(NOTE)}
        | {"is_new": some(st.booleans()), "a;b": some(TEXT), "tags": some(st.lists(TEXT, min_size=1, max_size=3))}
        for each in ids[split:]
    ]
    types: dict[str, DataTypeClass | pl.DataType] = {
        "tags": pl.List(pl.String),
        "joined_on": pl.Date,
        "budget": pl.Int64,
        "is_new": pl.Boolean,
    }
    made = {
        key: _shorn(pl.DataFrame(rows, schema_overrides=types | {"latitude": pl.Float64}, infer_schema_length=None))
        for key, rows in {"parties": parties, "people": people}.items()
        if rows
    }
    return Records.of(made)


def _shorn(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)


@given(address_books())
@settings(max_examples=50, deadline=None)
def test_people_and_parties_come_back_unchanged(records: Records) -> None:
    content = write_vcard(records)
    assert is_vcard(content)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    reading = read(content, name="network.vcf")
    assert (reading.form, reading.problems) == ("vcard", [])
    for key in records.present:
        columns = sorted(records.table(key).columns)
        assert sorted(reading.records.table(key).columns) == columns
        assert reading.records.table(key).select(columns).equals(records.table(key).select(columns))


def test_other_programs_find_names_parties_and_addresses_on_our_cards() -> None:
    records = Records.of(
        {
            "parties": pl.DataFrame({"id": ["b"], "name": ["De Brink; Zuid"], "place": ["Zutphen"]}),
            "people": pl.DataFrame(
                {"id": ["a"], "name": ["Jan van Dam"], "party": ["b"], "email": ["j@b.example"], "phone": ["06"]}
            ),
        }
    )
    text = write_vcard(records).decode().replace("\r\n ", "")
    for line in (
        "ORG:De Brink\\; Zuid",
        "X-ABShowAs:COMPANY",
        "ADR;TYPE=WORK:;;;Zutphen;;;",
        "N:van Dam;Jan;;;",
        "EMAIL;TYPE=INTERNET:j@b.example",
        "TEL;TYPE=WORK,VOICE:06",
    ):
        assert f"\r\n{line}\r\n" in text


@pytest.mark.parametrize("seed", range(30))
def test_mutilated_cards_read_or_say_why_not(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - only has to differ, not to be secret
    content = bytearray(card("FN;CHARSET=x:Ann", "ORG:a;b", "NOTE;ENCODING=QUOTED-PRINTABLE:=C3=A", 'A;B="c:d') * 3)
    for _ in range(seed + 1):
        content[chance.randrange(11, len(content))] = chance.choice(b'\x00\xff;:="\\\r\n Bx')
    try:
        reading = read(bytes(content), name="book.vcf")
    except UnreadableInput as refused:
        assert refused.problems
    else:
        assert reading.tables or reading.fatal


def test_large_cards_take_no_time_that_grows_faster_than_they_do() -> None:
    tables, _ = read_vcard(
        card("FN:Ann Bos", "PHOTO;ENCODING=b:" + "\r\n ".join(["A" * 74] * 20_000), "NOTE:" + '"' * 9)
    )
    assert tables["people"].height == 1


def test_real_cards_read_or_say_why_not(shared_data: Path) -> None:
    read_well = []
    for file in sorted((shared_data / "importer_samples/vcf").iterdir()):
        reading = read(file)
        if reading.fatal:
            assert file.name == "icaljs_vcard_grouped.vcf"
            assert [sentence(problem, "en") for problem in reading.fatal]
        else:
            read_well.append(reading.records.table("people")["name"][0])
    assert read_well == ["J. Doe", "Mr. John Q. Public, Esq.", "Simon Perreault"]
