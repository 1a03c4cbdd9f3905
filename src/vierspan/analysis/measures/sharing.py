"""How leadership is shared: by what people do (methods 2.11, 2.12), with the numbers of methods 2.1 to 2.5."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from vierspan.analysis.measures.figure import absent, concentration, stated
from vierspan.analysis.measures.following import Following, following
from vierspan.analysis.measures.scene import Codes, Members, Numbers, Scene, Unit, summed
from vierspan.analysis.measures.shares import (
    by_party,
    effective_number,
    largest_without,
    starlikeness,
    top_share,
)
from vierspan.analysis.mirror.picture import FILLED, Basis, Carrier, Facts, Figure, Reason, Sharing, Window

FEWEST_ACTS = 10  # below this no distribution is shown
CARRIERS_SHOWN = 12
MOST_ROWS_LEFT_OUT = 100_000  # above this one subject changes nothing, and leaving each out costs too much

NUMBERS = (
    "amount",
    "effective_leaders",
    "concentration",
    "starlike",
    "top_one",
    "top_three",
    "effective_parties",
    "dependency",
    "mutuality_core",
    "mutuality_rest",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a set of figures rests on: how many rows, which window, and where those rows stand."""

    n: int
    window: Window
    facts: Facts | None = None

    def says(self, value: float | None, low: float | None = None, high: float | None = None) -> Figure:
        figure = stated(value, self.n, self.window, facts=self.facts)
        return figure if low is None else figure.model_copy(update={"low": low, "high": high})

    def lacks(self, reason: Reason) -> Figure:
        return absent(reason, self.n, self.window).model_copy(update={"facts": self.facts})


@dataclass(frozen=True, slots=True)
class Pile:
    """Weights per member and subject; subject -1 where an act is about nothing in particular."""

    subject: Codes
    member: Codes
    weight: Numbers

    def merged(self) -> "Pile":
        """Each pair of subject and member once, subjects numbered from 0, acts about nothing left out."""
        known = self.subject >= 0
        frame = pl.DataFrame({"s": self.subject[known], "m": self.member[known], "w": self.weight[known]})
        sums = frame.group_by("s", "m").agg(pl.col("w").sum()).sort("s", "m")
        subject = sums["s"].rle_id().cast(pl.Int64).to_numpy()
        return Pile(subject, sums["m"].to_numpy(), sums["w"].to_numpy())


def done_sharing(scene: Scene, orientation: str | None, core: Collection[str] = ()) -> Sharing | None:
    """How the work of one orientation, or of all four together, is shared among those who do it.

    Definition: the shares p_j (number of leaders, concentration, largest shares, parties, carriers) are of the weights
    of everyone's own acts; amount, likeness to a star, dependency and mutuality are of the following matrix L = F/max F
    (methods 2.12), so they say how much one is followed. Over people, or over parties where acts name few people
    (`Scene.unit`). Low and high: with each single subject left out, where that costs little.
    Range: as in the picture; G* over the fixed list of members, zeros included.
    Edge cases: None where nobody did anything of an orientation; under ten acts no distribution (`too_few`).
    Cost: linear in acts and uptake. Source: methods 2.1-2.5, 2.12.
    """
    leading = scene.acts.filter(pl.col("orientation").is_not_null())
    if not leading.height:
        return None
    acts = leading if orientation is None else leading.filter(pl.col("orientation") == orientation)
    where = {"orientation": orientation or FILLED}
    unit = scene.unit
    rows = acts.filter(pl.col(f"{unit}_code").is_not_null())
    ground = Ground(rows.height, scene.window, Facts(table="ledger", where=where, count=acts.height))
    if rows.height < FEWEST_ACTS:
        return nothing_shared(Basis.ACTS, unit, ground, Reason.TOO_FEW if acts.height else Reason.EMPTY)
    found = following(scene, unit, orientation)
    spread = spread_of(_pile(rows, unit), scene.members(unit), ground)
    return _sharing(Basis.ACTS, unit, spread | _followed(found, core, ground))


def nothing_shared(basis: Basis, unit: Unit, ground: Ground, reason: Reason) -> Sharing:
    """A sharing without figures, for this reason."""
    return _sharing(basis, unit, dict.fromkeys(NUMBERS, ground.lacks(reason)) | _carriers(None, None))


def vector_sharing(amounts: Numbers, members: Members, basis: Basis, ground: Ground) -> Sharing:
    """How one amount per member is shared, where there is no matrix behind it (the aspects of methods 2.11).

    Likeness to a star is then Freeman's for shares: (n * max p - 1) / (n - 1). Amount and mutuality have no meaning
    here. Reason `empty` where all amounts are zero.
    """
    if not amounts.sum() > 0:
        return nothing_shared(basis, members.unit, ground, Reason.EMPTY)
    everyone = np.arange(amounts.size, dtype=np.int64)
    spread = spread_of(Pile(np.full(amounts.size, -1, dtype=np.int64), everyone, amounts), members, ground)
    star = (amounts.size * amounts.max() / amounts.sum() - 1) / (amounts.size - 1) if amounts.size > 2 else None
    figures = dict.fromkeys(("amount", "mutuality_core", "mutuality_rest"), ground.lacks(Reason.EMPTY))
    figures |= {"starlike": ground.says(star), "dependency": ground.says(top_share(amounts, 1))}
    return _sharing(basis, members.unit, figures | spread)


