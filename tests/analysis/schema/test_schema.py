"""The one place that says what the tables are."""

from pathlib import Path

import pytest

from vierspan.analysis.schema import REFERENCES, Column, Language, closed_lists, tables
from vierspan.analysis.schema.pages import FILES, tables_page

DOCS = Path(__file__).parents[3] / "docs"
COLUMNS = [(table.key, column) for table in tables().values() for column in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{key}.{column.key}" for key, column in COLUMNS])
def test_every_column_is_explained_in_both_languages(table: str, column: Column) -> None:
    assert column.nl and column.en
    assert column.about_nl and column.about_en


def test_every_table_begins_with_an_id() -> None:
    assert {table.columns[0].key for table in tables().values()} == {"id"}


def test_labels_are_unique_within_a_table() -> None:
    for table in tables().values():
        for labels in ([column.nl for column in table.columns], [column.en for column in table.columns]):
            assert len({label.casefold() for label in labels}) == len(labels), table.key


def test_references_and_choices_point_at_what_exists() -> None:
    for _, column in COLUMNS:
        assert not column.choices or column.choices in closed_lists()
        assert all(key in tables() for key in REFERENCES.get(column.type, ()))


@pytest.mark.parametrize("language", FILES)
def test_the_documentation_says_what_the_tables_are(language: Language) -> None:
    assert (DOCS / FILES[language]).read_text(encoding="utf-8") == tables_page(language)
