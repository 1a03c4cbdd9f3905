"""Where somebody's accent lies among the four orientations (methods 2.5)."""

import numpy as np
import polars as pl

from vierspan.analysis.measures.scene import Numbers
from vierspan.analysis.orientations import Orientation

LEAST_DIFFERENCE = 1e-9


def accents(of: dict[Orientation, Numbers]) -> tuple[pl.Series, Numbers]:
    """Per member the orientation that stands out, and how sharply.

    Definition: a_o = O_o - mean O, the accent is the largest; sharpness = 1 - H / ln 4, H the entropy of O_o / sum O.
    Range of sharpness 0 (all four alike) to 1 (one only). Edge cases: nothing in any orientation -> both empty; two
    alike at the top -> no accent. A flat and low picture is no all-rounder: show the level too. Cost: linear.
    Source: methods 2.5.
    """
    table = np.nan_to_num(np.column_stack([of[orientation] for orientation in Orientation]))
    total = table.sum(axis=1)
    share = table / np.where(total > 0, total, np.nan)[:, None]
    entropy = -np.where(share > 0, share * np.log(np.where(share > 0, share, 1.0)), 0.0).sum(axis=1)
    sharpness = np.where(total > 0, np.clip(1 - entropy / np.log(4), 0, 1), np.nan)
    ranked = np.sort(table, axis=1)
    stands_out = ranked[:, -1] - ranked[:, -2] > LEAST_DIFFERENCE if table.size else total > 0
    names = np.array([str(orientation) for orientation in Orientation], dtype=object)
    accent = pl.Series("accent", names[table.argmax(axis=1)] if table.size else [], dtype=pl.String)
    return accent.set(pl.Series(~stands_out), None), sharpness