def spread_of(pile: Pile, members: Members, ground: Ground) -> dict[str, object]:
    """The figures of methods 2.2 on the weights per member, and who carries most."""
    amounts = summed(pile.member, pile.weight, members.count)
    parties = by_party(amounts, members.party)
    figures: dict[str, object] = {
        "effective_leaders": ground.says(effective_number(amounts), *_effective_range(pile, amounts)),
        "concentration": ground.says(concentration(amounts)),
        "top_one": ground.says(top_share(amounts, 1), *_top_range(pile, amounts)),
        "top_three": ground.says(top_share(amounts, 3)),
        "effective_parties": ground.says(effective_number(parties)),
    }
    return figures | _carriers(amounts, members)


def _pile(rows: pl.DataFrame, unit: Unit) -> Pile:
    key = pl.concat_str("subject_table", "subject", separator="\n", ignore_nulls=True)
    code = pl.when(pl.col("subject").is_null()).then(-1).otherwise(key.rank("dense").cast(pl.Int64))
    columns = rows.select(code.alias("subject"), f"{unit}_code", "weight")
    return Pile(*(columns[name].to_numpy() for name in columns.columns))


def _effective_range(pile: Pile, amounts: Numbers) -> tuple[float | None, float | None]:
    if (merged := _small(pile)) is None:
        return None, None
    count = int(merged.subject.max()) + 1
    change = merged.weight**2 - 2 * merged.weight * amounts[merged.member]
    squares = (amounts**2).sum() + summed(merged.subject, change, count)
    totals = amounts.sum() - summed(merged.subject, merged.weight, count)
    return _extent(totals**2, squares)


def _top_range(pile: Pile, amounts: Numbers) -> tuple[float | None, float | None]:
    if (merged := _small(pile)) is None:
        return None, None
    totals = amounts.sum() - summed(merged.subject, merged.weight)
    return _extent(largest_without(merged.subject, merged.member, merged.weight, amounts), totals)


def _small(pile: Pile) -> Pile | None:
    if pile.subject.size > MOST_ROWS_LEFT_OUT:
        return None
    merged = pile.merged()
    return merged if merged.subject.size and merged.subject[-1] > 0 else None


def _extent(above: Numbers, below: Numbers) -> tuple[float | None, float | None]:
    """Smallest and largest quotient, where the lower number is not (nearly) zero."""
    real = below > 1e-9
    if not real.any():
        return None, None
    quotients = above[real] / below[real]
    return float(quotients.min()), float(quotients.max())


def _followed(found: Following | None, core: Collection[str], ground: Ground) -> dict[str, object]:
    names = ("amount", "starlike", "dependency", "mutuality_core", "mutuality_rest")
    if found is None:
        return dict.fromkeys(names, ground.lacks(Reason.EMPTY))
    follower, leader, weight = found.pairs()
    most, possible = weight.max(), found.possible.sum()
    level = (found.members.count - 1) / np.maximum(found.possible, 1)  # methods 2.3: S_j = (n - 1) * s_j
    star = starlikeness(found.received * level, most)
    amount = float(weight.sum() / (possible * most)) if possible else None
    figures: dict[str, object] = {
        "amount": ground.says(amount, *_amount_range(found, possible)),
        "starlike": ground.says(min(star, 1.0) if star is not None else None),
        "dependency": ground.says(top_share(found.received, 1)),
    }
    return figures | _mutuality(found, (follower, leader, weight / most), core, ground)


def _amount_range(found: Following, possible: float) -> tuple[float | None, float | None]:
    cell = found.follower * found.members.count + found.leader
    cells, place = np.unique(cell, return_inverse=True)
    merged = _small(Pile(found.subject, place.astype(np.int64), found.weight))
    if merged is None or not possible:
        return None, None
    full = summed(place, found.weight, cells.size)
    totals = full.sum() - summed(merged.subject, merged.weight)
    most = largest_without(merged.subject, merged.member, merged.weight, full)
    return _extent(totals / possible, most)


def _mutuality(
    found: Following, cells: tuple[Codes, Codes, Numbers], core: Collection[str], ground: Ground
) -> dict[str, object]:
    """Mean of L between members of the core, and over all other pairs (methods 2.4)."""
    follower, leader, level = cells
    in_core = found.members.ids.is_in(list(core)).to_numpy()
    party = found.members.party[in_core]
    pairs = float(party.size**2 - (np.unique(party, return_counts=True)[1] ** 2).sum())
    inside = float(level[in_core[follower] & in_core[leader]].sum())
    others = found.possible.sum() - pairs
    return {
        "mutuality_core": ground.says(inside / pairs) if pairs > 0 else ground.lacks(Reason.EMPTY),
        "mutuality_rest": ground.says((level.sum() - inside) / others) if others > 0 else ground.lacks(Reason.EMPTY),
    }


def _carriers(amounts: Numbers | None, members: Members | None) -> dict[str, object]:
    if amounts is None or members is None or not amounts.sum() > 0:
        return {"carriers": (), "rest_share": 0.0, "rest_count": 0}
    shares = amounts / amounts.sum()
    first = [int(code) for code in np.argsort(-shares, kind="stable")[:CARRIERS_SHOWN] if shares[code] > 0]
    named = tuple(
        Carrier(actor=members.ids[at], name=members.names[at], party=members.party_ids[at], share=float(shares[at]))
        for at in first
    )
    rest = max(0.0, 1 - float(shares[first].sum()))
    return {"carriers": named, "rest_share": rest, "rest_count": int((shares > 0).sum()) - len(first)}


def _sharing(basis: Basis, unit: Unit, figures: dict[str, object]) -> Sharing:
    return Sharing.model_validate({"basis": basis, "unit": unit} | figures)
