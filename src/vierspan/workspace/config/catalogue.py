"""The Dutch catalogue: compiled for Django without any program outside Python, and checked for gaps."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Write beside each catalogue the form that Django reads."""
    for file in catalogues():
        polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))


def gaps() -> list[str]:
    """Each text that has no sure translation, as 'language: text'."""
    return [
        f"{file.parent.parent.name}: {entry.msgid}"
        for file in catalogues()
        for entry in polib.pofile(str(file))
        if not entry.obsolete and (entry.fuzzy or not entry.translated())
    ]


if __name__ == "__main__":
    compile_all()
