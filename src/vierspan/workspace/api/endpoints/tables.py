from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from vierspan.workspace.api.asking import actor
from vierspan.workspace.api.schemas.problems import REFUSED
from vierspan.workspace.api.schemas.tables import PageOut, RowOut, RowsWanted, TableOut
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.words import table_label

router = Router(tags=["tables"])
PAGE = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/networks/{slug}/tables", response={200: list[TableOut], **REFUSED})
def tables(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    """Every table that you may read, with its number of rows."""
    asker = actor(request, slug)
    counted = sheets.counts(asker)
    return [{"key": key, "label": table_label(key, asker.language), "rows": rows} for key, rows in counted.items()]


@router.get("/networks/{slug}/tables/{key}", response={200: PageOut, **REFUSED})
def table(request: HttpRequest, slug: str, key: str, wanted: Query[RowsWanted]) -> dict[str, Any]:
    """One page of a table. Choose rows with `id` and `where` (column:value), each as often as needed."""
    chosen = sheets.Choice(
        search=wanted.search,
        where=paired(request.GET.getlist("where")),
        ids=tuple(request.GET.getlist("id")),
        sort=wanted.sort,
    )
    return page_of(sheets.sheet(actor(request, slug), key, chosen, page=wanted.page))


@router.get("/networks/{slug}/tables/{key}/{uuid:row_id}", response={200: RowOut, **REFUSED})
def row(request: HttpRequest, slug: str, key: str, row_id: UUID) -> dict[str, Any]:
    """One row of a table, whole."""
    return row_of(sheets.item(actor(request, slug), key, row_id))


def paired(given: Iterable[str]) -> dict[str, str]:
    """Conditions as they stand in an address: "column:value"."""
    pairs = [each.partition(":") for each in given]
    if any(not colon for _column, colon, _value in pairs):
        raise Invalid("where", "not_a_condition")
    return {column: value for column, _colon, value in pairs}


def page_of(sheet: sheets.Sheet) -> dict[str, Any]:
    return {
        "table": sheet.key,
        "columns": sheet.headings,
        "page": sheet.page.number,
        "pages": sheet.page.last,
        "total": sheet.page.total,
        "rows": [row_of(each) for each in sheet.page.rows],
    }


def row_of(found: sheets.SheetRow) -> dict[str, Any]:
    cells = {cell.column: {"text": cell.text, "refs": cell.refs} for cell in found.cells}
    return {"table": found.table, "id": found.id, "title": found.title, "cells": cells}
