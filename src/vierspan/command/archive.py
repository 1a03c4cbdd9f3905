"""`vierspan backup` and `vierspan restore`: database and files as one archive that can be put back anywhere.

SQLite is copied through its own backup, so that a running workspace may go on; PostgreSQL through pg_dump.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vierspan.analysis.phrases import phrase
from vierspan.analysis.schema import Language
from vierspan.command.errors import Refused

SQLITE, POSTGRES, FILES = "database.sqlite3", "database.dump", "files"


def backup(given: argparse.Namespace) -> int:
    database, files = _places()
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    out: Path = given.out or Path(f"vierspan-{stamp}.tar.gz")
    with TemporaryDirectory() as folder:
        copy = _copied(database, Path(folder), given.language)
        with tarfile.open(out, "w:gz") as archive:
            archive.add(copy, copy.name)
            if files.is_dir():
                archive.add(files, FILES)
    out.chmod(0o600)
    print(phrase("command.written", given.language, file=str(out)))
    return 0


def restore(given: argparse.Namespace) -> int:
    database, files = _places()
    _refuse_to_overwrite(database, given.language)
    with TemporaryDirectory() as folder:
        _unpacked(given.archive, Path(folder), given.language)
        _put_back(database, Path(folder), given.language)
        if (Path(folder) / FILES).is_dir():
            shutil.copytree(Path(folder) / FILES, files, dirs_exist_ok=True)
    print(phrase("command.restored", given.language, file=str(given.archive)))
    return 0


def _places() -> tuple[Mapping[str, Any], Path]:
    """Django's settings of the database, and the folder of files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vierspan.workspace.config.settings")
    from django.conf import settings

    return settings.DATABASES["default"], Path(settings.MEDIA_ROOT)


def is_sqlite(database: Mapping[str, Any]) -> bool:
    return str(database["ENGINE"]).endswith("sqlite3")


def _copied(database: Mapping[str, Any], folder: Path, language: Language) -> Path:
    if not is_sqlite(database):
        copy = folder / POSTGRES
        _run_postgres("pg_dump", database, language, "--format=custom", f"--file={copy}")
        return copy
    source = Path(str(database["NAME"]))
    if not source.exists():
        raise Refused("no_database", language, 1, file=str(source))
    copy_sqlite(source, folder / SQLITE)
    return folder / SQLITE


def copy_sqlite(source: Path, target: Path) -> None:
    """A whole and consistent copy, also while others write."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _refuse_to_overwrite(database: Mapping[str, Any], language: Language) -> None:
    if is_sqlite(database) and Path(str(database["NAME"])).exists():
        raise Refused("database_is_there", language, 1, file=str(database["NAME"]))


def _unpacked(archive: Path, folder: Path, language: Language) -> None:
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise Refused("no_archive", language, 1, file=str(archive)) from error


def _put_back(database: Mapping[str, Any], folder: Path, language: Language) -> None:
    kind = SQLITE if is_sqlite(database) else POSTGRES
    if not (folder / kind).exists():
        raise Refused("other_database", language)
    if is_sqlite(database):
        target = Path(str(database["NAME"]))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / SQLITE, target)
        target.chmod(0o600)
        return
    _run_postgres("pg_restore", database, language, "--no-owner", "--exit-on-error", str(folder / POSTGRES))


def _run_postgres(program: str, database: Mapping[str, Any], language: Language, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise Refused("no_postgres_client", language, 1, program=program)
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    told = {ours: str(database[theirs]) for ours, theirs in names.items() if database.get(theirs)}
    command = [path, f"--dbname={database['NAME']}", *arguments]
    done = subprocess.run(command, env=os.environ | told, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, own arguments
    if done.returncode:
        raise Refused("postgres_refused", language, 1, program=program, reason=done.stderr.strip()[-300:])
