"""Start an empty PostgreSQL of our own, run a command with DATABASE_URL pointing at it, and take it away again.

python install/throwaway_postgresql.py -- pytest tests/workspace
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from prepare import postgresql_folder

USER = "vierspan"


def main(command: list[str]) -> int:
    programs = postgresql_folder()
    if programs is None:
        sys.exit("vierspan: PostgreSQL is not installed: apt install postgresql, or make test, which does it.")
    home = Path(tempfile.mkdtemp(prefix="vierspan-postgresql-"))
    shield = unprivileged(home)
    port = free_port()
    cluster = [*shield, str(programs / "pg_ctl"), "-D", str(home / "cluster"), "-s", "-w"]
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off"
    form = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    quietly([*shield, str(programs / "initdb"), "-D", str(home / "cluster"), *form])
    quietly([*cluster, "-l", str(home / "log"), "-o", options, "start"])
    try:
        url = f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    finally:
        quietly([*cluster, "-m", "immediate", "stop"])
        shutil.rmtree(home, ignore_errors=True)


def unprivileged(home: Path) -> list[str]:
    """PostgreSQL refuses to run as root: there, hand the folder to the user its package made."""
    if os.geteuid() != 0:
        return []
    shutil.chown(home, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def quietly(command: list[str]) -> None:
    subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
