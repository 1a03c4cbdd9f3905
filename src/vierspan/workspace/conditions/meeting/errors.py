from vierspan.workspace.common.errors import Conflict


class GatheringOver(Conflict):
    """It is over or called off: this cannot be done any more."""
