"""Every real file beside the project reads, or says plainly why not."""

from dataclasses import replace
from pathlib import Path

import pytest

from vierspan.analysis.formats.gexf import read_gexf, write_gexf
from vierspan.analysis.formats.graphml import read_graphml, write_graphml
from vierspan.analysis.formats.grids import read_grids
from vierspan.analysis.formats.kumu import is_kumu, read_kumu, read_kumu_json, write_kumu, write_kumu_json
from vierspan.analysis.formats.mapping import apply, from_toml, guess, to_toml
from vierspan.analysis.formats.matrix import read_ucinet
from vierspan.analysis.records import Records

EMPTY = {"pedantic.gexf", "sanitized.gexf"}
GRAPHS = """arctic.gexf basic.gexf basic.graphml case.gexf celegans.gexf data.gexf edge_data.gexf edge_viz.gexf
les_miserables.gexf liststring.gexf minimal.gexf miserables.graphml miserables_broken.graphml missing_nodes.gexf
missing_nodes.graphml mixed.gexf mixed_multigraph.graphml multigraph.graphml pedantic.gexf rio.gexf sanitized.gexf
v1_3.gexf yeast.gexf""".split()


@pytest.mark.parametrize("name", GRAPHS)
def test_graph_samples_read_and_come_back_the_same(shared_data: Path, name: str) -> None:
    read = read_graphml if name.endswith("graphml") else read_gexf
    tables, problems = read((shared_data / "importer_samples/gexf" / name).read_bytes())
    if name in EMPTY:
        assert [problem.code for problem in problems] == ["graph_empty"]
        return
    records = Records.of(tables)
    assert Records.of(read_graphml(write_graphml(records))[0]) == records
    assert Records.of(read_gexf(write_gexf(records))[0]) == records


@pytest.mark.parametrize("name", ["paypal-mafia.xlsx", "snap-to-tutorial-data.xlsx"])
def test_kumu_workbooks_read(shared_data: Path, name: str) -> None:
    grids = read_grids(shared_data / "importer_samples/kumu" / name, name)
    assert is_kumu(grids)
    records = Records.of(read_kumu(grids)[0])
    again = Records.of(read_kumu(read_grids(write_kumu(records), "again.xlsx"))[0])
    for key in records.present:
        schema = [name for name in records.table(key).columns if name.islower()]
        assert again.table(key).select(schema).equals(records.table(key).select(schema))


@pytest.mark.parametrize(
    "name", ["kumu-omidyarnetwork-us-financial-inclusion-BACKUP.json", "snap-to-tutorial-project.json"]
)
def test_kumu_blueprints_read_and_come_back_the_same(shared_data: Path, name: str) -> None:
    records = Records.of(read_kumu_json((shared_data / "importer_samples/kumu" / name).read_bytes())[0])
    assert records.table("ties").height > 100
    assert Records.of(read_kumu_json(write_kumu_json(records))[0]) == records


def test_a_ucinet_file_without_a_square_says_so(shared_data: Path) -> None:
    folder = shared_data / "importer_samples/sheets"
    _, problems = read_ucinet((folder / "ucinettest.##h").read_bytes(), (folder / "ucinettest.##d").read_bytes())
    assert all(problem.code.startswith("ucinet") for problem in problems)


SETS = {
    "cordis": (["cordis_dev_participation", "cordis_dev_themes", "cordis_dev_orgs"], {"seats": 91_334, "themes": 17}),
    "cordis alone": (["cordis_dev_participation"], {"seats": 91_334, "parties": 27_411, "initiatives": 20_073}),
    "interreg": (["interreg_sweden"], {"seats": 1_177, "parties": 588, "initiatives": 584}),
    "agendas": (["nl_ministers_agendas"], {"gatherings": 4_197, "people": 29}),
    "email": (["email_eu_core_edges", "email_eu_core_departments"], {"people": 1_005, "parties": 42}),
    "decidim": (["decidim_barcelona_proposals_first_half"], {"decisions": 5_430, "initiatives": 4_228}),
}


@pytest.mark.parametrize("name", SETS)
def test_data_sets_read_on_a_sure_guess(shared_data: Path, name: str) -> None:
    files, sizes = SETS[name]
    grids = [grid for file in files for grid in read_grids(shared_data / f"{file}.csv.gz", f"{file}.csv.gz")]
    guessed = guess(grids)
    assert guessed.is_sure
    assert from_toml(to_toml(guessed)) == guessed.mapping
    records = Records.of(apply(guessed.mapping, grids)[0])
    assert {key: records.table(key).height for key in sizes} == sizes


NETWORKS = {
    ("ht_advice", "ht_friends", "ht_reports"): {"people": 21, "ties": 312},
    ("law_advice",): {"people": 71, "ties": 892},
    ("southern_women",): {"people": 18, "gatherings": 14, "attendance": 89},
    ("ceos_clubs",): {"people": 26, "parties": 15, "affiliations": 98},
    ("fraternity_t1",): {"ties": 272},
}


@pytest.mark.parametrize("networks", NETWORKS)
def test_one_of_many_networks_is_chosen(shared_data: Path, networks: tuple[str, ...]) -> None:
    files = [f"classic_networks_{part}.csv.gz" for part in ("nodes", "edges", "index")]
    grids = [grid for file in files for grid in read_grids(shared_data / file, file)]
    guessed = guess(grids)
    assert not guessed.is_sure
    assert [problem.code for problem in apply(guessed.mapping, grids)[1]] == ["mapping_network_open"]
    records = Records.of(apply(replace(guessed.mapping, networks=networks), grids)[0])
    assert {key: records.table(key).height for key in NETWORKS[networks]} == NETWORKS[networks]
