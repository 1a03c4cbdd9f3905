import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from vierspan.workspace.config import env, secret


def test_a_database_address_becomes_settings(tmp_path: Path) -> None:
    kept = env.database("postgresql://anna:s%40fe@db.local:5433/vierspan?sslmode=require", folder=tmp_path)
    assert (kept["NAME"], kept["USER"], kept["PASSWORD"], kept["HOST"], kept["PORT"]) == (
        "vierspan",
        "anna",
        "s@fe",
        "db.local",
        "5433",
    )
    assert kept["OPTIONS"] == {"sslmode": "require"}
    assert env.database("", folder=tmp_path)["NAME"] == tmp_path / "vierspan.sqlite3"
    assert env.database("sqlite:////data/v.db", folder=tmp_path)["NAME"] == Path("/data/v.db")


def test_a_database_that_we_do_not_know_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        env.database("mysql://x/y", folder=tmp_path)


def test_a_value_that_makes_no_sense_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIERSPAN_TEST", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="perhaps"):
        env.switch("VIERSPAN_TEST")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.number("VIERSPAN_TEST", 3)


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-file\n", encoding="utf-8")
    monkeypatch.setenv("VIERSPAN_TEST_FILE", str(tmp_path / "key"))
    assert env.text("VIERSPAN_TEST") == "from-file"


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = secret.keep_key(tmp_path / "new")
    assert secret.keep_key(tmp_path / "new") == first
    assert stat.S_IMODE((tmp_path / "new" / secret.FILE).stat().st_mode) == 0o600
