from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.maps import kept
from vierspan.workspace.insight.maps.frames import net_of


def draw_anew(actor: Actor) -> bool:
    """Lay the map out as if there was none yet; False where a job does so, as the network is large."""
    authorise(actor, Do.SAVE_MAP)
    net = net_of(actor, queries.current_run(actor))
    if net.actors.height > kept.AT_ONCE:
        kept.ask(actor.network_id, "anew")
        return False
    kept.refreshed(net, "anew")
    return True
