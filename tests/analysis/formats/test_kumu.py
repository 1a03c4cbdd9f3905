"""Kumu's workbook and blueprint."""

import json

import polars as pl

from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.grids import read_grids
from vierspan.analysis.formats.kumu import is_kumu, read_kumu, read_kumu_json, write_kumu, write_kumu_json
from vierspan.analysis.records import Records


def grid(sheet: str, header: tuple[str, ...], *rows: tuple[str | None, ...]) -> Grid:
    cells = pl.DataFrame(rows, schema={f"c{at}": pl.String for at in range(len(header))}, orient="row")
    return Grid(file="kumu.xlsx", sheet=sheet, header=header, cells=cells)


ELEMENTS = grid(
    "Elements",
    ("Label", "Type", "Description", "Tags", "Budget"),
    ("Ann Bos", "Person", "knows all", "a|b", "12"),
    ("Thuiszorg", "Organization", None, None, "3"),
    ("Markt", "Place", None, None, None),
)
CONNECTIONS = grid(
    "Connections",
    ("From", "To", "Direction", "Type"),
    ("Ann Bos", "Thuiszorg|Markt", "directed", "works at"),
    ("Thuiszorg", "Nieuw", "mutual", None),
)


def demo() -> Records:
    return Records.of(
        {
            "parties": pl.DataFrame(
                {"id": ["p", "q"], "name": ["=P", "Q"], "sector": ["zorg", None], "note": ["1.0", None]}
            ),
            "people": pl.DataFrame({"id": ["a"], "name": ["Ann Bos"], "party": ["p"], "type": ["vast"]}),
            "ties": pl.DataFrame(
                {
                    "id": ["t"],
                    "source": ["a"],
                    "target": ["q"],
                    "kind": ["helps"],
                    "strength": [2.0],
                    "directed": [True],
                }
            ),
        }
    )


def test_a_label_sheet_beside_from_and_to_is_kumu() -> None:
    assert is_kumu([ELEMENTS, CONNECTIONS])
    assert not is_kumu([CONNECTIONS])


def test_types_part_people_from_parties_and_others_become_sectors() -> None:
    tables, problems = read_kumu([ELEMENTS, CONNECTIONS])
    assert tables["people"]["name"].to_list() == ["Ann Bos"]
    assert dict(zip(tables["parties"]["name"], tables["parties"]["sector"], strict=True)) == {
        "Thuiszorg": None,
        "Markt": "Place",
        "Nieuw": None,
    }
    assert {problem.code for problem in problems} == {"kumu_types", "graph_nodes_made"}


def test_a_list_in_to_makes_a_tie_for_each() -> None:
    ties = read_kumu([ELEMENTS, CONNECTIONS])[0]["ties"]
    assert ties.select("source", "target", "directed").rows() == [
        ("Ann Bos", "Thuiszorg", True),
        ("Ann Bos", "Markt", True),
        ("Thuiszorg", "Nieuw", False),
    ]


def test_ends_are_found_by_id_and_else_by_label() -> None:
    elements = grid("Elements", ("ID", "Label"), ("1", "Noord"), ("2", "Zuid"))
    connections = grid("Connections", ("From", "To"), ("1", "Zuid"))
    tables, problems = read_kumu([elements, connections])
    assert tables["ties"].select("source", "target").rows() == [("1", "2")]
    assert [problem.code for problem in problems] == ["kumu_no_direction"]


def test_a_sheet_marked_ignore_is_passed_over() -> None:
    aside = grid("Oud (ignore)", ("Label",), ("Weg",))
    tables, _ = read_kumu([ELEMENTS, CONNECTIONS, aside])
    assert "Weg" not in tables["parties"]["name"].to_list()


def test_a_workbook_of_ours_comes_back_the_same() -> None:
    tables, problems = read_kumu(read_grids(write_kumu(demo()), "again.xlsx"))
    assert not problems
    assert Records.of(tables) == demo()


def test_a_blueprint_of_ours_comes_back_the_same() -> None:
    tables, problems = read_kumu_json(write_kumu_json(demo()))
    assert not problems
    assert Records.of(tables) == demo()


def test_a_broken_blueprint_says_where() -> None:
    problem = read_kumu_json(b'{"elements": [\n oops')[1][0]
    assert (problem.code, problem.row, problem.is_fatal) == ("json_broken", 2, True)


def test_blueprints_of_nonsense_never_raise() -> None:
    for content in (b"[]", b'{"elements": 3}', b"[" * 100_000, b"\xff\xfe\x00", b'{"elements": [1, null]}'):
        assert read_kumu_json(content)[1][0].is_fatal


def test_elements_may_carry_their_attributes_themselves() -> None:
    content = json.dumps({"elements": [{"label": "A", "type": "Person"}], "connections": [{"from": "A", "to": "B"}]})
    tables, _ = read_kumu_json(content.encode())
    assert tables["people"]["name"].to_list() == ["A"]
    assert tables["parties"]["name"].to_list() == ["B"]
