"""Opening zips (workbooks are zips) without being harmed by them: looked at first, unpacked with a limit."""

import io
import zipfile

from vierspan.analysis.problems import Problem, UnreadableInput

LARGEST_FILE = 200 * 1024 * 1024
LARGEST_UNPACKED = 600 * 1024 * 1024
LARGEST_RATIO = 200
RATIO_FREE = 20 * 1024 * 1024
MOST_ENTRIES = 5_000


def refused(code: str, file: str, **facts: object) -> UnreadableInput:
    """The error that says why this file as a whole cannot be read."""
    return UnreadableInput([Problem(code=code, file=file, is_fatal=True, facts=facts)])


def entries(content: bytes, file: str) -> dict[str, zipfile.ZipInfo]:
    """The zip's directory, by name. Raises UnreadableInput where it is broken, locked, or too large when unpacked."""
    try:
        listed = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as error:
        raise refused("broken_zip", file) from error
    names = {entry.filename: entry for entry in listed}
    if len(names) != len(listed):
        raise refused("broken_zip", file)
    unpacked = sum(entry.file_size for entry in listed)
    if len(listed) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED:
        raise refused("too_large", file, megabytes=LARGEST_UNPACKED // 1024**2)
    if unpacked > RATIO_FREE and unpacked > LARGEST_RATIO * len(content):
        raise refused("too_packed", file)
    if any(entry.flag_bits & 1 for entry in listed):
        raise refused("locked", file)
    return names


def unpacked(content: bytes, file: str, endings: tuple[str, ...]) -> dict[str, bytes]:
    """The zip's entries with these endings, never more than the directory promised.

    The sizes in the directory may lie, so each entry is read to its promised size and one byte more.
    """
    parts = {}
    wanted = {name: entry for name, entry in entries(content, file).items() if name.lower().endswith(endings)}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name, entry in wanted.items():
                with archive.open(entry) as part:
                    parts[name] = part.read(entry.file_size + 1)
    except Exception as error:
        raise refused("broken_zip", file) from error
    if any(len(part) > wanted[name].file_size for name, part in parts.items()):
        raise refused("broken_zip", file)
    return parts


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """A plain zip of just these parts: what was looked at is what the next reader gets."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed
