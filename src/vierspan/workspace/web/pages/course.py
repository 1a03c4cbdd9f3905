"""Course: what the network goes for, and whether what it does serves that."""

from vierspan.workspace.web.pages import course_choices, course_coherence, course_outward, course_texts, course_themes
from vierspan.workspace.web.rooms import Room, patterns

PARTS = (course_texts, course_themes, course_coherence, course_choices, course_outward)

ROOM = Room("course", "strategist", tuple(place for part in PARTS for place in part.PLACES))
# The pages of the parts come first: a row of a table has the widest pattern.
urlpatterns = [*(each for part in PARTS for each in part.urlpatterns), *patterns(ROOM)]
