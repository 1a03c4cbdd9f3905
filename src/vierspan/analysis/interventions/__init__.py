"""What one could do: the library of forty interventions and the choice among them."""

from vierspan.analysis.interventions.choice import Situation, choose
from vierspan.analysis.interventions.library import Intervention, Wording, library
from vierspan.analysis.interventions.situations import Moment, moments, moments_of

__all__ = ["Intervention", "Moment", "Situation", "Wording", "choose", "library", "moments", "moments_of"]
