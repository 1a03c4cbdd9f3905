"""What stands on the map page of what was kept."""

from typing import Any

from django import template

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.insight.map_views import stories, views
from vierspan.workspace.insight.map_views.state import tidy_query
from vierspan.workspace.web.templatetags.vierspan import ROOM_OF, SHAPES

register = template.Library()


@register.inclusion_tag("parts/map/views.html", takes_context=True)
def kept_views(context: Any) -> dict[str, Any]:
    """Keep this view, open a kept one."""
    actor, request = context["actor"], context["request"]
    may_save = may(actor, Do.SAVE_MAP)
    return {
        "network": context["network"],
        "csrf_token": context.get("csrf_token"),
        "query": tidy_query(request.META.get("QUERY_STRING", "")),
        "views": list(views.views(actor)),
        "stories": stories.own_stories(actor) if may_save else [],
        "may_save": may_save,
    }


@register.filter
def shape_path(orientation: str) -> str:
    """The outline of an orientation's shape, for a drawing on paper."""
    return SHAPES[ROOM_OF.get(orientation, orientation)]
