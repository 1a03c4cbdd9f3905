"""The key that signs sessions and tokens: given, or made once and kept beside the database."""

import os
import secrets
from pathlib import Path

FILE = "secret.key"


def kept_key(folder: Path) -> str:
    """The key that this installation made before; empty when there is none."""
    file = folder / FILE
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""


def keep_key(folder: Path) -> str:
    """Make the key when there is none yet, readable by its owner only, and return it."""
    if key := kept_key(folder):
        return key
    folder.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
