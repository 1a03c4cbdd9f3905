from vierspan.workspace.common.errors import Conflict


class SurveyClosed(Conflict):
    """The survey does not take answers any more, or not yet."""
