"""Every real data set beside the project becomes a report, in both languages."""

from pathlib import Path

import pytest

from vierspan.analysis.handles import find
from vierspan.analysis.mirror import look
from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.report import html
from vierspan.analysis.schema import Language
from vierspan.command.reading import reading_of

CLASSIC = ("classic_networks_nodes.csv.gz", "classic_networks_edges.csv.gz", "classic_networks_index.csv.gz")
SETS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "cordis": (("cordis_dev_participation.csv.gz", "cordis_dev_themes.csv.gz", "cordis_dev_orgs.csv.gz"), None),
    "interreg": (("interreg_sweden.csv.gz",), None),
    "agendas": (("nl_ministers_agendas.csv.gz",), None),
    "proposals": (("decidim_barcelona_proposals_first_half.csv.gz",), None),
    "mail": (("email_eu_core_edges.csv.gz", "email_eu_core_departments.csv.gz"), None),
    "advice in a firm": (CLASSIC, "law_advice"),
    "Southern women": (CLASSIC, "southern_women"),
    "Kumu workbook": (("importer_samples/kumu/paypal-mafia.xlsx",), None),
    "Kumu blueprint": (("importer_samples/kumu/snap-to-tutorial-project.json",), None),
    "GraphML": (("importer_samples/gexf/miserables.graphml",), None),
    "GEXF": (("importer_samples/gexf/arctic.gexf",), None),
}
MOST_HANDLES = 5


@pytest.mark.parametrize("name", SETS)
def test_a_data_set_becomes_a_report_in_both_languages(shared_data: Path, name: str) -> None:
    files, network = SETS[name]
    reading = reading_of([shared_data / file for file in files], None, network, "en")
    records = reading.rest() if reading.fatal else reading.records
    mirror = look(records)
    handles = find(records, mirror)
    assert len(handles) <= MOST_HANDLES
    languages: tuple[Language, ...] = ("nl", "en")
    for language in languages:
        page = html(mirror, handles, records, language)
        assert page.startswith("<!doctype html>") or page.startswith("<!DOCTYPE html>")
        assert "Traceback" not in page


@pytest.mark.parametrize("name", ["interreg", "agendas"])
def test_what_a_list_cannot_show_is_unknown(shared_data: Path, name: str) -> None:
    files, network = SETS[name]
    reading = reading_of([shared_data / file for file in files], None, network, "en")
    strategist = look(reading.records).picture.orientations[0].need
    assert (strategist.cover.value, strategist.cover.reason) == (None, Reason.EMPTY)
