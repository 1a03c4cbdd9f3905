"""Words as people type them."""

import re
import unicodedata


def tidy(text: str) -> str:
    """The same words without stray white space or control characters."""
    printable = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in text)
    return " ".join(printable.split())


def slug(name: str) -> str:
    """A name as part of an address: lower case, plain letters, hyphens; empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def initials(name: str) -> str:
    """At most two letters that stand for a person or party: first and last word."""
    words = [word for word in re.split(r"[\s@._-]+", name) if word]
    if not words:
        return "?"
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()
