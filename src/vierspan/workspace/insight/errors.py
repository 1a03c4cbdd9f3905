from vierspan.workspace.common.errors import Conflict, NotFound


class NothingToSee(NotFound):
    """The network has no people and no parties yet, so there is no mirror to make."""


class NotReady(Conflict):
    """The first mirror of a large network is being made."""


class NoPaperHere(Conflict):
    """This machine lacks what sets text on paper; the report as a page can be printed."""
