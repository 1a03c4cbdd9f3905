"""Records as cells: references by name where a name is enough, choices by their label, ids only where needed."""

from collections import Counter
from collections.abc import Mapping

import polars as pl

from vierspan.analysis.formats.check_ids import generated
from vierspan.analysis.formats.example import FLAGS
from vierspan.analysis.formats.folding import folded_name
from vierspan.analysis.records import Records
from vierspan.analysis.schema import REFERENCES, Column, Language, closed_lists, tables


def written(records: Records, table: str, language: Language) -> pl.DataFrame:
    """The table's rows under the headers of this language, extra columns behind under their own.

    Dates, numbers and texts keep their type; references, choices, flags and lists are text. Reading it back gives
    the same records.
    """
    frame = records.table(table)
    schema = tables()[table]
    own = [_cells(records, table, column, language).alias(column.label(language)) for column in schema.columns]
    extras = [frame[name].cast(pl.String) for name in frame.columns if name not in schema.dtypes]
    return pl.DataFrame([*own, *extras])


def _cells(records: Records, table: str, column: Column, language: Language) -> pl.Series:
    cells = records.table(table)[column.key]
    if column.key == "id":
        return _needed_ids(records, table)
    meaning = _words(records, column, language)
    if meaning is None:
        return cells
    said = pl.element() if column.list else pl.col(column.key)
    texts = _said_as(said, meaning, default=said if column.type != "flag" else None)
    if column.list:
        return cells.to_frame().select(pl.col(column.key).list.eval(texts).list.join("|"))[column.key]
    return cells.to_frame().select(texts)[column.key]


def _said_as(said: pl.Expr, meaning: Mapping[object, str], default: pl.Expr | None) -> pl.Expr:
    if not meaning:
        return said
    return said.replace_strict(list(meaning), list(meaning.values()), default=default, return_dtype=pl.String)


def _words(records: Records, column: Column, language: Language) -> Mapping[object, str] | None:
    """Value -> how it is written; None where values stand for themselves."""
    if column.is_reference:
        return {id_: name for id_, name in _names(records, column).items() if not (column.list and "|" in name)}
    if column.choices:
        return {choice.key: choice.nl if language == "nl" else choice.en for choice in closed_lists()[column.choices]}
    if column.type == "flag":
        return {True: FLAGS[language][True], False: FLAGS[language][False]}
    return {} if column.list else None


def _names(records: Records, column: Column) -> dict[object, str]:
    """Id -> name for those whose name no other row has for a name, a short name or an id."""
    rows = [row for key in REFERENCES[column.type] for row in records.table(key).select("id", "name").iter_rows()]
    uses = Counter(folded_name(name) for _, name in rows)
    ids = {folded_name(id_) for id_, _ in rows}
    return {
        id_: name
        for id_, name in rows
        if uses[folded_name(name)] == 1 and name == name.strip() and (name == id_ or folded_name(name) not in ids)
    }


def _needed_ids(records: Records, table: str) -> pl.Series:
    """The ids, left empty where reading would make the very same."""
    frame = records.table(table)
    ids = frame["id"]
    if tables()[table].is_named and table != "network":
        others = set(records.table("parties")["id"]) if table == "people" else set()
        if table == "parties":
            others = set(records.table("people")["id"])
        uses = Counter(frame["name"])
        all_ids = Counter(ids)
        made = [
            name if uses[name] == 1 and name not in others and all_ids[name] == (1 if name == id_ else 0) else None
            for id_, name in zip(ids, frame["name"], strict=True)
        ]
    else:
        made = [generated(table, number) for number in range(1, frame.height + 1)]
    kept = [None if id_ == same else id_ for id_, same in zip(ids, made, strict=True)]
    return pl.Series("id", kept, dtype=pl.String)
