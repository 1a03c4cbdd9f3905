"""Adjacency matrices and UCINET files."""

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from vierspan.analysis.formats import read
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.matrix import is_matrix, read_matrix, read_ucinet
from vierspan.analysis.problems import UnreadableInput


def matrix(*rows: tuple[str | None, ...], header: tuple[str, ...] = ("", "A", "B", "C")) -> Grid:
    cells = pl.DataFrame(rows, schema={f"c{at}": pl.String for at in range(len(header))}, orient="row")
    return Grid(file="m.csv", sheet="m", header=header, cells=cells)


ONE_WAY = matrix(("A", "0", "1", "0"), ("B", "0", "9", "2,5"), ("C", None, "0", "0"))


def test_the_same_names_on_both_sides_make_a_matrix() -> None:
    assert is_matrix(ONE_WAY)
    assert not is_matrix(matrix(("A", "much", "1", "0"), ("B", "0", "0", "0"), ("C", "0", "0", "0")))
    assert not is_matrix(matrix(("X", "1", "1", "0"), ("Y", "0", "0", "0"), ("Z", "0", "0", "0")))


def test_cells_run_from_row_to_column_without_the_diagonal() -> None:
    ties = read_matrix(ONE_WAY)[0]["ties"]
    assert set(ties.select("source", "target", "strength", "directed").rows()) == {
        ("A", "B", 1.0, True),
        ("B", "C", 2.5, True),
    }


def test_a_symmetric_matrix_gives_mutual_ties_once() -> None:
    tables, problems = read_matrix(matrix(("A", "0", "1", "0"), ("B", "1", "0", "3"), ("C", "0", "3", "0")))
    assert tables["ties"].select("source", "target", "directed").rows() == [("A", "B", False), ("B", "C", False)]
    assert [problem.code for problem in problems] == ["matrix_mutual"]


def test_a_name_on_one_side_only_is_taken_along() -> None:
    tables, _ = read_matrix(matrix(("A", "0", "1", "0"), ("B", "1", "0", "0")))
    assert tables["parties"]["id"].to_list() == ["A", "B", "C"]


def test_a_matrix_of_persons_is_about_people() -> None:
    header = ("", "Ann Bos", "Bart de Wit")
    tables, _ = read_matrix(matrix(("Ann Bos", "0", "1"), ("Bart de Wit", "0", "0"), header=header))
    assert tables["people"]["name"].to_list() == ["Ann Bos", "Bart de Wit"]


def ucinet(rows: int, columns: int, names: list[str]) -> bytes:
    head = b"\x05V6404" + bytes(6) + struct.pack("<hh", 2, 7) + struct.pack("<ii", columns, rows) + b"\x00"
    head += bytes([bool(names), bool(names)])
    for _ in range(2):
        for name in names:
            text = name.encode("utf-16-le")
            head += struct.pack("<h", len(text)) + text
    return head


def test_a_square_ucinet_file_reads() -> None:
    tables, _ = read_ucinet(ucinet(2, 2, ["Ann", "Bo"]), struct.pack("<4f", 0, 3, 0, 0))
    assert tables["ties"].select("source", "target", "strength").rows() == [("Ann", "Bo", 3.0)]


def test_ucinet_files_we_cannot_read_say_so() -> None:
    assert read_ucinet(ucinet(2, 3, []), bytes(24))[1][0].code == "ucinet_not_square"
    assert read_ucinet(b"\x05V6403" + bytes(30), bytes(24))[1][0].code == "ucinet_unknown"
    assert read_ucinet(ucinet(2, 2, []), b"")[1][0].code == "ucinet_unknown"


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A folder with both halves of one table."""
    (tmp_path / "Advice.##h").write_bytes(ucinet(2, 2, ["Ann", "Bo"]))
    (tmp_path / "Advice.##d").write_bytes(struct.pack("<4f", 0, 3, 0, 0))
    return tmp_path


def test_a_ucinet_pair_is_found_in_a_folder_beside_each_other_and_in_a_zip(pair: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for half in pair.iterdir():
            archive.write(half, f"map/{half.name}")
    for source in (pair, pair / "Advice.##h", pair / "Advice.##d", packed.getvalue()):
        reading = read(source)
        assert reading.form == "matrix"
        assert reading.records.table("ties").select("source", "target").rows() == [("Ann", "Bo")]


def test_half_a_ucinet_table_says_which_files_belong_together(pair: Path) -> None:
    (pair / "Advice.##d").unlink()
    for source in (pair, pair / "Advice.##h"):
        with pytest.raises(UnreadableInput) as caught:
            read(source)
        assert [problem.code for problem in caught.value.problems] == ["ucinet_half"]


def test_a_second_ucinet_table_is_told_and_lists_go_first(pair: Path) -> None:
    (pair / "Later.##h").write_bytes(ucinet(2, 2, []))
    (pair / "Later.##d").write_bytes(struct.pack("<4f", 0, 1, 1, 0))
    assert "ucinet_first_only" in [problem.code for problem in read(pair).notices]
    (pair / "links.csv").write_text("source,target\nC,D\n", encoding="utf-8")
    assert read(pair).form == "edges"
