"""The ledger: given acts first, the rest derived from the tables."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from vierspan.analysis.catalogue import Kind
from vierspan.analysis.measures.ledger import COLUMNS, ledger
from vierspan.analysis.records import Records

DAY = date(2026, 3, 1)

Columns = Mapping[str, Sequence[object]]


def network(**tables: Columns) -> Records:
    own: dict[str, Columns] = {
        "parties": {"name": ["P", "Q", "R"]},
        "people": {"name": ["An", "Bo", "Cy"], "party": ["P", "Q", None]},
    }
    return Records.of({key: pl.DataFrame(dict(columns), strict=False) for key, columns in (own | tables).items()})


def kinds_of(records: Records) -> list[str]:
    return sorted(ledger(records)["kind"])


def test_without_acts_the_ledger_is_empty_with_every_column() -> None:
    empty = ledger(network())
    assert empty.height == 0
    assert empty.schema == pl.Schema(COLUMNS)


def test_a_theme_gives_a_proposal_and_a_priority() -> None:
    themes: Columns = {"name": ["Night"], "proposed_by": ["An"], "proposed_on": [DAY], "prioritised_by": ["Bo"]}
    assert kinds_of(network(themes=themes)) == ["priority.set", "theme.proposed"]


def test_a_derived_act_names_the_row_it_comes_from() -> None:
    act = ledger(network(themes={"id": ["t1"], "name": ["Night"], "proposed_by": ["An"]})).row(0, named=True)
    assert (act["is_derived"], act["source_table"], act["source_id"], act["subject"]) == (True, "themes", "t1", "t1")


def test_a_given_act_wins_over_a_derived_one() -> None:
    themes: Columns = {"id": ["t1"], "name": ["Night"], "proposed_by": ["An"]}
    acts: Columns = {"kind": ["theme.proposed"], "person": ["An"], "subject": ["Night"], "done_on": [DAY]}
    assert ledger(network(themes=themes, acts=acts))["is_derived"].to_list() == [False]


def test_a_given_act_of_somebody_else_leaves_the_derived_one() -> None:
    themes: Columns = {"id": ["t1"], "name": ["Night"], "proposed_by": ["An"]}
    acts: Columns = {"kind": ["theme.proposed"], "person": ["Bo"], "subject": ["Night"], "done_on": [DAY]}
    assert ledger(network(themes=themes, acts=acts)).height == 2


def test_the_subject_of_a_given_act_may_be_a_name() -> None:
    themes: Columns = {"id": ["t1"], "name": ["Night"]}
    acts: Columns = {"kind": ["theme.proposed"], "person": ["An"], "subject": ["Night"], "done_on": [DAY]}
    assert ledger(network(themes=themes, acts=acts))["subject"].to_list() == ["t1"]


def test_the_party_is_that_of_the_person_on_that_day() -> None:
    acts: Columns = {"kind": ["feedback.given"] * 2, "person": ["An"] * 2, "done_on": [date(2025, 1, 1), DAY]}
    terms: Columns = {"person": ["An"], "party": ["Q"], "since": [date(2026, 1, 1)]}
    assert ledger(network(acts=acts, affiliations=terms))["party"].to_list() == ["P", "Q"]


def test_an_own_kind_takes_part_with_weight_one() -> None:
    acts: Columns = {"kind": ["own.kind"], "person": ["An"], "done_on": [DAY], "orientation": ["explorer"]}
    act = ledger(network(acts=acts)).row(0, named=True)
    assert (act["orientation"], act["aspect"], act["weight"], act["FD"]) == ("explorer", "T", 1.0, 0)


def test_a_network_may_bring_its_own_catalogue() -> None:
    own = {"own.kind": Kind(key="own.kind", aspect="D", weight=5, polarity={"CC": 2}, nl="deed", en="did")}
    acts: Columns = {"kind": ["own.kind"], "person": ["An"], "done_on": [DAY]}
    act = ledger(network(acts=acts), own).row(0, named=True)
    assert (act["aspect"], act["weight"], act["CC"]) == ("D", 5.0, 2)


def test_a_catalogue_without_a_kind_derives_none() -> None:
    own = {"own.kind": Kind(key="own.kind", aspect="D", weight=5, nl="deed", en="did")}
    assert ledger(network(themes={"name": ["Night"], "proposed_by": ["An"]}), own).height == 0


def test_attending_a_decision_weighs_double() -> None:
    gatherings: Columns = {"name": ["G", "H"], "kind": ["decision", "social"], "held_on": [DAY, DAY]}
    attendance: Columns = {"gathering": ["G", "H", "G"], "person": ["An", "An", "Bo"], "present": [None, True, False]}
    acts = ledger(network(gatherings=gatherings, attendance=attendance))
    assert acts.sort("subject")["weight"].to_list() == [2.0, 1.0]


def test_who_carries_a_table_that_nobody_started_has_started_it() -> None:
    seats: Columns = {"initiative": ["I", "I"], "party": ["P", "Q"], "carries": [True, False]}
    records = network(initiatives={"name": ["I"], "started_on": [DAY]}, seats=seats)
    assert kinds_of(records) == ["initiative.carried", "initiative.joined", "initiative.started"]
    assert ledger(records)["done_on"].unique().to_list() == [DAY]


def test_an_invitation_to_a_step_is_the_process_managers() -> None:
    seats: Columns = {"initiative": ["I", "I"], "step": [None, "S"], "party": ["P", "Q"], "invited_by": ["Cy", "Cy"]}
    records = network(initiatives={"name": ["I"]}, steps={"name": ["S"], "initiative": ["I"]}, seats=seats)
    invited = ledger(records).filter(pl.col("aspect") == "B").sort("kind")
    assert invited["kind"].to_list() == ["invitation.sent", "seat.offered"]
    assert invited["touched"].to_list() == [["P"], ["Q"]]


def test_everything_a_network_records_becomes_an_act() -> None:
    records = network(
        courses={"name": ["C"], "author": ["An"], "endorsed_by": [["P", "Q"]], "proposed_on": [DAY]},
        themes={"name": ["T"]},
        activities={"name": ["A", "B"], "parties": [["P"], None], "owner": ["An", "Bo"], "state": ["stopped", None]},
        contributions={"activity": ["A"], "theme": ["T"], "score": [2], "judged_by": ["Q"]},
        rules={"name": ["R1"], "author": ["An"], "endorsed_by": [["R"]]},
        observations={"rule": ["R1", "R1"], "kind": ["good", "breach"], "observer": ["An", "Bo"], "about": ["P", None]},
        exchanges={
            "giver": ["P", "Q"],
            "receiver": ["Q", None],
            "state": ["given", "offered"],
            "confirmed_on": [DAY, None],
        },
        gatherings={"name": ["G"], "kind": ["reflection"], "organiser": ["An"]},
        introductions={"introducer": ["An", "An"], "newcomer": ["Cy", "R"], "welcomed": [True, None]},
        signals={"name": ["S"], "spotter": ["An"], "adopted_on": [DAY], "theme": ["T"]},
        contacts={
            "outside": ["X", "Y"],
            "person": ["An", "Bo"],
            "outward": [True, None],
            "brought_back_on": [None, DAY],
        },
        initiatives={"name": ["I"], "initiator": ["An"], "mandate_by": ["Bo"]},
        seats={"initiative": ["I"], "party": ["P"], "state": ["interested"]},
        steps={"name": ["St"], "initiative": ["I"], "owner": ["An"]},
        commitments={"name": ["Co"], "party": ["P"], "asked_by": ["Bo"], "delivered_on": [DAY]},
        decisions={"name": ["D"], "opener": ["An"], "closer": ["Bo"]},
        positions={
            "decision": ["D", "D"],
            "party": ["P", "Q"],
            "position": ["yes", "objection"],
            "resolved_by": [None, "An"],
        },
    )
    expected = {
        "course.proposed", "course.endorsed", "activity.added", "activity.stopped", "contribution.judged",
        "rule.proposed", "rule.endorsed", "practice.praised", "breach.raised", "exchange.given", "offer.made",
        "exchange.confirmed", "reflection.opened", "newcomer.welcomed", "introduction.made", "signal.spotted",
        "theme.emerged", "network.represented", "contact.kept", "insight.brought_back", "initiative.started",
        "mandate.set", "interest.shown", "step.convened", "commitment.made", "commitment.asked",
        "commitment.delivered", "question.put", "decision.closed", "position.taken", "objection.raised",
        "objection.resolved",
    }  # fmt: skip
    assert set(kinds_of(records)) == expected
    assert ledger(records)["id"].is_unique().all()
