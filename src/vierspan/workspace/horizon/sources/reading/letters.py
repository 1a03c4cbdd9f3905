"""A mail that was kept as a file: who wrote it, when, about what, and its first words. What hangs on it is not kept."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from vierspan.workspace.horizon.sources.reading.found import (
    LONGEST_NAME,
    LONGEST_TITLE,
    Found,
    Unreadable,
    digest,
    plain,
)

LARGEST = 20_000_000
MOST_PARTS = 200
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADS = (b"from:", b"subject:", b"received:", b"date:", b"message-id:", b"return-path:", b"to:", b"mime-version:")
HEAD_SIZE = 64_000


def letter(body: bytes) -> Found:
    """The mail as an item; Unreadable with the reason where it is none."""
    if body.startswith(OUTLOOK):
        raise Unreadable("outlook_file")
    if len(body) > LARGEST:
        raise Unreadable("file_too_large")
    if not _looks_like_mail(body):
        raise Unreadable("no_mail")
    try:
        read = email.message_from_bytes(body, policy=email.policy.default)
        return _found(read)
    except (LookupError, ValueError, AttributeError, TypeError, IndexError, RecursionError) as slip:
        raise Unreadable("no_mail") from slip


def _looks_like_mail(body: bytes) -> bool:
    heads = [line.lower() for line in body[:HEAD_SIZE].splitlines()]
    return any(line.startswith(HEADS) for line in heads[:200])


def _found(read: EmailMessage) -> Found:
    words = _first_words(read)
    title = plain(str(read.get("Subject", "")), LONGEST_TITLE) or plain(words, 80)
    if not title:
        raise Unreadable("empty_mail")
    sender = plain(str(read.get("From", "")).replace("<", "(").replace(">", ")"), LONGEST_NAME)
    said_at = _moment(str(read.get("Date", "")))
    name = str(read.get("Message-ID", "")).strip() or f"{title}\n{sender}\n{said_at}\n{words}"
    return Found(mark=digest(name), title=title, body=words, author=sender, said_at=said_at, is_mail=True)


def _first_words(read: EmailMessage) -> str:
    """The first part that is words: plain ones before those with markup."""
    parts = [each for _n, each in zip(range(MOST_PARTS), read.walk(), strict=False) if not each.is_attachment()]
    for wanted in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == wanted and (words := plain(_text_of(part))):
                return words
    return ""


def _text_of(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _moment(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
