"""The drawing as it travels: JSON, packed, and remembered as long as nothing changes."""

import gzip
import json
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.queries import last_change
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight.maps.drawing import VERSION, drawing
from vierspan.workspace.insight.maps.layouts import FORMULAS
from vierspan.workspace.insight.models import Layout, Run

REMEMBERED = 24 * 60 * 60  # seconds
LEVEL = 6  # of packing: more takes longer than it saves on the way


def sent(actor: Actor, run: Run) -> bytes:
    """The whole map, gzipped; everybody who may see it is sent the same."""
    authorise(actor, Do.READ_DIRECTORY)
    authorise(actor, Do.READ_MEMBERS)
    if run.network_id != actor.network_id:
        raise NotFound
    name = _name(actor, run)
    kept: bytes | None = cache.get(name)
    if kept is not None:
        return kept
    drawn = drawing(actor, run)
    packed = packed_json(drawn)
    if not drawn["made"]["being_made"]:
        cache.set(_name(actor, run), packed, REMEMBERED)
    return packed


def packed_json(drawn: dict[str, Any]) -> bytes:
    text = json.dumps(drawn, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), LEVEL, mtime=0)


def _name(actor: Actor, run: Run) -> str:
    """Another one for each change of the facts, the mirror, the layout or the formulas."""
    changed = last_change(actor.network_id)
    layout = Layout.objects.visible_to(actor).filter(kind="force").values_list("version", "made_at").first()
    made = f"{layout[0]}-{layout[1].timestamp()}" if layout else "none"
    parts = (actor.network_id, run.pk, changed and changed.timestamp(), made, VERSION, FORMULAS, get_language())
    return "map:" + ":".join(str(part) for part in parts)
