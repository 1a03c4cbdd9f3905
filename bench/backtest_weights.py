"""Learn the weights that are shipped from the history before a cut alone, and print them as TOML."""

import argparse
from datetime import date
from pathlib import Path

import numpy as np

from bench.backtest_cases import cases
from vierspan.analysis.choices.partners.evidence import COLUMNS
from vierspan.analysis.choices.partners.examples import lessons
from vierspan.analysis.choices.partners.learning import weights_from
from vierspan.analysis.choices.partners.weights import SORTS, Weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cut", type=date.fromisoformat, default=date(2017, 1, 1))
    arguments = parser.parse_args()
    nothing = np.zeros(len(COLUMNS))
    taught = lessons(cases(arguments.data, arguments.cut).history)
    learnt = weights_from(taught, Weights(known=nothing, new=nothing, unknown=nothing))
    print(f"# {len(taught)} questions of the year before {arguments.cut}")
    for sort in SORTS:
        print(f"\n[{sort}]")
        for name, weight in zip(COLUMNS, getattr(learnt, sort), strict=True):
            print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
