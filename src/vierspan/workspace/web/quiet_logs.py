"""Logs do not hold the personal links of letters: who reads a log may not answer in somebody's name."""

import logging
import re
from typing import Any

PERSONAL = re.compile(r"(/(?:answer|pulse|feedback|invitation|shared|embed|g|calendar|here|link/[a-z-]+)/)[^/\s?]+")


def without_links(value: Any) -> Any:
    return PERSONAL.sub(r"\1…", value) if isinstance(value, str) else value


class WithoutLinks(logging.Filter):
    """Takes what stands in the place of a token out of each line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_links(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(without_links(each) for each in record.args)
        return True
