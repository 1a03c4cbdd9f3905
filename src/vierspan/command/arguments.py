"""What one can ask on the command line. Standard library only: this is read before anything else."""

import argparse
import os
from pathlib import Path

LANGUAGES = ("nl", "en")

# What belongs to the workspace is passed on as it stands, to the Django command of the same work.
PASSED_ON = {
    "import": "bring a file into a network of the workspace",
    "export": "write a network of the workspace to a file",
}


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="vierspan",
        description="Who leads in a network, how it is shared, what is missing, and what to do next.",
    )
    root.add_argument("--version", action="store_true", help="print the version")
    commands = root.add_subparsers(dest="command", metavar="COMMAND")
    _mirror(commands.add_parser("mirror", help="turn a workbook into a mirror report"))
    _check(commands.add_parser("check", help="only check a file, and print what is wrong"))
    _template(commands.add_parser("template", help="write a workbook to fill in, empty or with the demo network"))
    _schema(commands.add_parser("schema", help="print the schema of the JSON report, or of the tables"))
    _serving(commands.add_parser("serve", help="start the workspace"))
    _demo(commands.add_parser("demo", help="start the workspace with a demo network, and print a sign-in link"))
    for name, about in PASSED_ON.items():
        _passed_on(commands.add_parser(name, help=about, add_help=False))
    _backup(commands.add_parser("backup", help="copy the workspace's database and files to one archive"))
    _restore(commands.add_parser("restore", help="put an archive back, into an empty workspace"))
    return root


def spoken() -> str:
    """The reader's language as the system has it: Dutch where it says so, else English."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "nl" if told.lower().startswith("nl") else "en"


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=LANGUAGES, default=spoken(), help="nl or en")


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="workbook, CSV, folder, zip or graph")
    command.add_argument("--mapping", type=Path, help="what the columns of a table that is not ours mean")
    command.add_argument("--network", help="which network, where a file holds several; and its name in the report")
    _language(command)


def _mirror(command: argparse.ArgumentParser) -> None:
    _reading(command)
    command.add_argument("--window", help="2025-01-01..2025-12-31, or 12m for the last twelve months")
    command.add_argument("--out", type=Path, help="report.html, report.pdf or report.json; without it: a summary")
    command.add_argument("--import-rest", action="store_true", help="leave the wrong rows out and go on")
    command.add_argument("--write-mapping", action="store_true", help="write the guess to FILE.mapping.toml")


def _check(command: argparse.ArgumentParser) -> None:
    _reading(command)


def _template(command: argparse.ArgumentParser) -> None:
    _language(command)
    command.add_argument("--out", type=Path, help="where to write it")
    command.add_argument("--filled", action="store_true", help="with the demo network in it, to see how it is done")


def _schema(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("mirror", "records"))


def _serving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="the address to listen at")
    command.add_argument("--port", type=int, default=8000, help="the port to listen at")
    _language(command)


def _demo(command: argparse.ArgumentParser) -> None:
    _serving(command)
    command.add_argument("--fresh", action="store_true", help="make the demo network anew")


def _passed_on(command: argparse.ArgumentParser) -> None:
    command.add_argument("rest", nargs=argparse.REMAINDER)


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, help="where to write the archive")
    _language(command)


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("archive", type=Path)
    _language(command)
