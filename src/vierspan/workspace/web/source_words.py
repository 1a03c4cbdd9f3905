"""How it goes with a source, in words."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vierspan.workspace.common.reasons import worded
from vierspan.workspace.web.templatetags.vierspan import day

# Why a source could not be asked, after "since then it does not answer:".
FAILURES = {
    "address_not_allowed": gettext_lazy("this address is not allowed"),
    "no_such_host": gettext_lazy("this name is unknown on the internet"),
    "no_answer": gettext_lazy("nobody answers at this address"),
    "not_secure": gettext_lazy("its certificate is not in order"),
    "broke_off": gettext_lazy("it stopped in the middle"),
    "too_slow": gettext_lazy("it takes too long to answer"),
    "too_large": gettext_lazy("it sends more than 5 MB"),
    "redirected_too_often": gettext_lazy("it keeps sending us on to another address"),
    "keeps_it_closed": gettext_lazy("it lets nobody in without signing in"),
    "not_found": gettext_lazy("there is nothing at this address any more"),
    "gone": gettext_lazy("it says that it stopped for good"),
    "too_busy": gettext_lazy("it is too busy, and asks us to come back later"),
    "has_a_fault": gettext_lazy("there is a fault on its side"),
    "not_understood": gettext_lazy("it answers in a way that we cannot follow"),
    "wrong_kind": gettext_lazy("there is a picture or another document at this address, no feed"),
    "no_feed": gettext_lazy("what it sends is no feed that we can read"),
    "no_calendar": gettext_lazy("what it sends is no calendar that we can read"),
    "web_page": gettext_lazy("there is a web page at this address, no feed or calendar"),
    "holds_entities": gettext_lazy("its feed holds definitions that we do not read, for safety"),
}


def failure_words(reason: str) -> str:
    return str(FAILURES[reason]) if reason in FAILURES else worded(reason)


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None


def state_words(source: Any) -> str:
    """One sentence: is it up to date, and if not, since when and why."""
    if source.file_name and not source.address:
        return _("From a file, as it was on %(when)s") % {"when": day(_local(source.reached_at))}
    if source.failure and source.reached_at:
        told = _("Last reached on %(when)s, since then it does not answer: %(why)s.")
        return told % {"when": day(_local(source.reached_at)), "why": failure_words(source.failure)}
    if source.failure:
        return _("Not reached yet: %(why)s.") % {"why": failure_words(source.failure)}
    if source.reached_at:
        return _("Last reached on %(when)s") % {"when": day(_local(source.reached_at))}
    return _("Not asked yet")


def stage_words(source: Any) -> str:
    return {
        "waiting": _("It waits for its turn."),
        "asking": _("It is being asked. That takes 15 seconds at most."),
        "reading": _("It answered. What it says is being read."),
    }.get(source.stage, "")
