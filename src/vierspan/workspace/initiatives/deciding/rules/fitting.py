"""Which way of deciding fits a question, by four simple things about it."""

from dataclasses import dataclass

# What one can say of a question.
FITS = ("statute", "values", "urgent", "small", "all")


@dataclass(frozen=True, slots=True)
class Fit:
    """The rules that fit, the best first; none where it is no time to vote. `why` is what it follows from."""

    rules: tuple[str, ...]
    why: str


def fitting(said: frozenset[str]) -> Fit:
    """In order of weight: what the statutes say, values that conflict, haste, small and reversible, for all to do."""
    if "statute" in said:
        return Fit(("qualified", "absolute", "weighted"), "statute")
    if "values" in said:
        return Fit((), "values")
    if "urgent" in said:
        return Fit(("delegated",), "urgent")
    if "small" in said:
        return Fit(("advice", "delegated"), "small")
    if "all" in said:
        return Fit(("consent", "consensus_minus"), "all")
    return Fit(("consent", "majority"), "otherwise")
