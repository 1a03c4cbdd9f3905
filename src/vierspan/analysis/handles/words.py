"""What a handle says, in the reader's language."""

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.phrases import has_phrase, phrase
from vierspan.analysis.schema import Language


def said(handle: Handle, part: str, language: Language) -> str:
    """One part of a handle (headline, facts, urgency, question); empty where it has none.

    The facts of the last of many end with how many more there are.
    """
    key = f"handle.{handle.finder}.{part}"
    words = phrase(key, language, **handle.numbers) if has_phrase(key) else ""
    if part == "facts" and handle.more:
        words = f"{words} {phrase('handle.more', language, count=handle.more)}".strip()
    return words
