"""What a choice of interventions is made of."""

from vierspan.analysis.mirror.picture import Value


class Suggestion(Value):
    """One intervention that fits, by its number in the library, with the grounds of the choice."""

    intervention: int
    score: float
    grounds: tuple[str, ...]  # "gap", "trigger", "palette", "stretch"
