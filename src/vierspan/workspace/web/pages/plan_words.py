"""The words of the table plan."""

from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.planning import LEVELS, REASONS, STATES

LEVEL_WORDS = dict(LEVELS)
REASON_WORDS = dict(REASONS)
STATE_WORDS = dict(STATES)
FITS = {
    "risk": _("can stop it, and sits too far away"),
    "burden": _("sits closer than fits: a burden"),
    "short": _("sits further away than fits"),
    "above": _("a little closer than fits"),
    "ask": _("ask first what is at stake"),
}
WHY_MISSED = {
    "stake": _("has something at stake"),
    "blocking": _("can stop it"),
    "resource": _("brings what is needed"),
}
WHY_MOVED = {
    "no_day": _("had no day yet"),
    "order": _("began before this was done: %(who)s"),
    "before": _("%(who)s began before it was done"),
    "away": _("%(who)s is away then"),
    "late": _("it was past its day"),
    "load": _("%(who)s had too much that week"),
    "room": _("makes room for another, or can be sooner"),
}
CLASHES = {
    "after": _("“%(then)s” comes after “%(first)s”"),
    "fixed": _("the day of “%(first)s” stands"),
    "away": _("%(then)s must be at “%(first)s” and is away"),
    "end": _("“%(first)s” must be done within a year and a half"),
}
