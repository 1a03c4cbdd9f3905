import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from vierspan.analysis.demo import demo_records
from vierspan.analysis.formats import read
from vierspan.cli import main
from vierspan.command.archive import copy_sqlite

PEOPLE = "Naam;Partij\nAna;Gemeente\nBo;Zorg\nCas;Welzijn\n"
TIES = "Van;Naar;Soort\nAna;Bo;werkt samen met\nBo;Cas;werkt samen met\nAna;Cas;werkt samen met\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    network = tmp_path / "klein"
    network.mkdir()
    (network / "Partijen.csv").write_text("Naam\nGemeente\nZorg\nWelzijn\n", encoding="utf-8")
    (network / "Mensen.csv").write_text("Naam\nAna\nBo\nCas\n", encoding="utf-8")
    (network / "Relaties.csv").write_text(TIES, encoding="utf-8")
    return network


def test_help_imports_nothing_heavy() -> None:
    told = "import sys; from vierspan.command.arguments import parser; parser().format_help(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert not {"polars", "django", "igraph", "pydantic", "numpy"} & set(done.stdout.split())


def test_a_file_that_is_not_there_is_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mirror", "nergens.xlsx", "--language", "nl"]) == 1
    assert capsys.readouterr().err.splitlines() == ["nergens.xlsx is er niet. Kijk of de naam en de map kloppen."]


def test_a_wrong_ending_is_said_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mirror", "nergens.xlsx", "--out", "report.docx", "--language", "en"]) == 2
    assert "does not end in .html, .pdf or .json" in capsys.readouterr().err


def test_a_period_that_is_none_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mirror", str(folder), "--window", "vorig jaar", "--language", "nl"]) == 2
    assert "is geen periode" in capsys.readouterr().err


def test_without_out_the_summary_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mirror", str(folder), "--language", "nl"]) == 0
    assert "Koers" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["html", "json"])
def test_the_report_is_written_in_its_file(folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report.{ending}"
    assert main(["mirror", str(folder), "--out", str(out), "--network", "Klein net"]) == 0
    assert "Klein net" in out.read_text(encoding="utf-8")


def test_check_prints_where_it_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "Relaties.csv").write_text("Van;Naar;Sterkte\nAna;Bo;veel\n", encoding="utf-8")
    assert main(["check", str(folder), "--language", "nl"]) == 1
    said = capsys.readouterr().err
    assert "Sterkte" in said
    assert "veel" in said


def test_wrong_rows_stop_the_mirror_until_the_rest_is_asked_for(folder: Path) -> None:
    (folder / "Relaties.csv").write_text("Van;Naar;Sterkte\nAna;Bo;veel\nBo;Cas;2\n", encoding="utf-8")
    assert main(["mirror", str(folder)]) == 1
    assert main(["mirror", str(folder), "--import-rest"]) == 0


def test_the_template_is_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "leeg.xlsx"
    assert main(["template", "--out", str(out)]) == 0
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("what", ["mirror", "records"])
def test_the_schemas_are_json(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", what]) == 0
    assert json.loads(capsys.readouterr().out)


def test_a_copy_of_a_database_holds_what_was_written(tmp_path: Path) -> None:
    source, target = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    with closing(sqlite3.connect(source)) as old:
        old.execute("create table act (kind text)")
        old.execute("insert into act values ('course.proposed')")
        old.commit()
        copy_sqlite(source, target)
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("select kind from act").fetchall() == [("course.proposed",)]


def test_a_real_list_of_participations_gives_a_summary(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mirror", str(shared_data / "interreg_sweden.csv.gz"), "--language", "en"]) == 0
    assert capsys.readouterr().out


def test_the_filled_template_holds_the_demo_network(tmp_path: Path) -> None:
    out = tmp_path / "demo.xlsx"
    assert main(["template", "--filled", "--language", "en", "--out", str(out)]) == 0
    assert read(out).records.table("parties").height == demo_records("en").table("parties").height


def test_names_that_look_alike_are_told_and_left_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "partijen.csv"
    file.write_text("Naam\nStichting Welzijn Rondom\nWelzijn Rondom\nGemeente Oosterdal\n", encoding="utf-8")
    assert main(["check", str(file), "--language", "nl"]) == 0
    said = capsys.readouterr().out
    assert "Zijn dit twee namen voor één partij?" in said
    assert "Stichting Welzijn Rondom = Welzijn Rondom" in said
    assert "3 rijen" in said
