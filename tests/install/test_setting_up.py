"""Setting up: what goes wrong is told in one plain line that says what to do."""

import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import prepare
import pytest

ROOT = Path(__file__).parents[2]
VIERSPAN = [sys.executable, "-m", "vierspan.cli"]


def test_an_older_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(prepare.Stop, match=r"needs Python 3\.11 or newer and this is 3\.9"):
        prepare.check_python()


def test_a_full_disk_is_told_before_anything_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 5 * 1024**2))
    monkeypatch.setattr(prepare, "STAMPS", tmp_path / "nothing-yet")
    with pytest.raises(prepare.Stop, match="5 MB free"):
        prepare.check_room()


def test_a_step_that_fails_says_what_to_do() -> None:
    with pytest.raises(prepare.Stop, match="Is there a connection"):
        prepare.run([sys.executable, "-c", "raise SystemExit(1)"], "Is there a connection to the internet?")


def test_work_that_is_done_is_not_done_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "STAMPS", tmp_path)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    source = tmp_path / "source"
    source.write_text("one")
    with prepare.Once("work", source) as needed:
        assert needed
    with prepare.Once("work", source) as needed:
        assert not needed
    source.write_text("two")
    with pytest.raises(RuntimeError), prepare.Once("work", source) as needed:
        assert needed
        raise RuntimeError
    with prepare.Once("work", source) as needed:
        assert needed, "what failed is tried again"


def test_a_port_that_is_taken_is_told_with_another_to_try(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*VIERSPAN, "demo", "--port", str(port), "--language", "en"]
        answer = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert answer.returncode == 1
    assert answer.stderr.strip() == f"Port {port} is taken. Choose another, for instance: make run PORT={port + 1}"
    assert not (tmp_path / "var").exists()
