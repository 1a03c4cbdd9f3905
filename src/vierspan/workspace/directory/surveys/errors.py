from vierspan.workspace.common.errors import Conflict


class SurveyClosed(Conflict):
    """The survey does not take answers any more, or not yet."""


class AlreadyOpen(Conflict):
    """Letters have gone out: what is asked, of whom and about whom stands fixed."""
