"""Typed reading of the environment; a value that makes no sense stops the start with one plain line."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE points to."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def switch(name: str) -> bool:
    """Whether a switch is on; off when it is absent."""
    value = text(name).strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is '{value}'; write 1 or 0.")
    return value in YES


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.strip().lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} is '{value}'; write a whole number.")
    return int(value)


def names(name: str, default: str = "") -> list[str]:
    """A list written with commas between."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: str) -> Path:
    return Path(text(name) or default).expanduser().resolve()


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """Django's settings for one database; nothing given is a SQLite file in the folder."""
    if not url:
        return sqlite(folder / "vierspan.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(url.removeprefix("sqlite:///"))))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(f"DATABASE_URL starts with '{parts.scheme}:'; use sqlite:/// or postgresql://.")


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite such that a reply means saved: readers never block the writer, every commit is synced to disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
