"""The same measures as most would write them: pandas for the acts, networkx for the ties. Only for comparison."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd

from vierspan.analysis.catalogue import AXES, kinds
from vierspan.analysis.records import Records

SAMPLED_ABOVE = 1000  # nodes from which betweenness is sampled, as ours is
PIVOTS = 100

Tables = Mapping[str, pd.DataFrame]


def as_pandas(records: Records) -> dict[str, pd.DataFrame]:
    return {key: pd.DataFrame(records.table(key).to_dict(as_series=False)) for key in records.present}


def naive_mirror(tables: Tables) -> dict[str, object]:
    """Sharing, following, aspects, palette, accents, trend; influence, core and brokers. Values as plain Python."""
    acts = _ledger(tables)
    last = acts["done_on"].max()
    inside = acts[acts["done_on"] > last - timedelta(days=365)]
    people = tables["people"]["id"]
    uptake = _uptake(inside)
    return {
        "sharing": {key: _sharing(rows, people) for key, rows in inside.groupby("orientation")},
        "following": {key: _following(rows, len(people)) for key, rows in uptake.groupby("orientation")},
        "aspects": _aspects(inside, uptake),
        "palette": {axis: _palette(inside, axis) for axis in AXES},
        "accents": _accents(inside),
        "trend": _trend(acts),
        **_ties(tables),
    }


def _ledger(tables: Tables) -> pd.DataFrame:
    acts = tables["acts"].merge(
        tables["people"][["id", "party"]], left_on="person", right_on="id", suffixes=("", "_own")
    )
    acts["party"] = acts["party"].fillna(acts["party_own"])
    acts["done_on"] = pd.to_datetime(acts["done_on"])
    known = kinds()
    acts["orientation"] = acts["kind"].map(lambda key: known[key].orientation)
    acts["aspect"] = acts["kind"].map(lambda key: known[key].aspect)
    acts["weight"] = acts["kind"].map(lambda key: known[key].weight)
    for axis in AXES:
        acts[axis] = acts["kind"].map(lambda key, axis=axis: known[key].polarity.get(axis, 0))
    return acts


def _sharing(acts: pd.DataFrame, people: pd.Series) -> dict[str, float]:
    weights = acts.groupby("person")["weight"].sum().reindex(people, fill_value=0.0).sort_values()
    shares = weights / weights.sum()
    count = len(shares)
    gini = 2 * (np.arange(1, count + 1) * shares).sum() / count - (count + 1) / count
    by_party = acts.groupby("party")["weight"].sum()
    without = [
        1 / ((rest / rest.sum()) ** 2).sum()
        for _, subject in list(acts.groupby("subject"))[:PIVOTS]
        if (rest := weights.sub(subject.groupby("person")["weight"].sum(), fill_value=0.0)).sum() > 0
    ]
    return {
        "effective_leaders": 1 / (shares**2).sum(),
        "concentration": gini * count / (count - 1),
        "top_one": shares.iloc[-1],
        "top_three": shares.iloc[-3:].sum(),
        "effective_parties": 1 / ((by_party / by_party.sum()) ** 2).sum(),
        "low": min(without, default=float("nan")),
        "high": max(without, default=float("nan")),
    }


def _uptake(acts: pd.DataFrame) -> pd.DataFrame:
    opened = acts[acts["aspect"] == "D"][["subject", "person", "party", "orientation", "done_on"]]
    pairs = opened.merge(acts, on="subject", suffixes=("", "_follower"))
    days = (pairs["done_on_follower"] - pairs["done_on"]).dt.days
    return pairs[(pairs["party"] != pairs["party_follower"]) & days.between(0, 90)]


def _following(uptake: pd.DataFrame, count: int) -> dict[str, float]:
    graph = nx.DiGraph()
    for (follower, leader), rows in uptake.groupby(["person_follower", "person"]):
        graph.add_edge(follower, leader, weight=rows["weight"].sum())
    most = max(weight for _, _, weight in graph.edges(data="weight"))
    received = dict(graph.in_degree(weight="weight"))
    total = sum(received.values())
    return {
        "amount": total / most / (count * (count - 1)),
        "starlike": (count * max(received.values()) - total) / most / (count - 1) ** 2,
        "dependency": max(received.values()) / total,
    }


def _aspects(acts: pd.DataFrame, uptake: pd.DataFrame) -> dict[str, pd.Series]:
    followers = uptake.groupby(["person", "subject"])["party_follower"].nunique()
    return {
        "taking_part": acts.groupby("person")["weight"].sum(),
        "direction": acts[acts["aspect"] == "D"].groupby("person")["weight"].sum(),
        "influence": followers.apply(lambda count: np.log2(1 + count)).groupby("person").sum(),
    }


def _palette(acts: pd.DataFrame, axis: str) -> pd.DataFrame:
    def place(rows: pd.DataFrame) -> pd.Series:
        weighted = rows[axis] * rows["weight"]
        lo, hi = -weighted[weighted < 0].sum(), weighted[weighted > 0].sum()
        both = lo + hi
        return pd.Series(
            {"position": (hi - lo) / both if both else None, "reach": min(lo, hi) / max(lo, hi) if both else None}
        )

    return pd.DataFrame(acts.groupby("person")[[axis, "weight"]].apply(place))


def _accents(acts: pd.DataFrame) -> pd.DataFrame:
    table = acts.pivot_table(index="person", columns="orientation", values="weight", aggfunc="sum", fill_value=0.0)
    levels = 1 - (-table / 12 / 4).apply(np.exp)
    shares = levels.div(levels.sum(axis=1), axis=0)
    sharpness = shares.apply(lambda row: 1 + sum(p * np.log(p) for p in row if p > 0) / np.log(4), axis=1)
    return pd.DataFrame({"accent": levels.idxmax(axis=1), "sharpness": sharpness})


def _trend(acts: pd.DataFrame) -> list[dict[str, int]]:
    last = acts["done_on"].max()
    quarters = [(last - timedelta(days=91 * back + 91), last - timedelta(days=91 * back)) for back in range(8)]
    moments = []
    for start, end in quarters:
        rows = acts[(acts["done_on"] > start) & (acts["done_on"] <= end)]
        moments.append({str(key): len(own) for key, own in rows.groupby("orientation")})
    return moments


def _ties(tables: Tables) -> dict[str, object]:
    graph = nx.DiGraph()
    graph.add_nodes_from(tables["people"]["id"])
    for tie in tables["ties"].itertuples():
        graph.add_edge(tie.source, tie.target, weight=tie.strength)
    sides = graph.to_undirected()
    sector = tables["people"].merge(tables["parties"], left_on="party", right_on="id", suffixes=("", "_party"))
    group = dict(zip(sector["id"], sector["sector"], strict=True))
    pivots = None if len(sides) <= SAMPLED_ABOVE else PIVOTS
    return {
        "influence": nx.pagerank(graph),
        "coreness": nx.eigenvector_centrality(sides, weight="weight", max_iter=1000, tol=1e-6),
        "betweenness": nx.betweenness_centrality(sides, k=pivots, seed=1),
        "constraint": nx.constraint(sides),
        "roles": _roles(graph, group),
    }


def _roles(graph: nx.DiGraph, group: Mapping[str, str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for middle in graph:
        counts: dict[str, int] = {}
        for source, target in permutations(set(graph.predecessors(middle)) | set(graph.successors(middle)), 2):
            if graph.has_edge(source, middle) and graph.has_edge(middle, target) and not graph.has_edge(source, target):
                role = _role(group[source], group[middle], group[target])
                counts[role] = counts.get(role, 0) + 1
        found[middle] = counts
    return found


def _role(first: str, middle: str, last: str) -> str:
    if first == middle == last:
        return "coordinator"
    if first == last:
        return "consultant"
    if middle == last:
        return "gatekeeper"
    return "representative" if first == middle else "liaison"
