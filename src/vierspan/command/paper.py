"""`vierspan template` and `vierspan schema`: what to fill in, and what comes out."""

import argparse
import json
from pathlib import Path

from vierspan.analysis.phrases import phrase
from vierspan.command.errors import Refused


def template(given: argparse.Namespace) -> int:
    """An empty workbook with help, drop-downs and an example row; or the demo network as one."""
    out: Path = given.out or Path("netwerk.xlsx" if given.language == "nl" else "network.xlsx")
    if out.exists() and given.out is None:
        raise Refused("is_there", given.language, 1, file=str(out))
    try:
        out.write_bytes(_workbook(given))
    except OSError as error:
        raise Refused("cannot_write", given.language, 1, file=str(out), reason=error.strerror) from error
    print(phrase("command.written", given.language, file=str(out)))
    return 0


def _workbook(given: argparse.Namespace) -> bytes:
    if given.filled:
        from vierspan.analysis.demo import demo_records
        from vierspan.analysis.formats import write_workbook

        return write_workbook(demo_records(given.language), given.language)
    from vierspan.analysis.formats.template import write_template

    return write_template(given.language)


def schema(given: argparse.Namespace) -> int:
    """The JSON Schema of the mirror, or the tables with every column."""
    print(json.dumps(_mirror() if given.what == "mirror" else _records(), indent=2, ensure_ascii=False))
    return 0


def _mirror() -> dict[str, object]:
    from vierspan.analysis.report import json_schema

    return json_schema()


def _records() -> dict[str, object]:
    from vierspan.analysis.schema import tables

    return {
        key: {
            "nl": table.nl,
            "en": table.en,
            "about": table.about_en,
            "columns": {
                column.key: {
                    "nl": column.nl,
                    "en": column.en,
                    "type": column.type,
                    "required": column.required,
                    "list": column.list,
                    "about": column.about_en,
                    "choices": [choice.key for choice in column.allowed],
                }
                for column in table.columns
            },
        }
        for key, table in tables().items()
    }
