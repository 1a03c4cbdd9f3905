from vierspan.workspace.common.errors import Conflict


class RoundClosed(Conflict):
    """The round takes no answers any more, or not yet."""


class AlreadyOpen(Conflict):
    """Invitations have gone out: what is asked, of whom and how it is shown stands fixed."""


class OtherStage(Conflict):
    """The board has gone on: this belongs to another stage."""
