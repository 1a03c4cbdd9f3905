"""What one could do: the library of forty interventions and the choice among them."""

from vierspan.analysis.interventions.choice import Situation, choose
from vierspan.analysis.interventions.library import Intervention, Wording, library

__all__ = ["Intervention", "Situation", "Wording", "choose", "library"]
