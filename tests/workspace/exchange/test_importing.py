from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from factories import DAY, Cast, id_of, records_from, small_records, small_rows
from vierspan.analysis.demo import demo_records
from vierspan.analysis.records import Records
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common.errors import Conflict, NotAllowed, NotFound
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.exchange import actions, queries
from vierspan.workspace.insight.records import records_of
from vierspan.workspace.insight.tables import MODELS
from vierspan.workspace.networks.models import Network


def sizes(network_id: object) -> dict[str, int]:
    return {key: model.objects.of(network_id).count() for key, model in MODELS.items()}  # type: ignore[arg-type]


def test_the_same_records_twice_change_nothing(cast: Cast) -> None:
    before = records_of(cast.network.pk)
    again = actions.import_records(cast.alice, small_records())
    assert {(counts["new"], counts["changed"]) for counts in again.counts.values()} == {(0, 0)}
    assert records_of(cast.network.pk) == before


def test_rows_in_another_order_are_recognised(cast: Cast) -> None:
    rows = {key: list(reversed(given)) for key, given in small_rows().items()}
    again = actions.import_records(cast.alice, records_from(rows))
    assert {counts["new"] for counts in again.counts.values()} == {0}


def test_a_row_with_the_same_code_is_brought_up_to_date(cast: Cast) -> None:
    changed = records_from({"parties": [{"id": "P1", "name": "De Brink Thuiszorg", "sector": "zorg"}]})
    made = actions.import_records(cast.alice, changed)
    assert made.counts["parties"] == {"new": 0, "changed": 1, "untouched": 0}
    party = Party.objects.of(cast.network.pk).get(external_id="P1")
    assert (party.name, party.region) == ("De Brink Thuiszorg", "Oost")
    assert "de brink thuiszorg" in party.search


def test_a_person_is_known_by_e_mail_when_the_name_is_spelled_otherwise(cast: Cast) -> None:
    person = id_of(cast.alice, Person, name="Alice")
    actions.import_records(
        cast.alice, records_from({"people": [{"name": "Alice Jansen", "email": "0@people.example"}]})
    )
    assert id_of(cast.alice, Person, name="Alice Jansen") == person


def test_two_rows_with_a_code_of_their_own_stay_two(cast: Cast) -> None:
    same_name = records_from({"parties": [{"id": "P9", "name": "Café Samen"}]})
    assert actions.import_records(cast.alice, same_name).counts["parties"]["new"] == 1


def test_an_empty_cell_leaves_what_was_known(cast: Cast) -> None:
    actions.import_records(cast.alice, records_from({"parties": [{"id": "P1", "name": "Thuiszorg De Brink"}]}))
    assert Party.objects.of(cast.network.pk).get(external_id="P1").sector == "zorg"


def test_columns_of_ones_own_are_kept(cast: Cast) -> None:
    actions.import_records(cast.alice, records_from({"parties": [{"id": "P7", "name": "Kring", "Hoeveel leden": 12}]}))
    assert Party.objects.of(cast.network.pk).get(external_id="P7").extra == {"Hoeveel leden": 12}


def test_what_an_act_is_about_is_followed_to_the_stored_row(cast: Cast) -> None:
    act = Act.objects.of(cast.network.pk).get(kind="initiative.started")
    assert act.subject == str(id_of(cast.alice, Initiative, name="Care shop"))


def test_what_a_file_says_of_the_network_is_kept_but_not_its_name(cast: Cast) -> None:
    network = Network.objects.get(pk=cast.network.pk)
    assert (network.name, network.purpose, network.phase, network.need_explorer) == (
        "Network A",
        ["learning"],
        "agree",
        3,
    )


def test_a_preview_counts_and_writes_nothing(cast: Cast) -> None:
    before = sizes(cast.network.pk)
    themes: list[dict[str, Any]] = [{"name": "Housing", "priority": 3.0}, {"name": "Loneliness"}]
    seen = queries.preview(cast.alice, records_from({"parties": small_rows()["parties"], "themes": themes}))
    assert seen["themes"].states == ("changed", "new")
    assert (seen["parties"].untouched, seen["parties"].rows) == (3, 3)
    assert sizes(cast.network.pk) == before


def test_an_import_is_undone_as_a_whole(cast: Cast) -> None:
    before = records_of(cast.network.pk)
    rows: dict[str, list[dict[str, Any]]] = {
        "parties": [{"id": "P1", "name": "Renamed", "joined_on": DAY}, {"id": "P4", "name": "Fourth"}],
        "acts": [{"kind": "theme.proposed", "person": "Dan", "done_on": DAY + timedelta(days=1)}],
        "people": [{"name": "Dan", "party": "P4"}],
    }
    made = actions.import_records(cast.alice, records_from(rows))
    assert records_of(cast.network.pk) != before
    actions.undo_import(cast.alice, made.pk)
    assert records_of(cast.network.pk) == before


def test_an_import_on_which_a_later_one_stands_is_not_undone(cast: Cast) -> None:
    first = actions.import_records(cast.alice, records_from({"parties": [{"name": "Fourth"}]}))
    second = actions.import_records(cast.alice, records_from({"parties": [{"name": "Fifth"}]}))
    with pytest.raises(Conflict):
        actions.undo_import(cast.alice, first.pk)
    actions.undo_import(cast.alice, second.pk)
    actions.undo_import(cast.alice, first.pk)
    assert not Party.objects.of(cast.network.pk).filter(name__in=["Fourth", "Fifth"]).exists()


def test_only_the_leader_imports_and_undoes(cast: Cast) -> None:
    made = actions.import_records(cast.alice, records_from({"parties": [{"name": "Fourth"}]}))
    for actor in (cast.bob, cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            actions.import_records(actor, small_records())
        with pytest.raises(NotAllowed):
            queries.preview(actor, small_records())
        with pytest.raises(NotAllowed):
            actions.undo_import(actor, made.pk)
    with pytest.raises(NotFound):
        actions.undo_import(cast.dirk, made.pk)


def test_an_import_leaves_other_networks_alone(cast: Cast) -> None:
    before = records_of(cast.other.pk)
    actions.import_records(cast.alice, records_from({"parties": [{"id": "P1", "name": "Renamed"}]}))
    assert records_of(cast.other.pk) == before


def test_the_demo_comes_back_as_it_went_in_but_for_its_ids(cast: Cast) -> None:
    given = demo_records()
    Party.objects.of(cast.network.pk).delete()
    fresh = cast.dirk
    actions.import_records(fresh, given)
    back = records_of(fresh.network_id)
    for key in given.present:
        assert back.table(key).height >= given.table(key).height, key
    assert _plain(given, "signals").equals(_plain(back, "signals").tail(given.table("signals").height))


def _plain(records: Records, key: str) -> pl.DataFrame:
    kept = [name for name, kind in records.table(key).schema.items() if kind != pl.String or name == "name"]
    return records.table(key).select(kept)
