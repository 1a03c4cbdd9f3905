"""The pages of the documentation that say what the tables are, written from the tables themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path

from vierspan.analysis.schema import REFERENCES, Column, Language, Table, tables

FILES: dict[Language, str] = {"nl": "tabellen.md", "en": "tables.md"}

_WORDS = {
    "nl": {
        "title": "De tabellen van een netwerk",
        "lead": "Een netwerk is een werkboek met bladen, of een map met CSV-bestanden. Elk blad mag ontbreken, "
        "als er maar partijen of mensen zijn. Namen van bladen en kolommen mogen Nederlands of Engels zijn. "
        "Meer waarden in een cel scheid je met `|`.",
        "head": "| kolom | Engels | inhoud | betekenis |",
        "required": "verplicht",
        "several": "meer mag",
        "from": "van {low}",
        "to": "tot {high}",
        "refers": "naam of code uit {table}",
        "or": " of ",
        "types": {
            "text": "tekst",
            "email": "e-mailadres",
            "whole": "heel getal",
            "number": "getal",
            "date": "datum",
            "flag": "ja of nee",
        },
    },
    "en": {
        "title": "The tables of a network",
        "lead": "A network is a workbook with sheets, or a folder of CSV files. Every sheet may be missing, as long as "
        "there are parties or people. Names of sheets and columns may be Dutch or English. "
        "Several values in one cell are split by `|`.",
        "head": "| column | Dutch | content | meaning |",
        "required": "required",
        "several": "several",
        "from": "from {low}",
        "to": "to {high}",
        "refers": "name or id from {table}",
        "or": " or ",
        "types": {
            "text": "text",
            "email": "e-mail address",
            "whole": "whole number",
            "number": "number",
            "date": "date",
            "flag": "yes or no",
        },
    },
}


def tables_page(language: Language) -> str:
    """The Markdown page that lists every table and column in this language."""
    words = _WORDS[language]
    parts = [f"# {words['title']}", str(words["lead"]), *(_section(table, language) for table in tables().values())]
    return "\n\n".join(parts) + "\n"


def _section(table: Table, language: Language) -> str:
    other: Language = "en" if language == "nl" else "nl"
    head = f"## {table.label(language)}\n\n{table.about(language)} (*{table.label(other)}*, `{table.key}`)"
    rows = [
        f"| {column.label(language)} | {column.label(other)} | {content(column, language)} | {column.about(language)} |"
        for column in table.columns
    ]
    return "\n".join([head, "", str(_WORDS[language]["head"]), "|---|---|---|---|", *rows])


def content(column: Column, language: Language) -> str:
    """What may stand in the column, in words."""
    return "; ".join(_content(column, language))


def _content(column: Column, language: Language) -> Iterator[str]:
    words: dict[str, str] = {key: word for key, word in _WORDS[language].items() if isinstance(word, str)}
    types = _WORDS[language]["types"]
    if column.choices:
        yield ", ".join(choice.nl if language == "nl" else choice.en for choice in column.allowed)
    elif column.is_reference:
        named = words["or"].join(tables()[key].label(language) for key in REFERENCES[column.type])
        yield words["refers"].format(table=named)
    elif isinstance(types, dict):
        yield types[column.type]
    if column.low is not None:
        yield words["from"].format(low=f"{column.low:g}")
    if column.high is not None:
        yield words["to"].format(high=f"{column.high:g}")
    if column.list:
        yield words["several"]
    if column.required:
        yield f"**{words['required']}**"


def main(folder: Path) -> None:
    """Write both pages into the folder."""
    for language, name in FILES.items():
        (folder / name).write_text(tables_page(language), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
