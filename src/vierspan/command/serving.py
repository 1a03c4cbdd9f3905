"""Start the workspace on this machine: the database up to date, the files in place, a worker beside the site."""

import argparse
import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vierspan.command.errors import Refused

SITE = "vierspan.workspace.config.wsgi:application"
THREADS = 4
PATIENCE = 3  # seconds for pages under way when the site stops; open tabs do not hold it up


def serve(given: argparse.Namespace) -> int:
    """The workspace as it stands in the data folder."""
    _settle(given)
    _make_ready(given)
    print(_say(given, "address", address=os.environ["VIERSPAN_BASE_URL"]), flush=True)
    _listen(given)
    return 0


def demo(given: argparse.Namespace) -> int:
    """The workspace with the demo network, and a link that opens it as its co-ordinator."""
    os.environ["VIERSPAN_DEMO"] = "1"
    _settle(given)
    _make_ready(given)
    print(_say(given, "making_demo"), flush=True)
    link = _django(given, "load_demo", "--language", given.language, *([] if given.fresh else ["--keep"]))
    print(_say(given, "address", address=os.environ["VIERSPAN_BASE_URL"]))
    print(_say(given, "demo_link", address=link.splitlines()[-1]), flush=True)
    _listen(given)
    return 0


def _settle(given: argparse.Namespace) -> None:
    """What the settings read, before they are read; a port that is taken is told before anything is made."""
    _refuse_taken_port(given)
    host = f"[{given.host}]" if ":" in given.host else given.host
    os.environ.setdefault("VIERSPAN_BASE_URL", f"http://{host}:{given.port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vierspan.workspace.config.settings")
    from vierspan.workspace.config import env, secret

    if not env.text("VIERSPAN_SECRET_KEY"):
        try:
            secret.keep_key(env.folder("VIERSPAN_DATA_DIR", "var"))
        except OSError as fault:
            raise _refused(given, str(fault)) from fault


def _refuse_taken_port(given: argparse.Namespace) -> None:
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((given.host, given.port))
        except OSError as fault:
            key = "port_taken" if fault.errno == errno.EADDRINUSE else "no_such_address"
            raise Refused(key, given.language, host=given.host, port=given.port, next=given.port + 1) from fault


def _make_ready(given: argparse.Namespace) -> None:
    _django(given, "migrate", "--no-input")
    _django(given, "collectstatic", "--no-input")


def _django(given: argparse.Namespace, *command: str) -> str:
    """Run one of Django's commands in a process of its own, and return what it said.

    The site forks its processes from this one, which therefore must not have used Polars: its threads do not survive
    a fork, and the first page that needs them would wait for ever.
    """
    ours = [sys.executable, "-m", "django", *command]
    done = subprocess.run(ours, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise _refused(given, done.stderr)
    return done.stdout.strip()


def _listen(given: argparse.Namespace) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    with _worker():
        Server(
            SITE,
            address=given.host,
            port=given.port,
            interface=Interfaces.WSGI,
            blocking_threads=THREADS,
            log_level=LogLevels.warning,
            websockets=False,
            workers_kill_timeout=PATIENCE,
        ).serve()


@contextmanager
def _worker() -> Iterator[None]:
    """Background work in a process of its own, which ends with the site."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "django", "db_worker"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _refused(given: argparse.Namespace, told: str) -> Refused:
    """A full disk, a database that does not answer or a folder that is shut: the last line of what went wrong."""
    reason = told.strip().splitlines()[-1] if told.strip() else "?"
    is_full = "is full" in reason or os.strerror(errno.ENOSPC) in reason
    folder = Path(os.environ.get("VIERSPAN_DATA_DIR", "var")).resolve()
    return Refused("disk_full" if is_full else "cannot_start", given.language, folder=folder, reason=reason)


def _say(given: argparse.Namespace, key: str, **facts: str) -> str:
    from vierspan.analysis.phrases import phrase

    return phrase(f"command.{key}", given.language, **facts)
