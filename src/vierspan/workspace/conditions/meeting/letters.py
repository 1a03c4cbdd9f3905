"""The letters of a gathering, each in its reader's language and with a personal link of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.conditions.meeting import calendar
from vierspan.workspace.conditions.meeting.calendar import Attendee, Entry
from vierspan.workspace.conditions.meeting.models import Guest, Plan
from vierspan.workspace.conditions.meeting.tokens import guest_link, new_key


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    lines: tuple[str, ...]


Wording = Callable[[Plan, str], Letter]


def send(plan: Plan, guests: Iterable[Guest], kind: str) -> int:
    """Have each of these guests get the letter; how many it went to."""
    count = 0
    for guest in guests:
        if guest.person.email:
            _send(plan, guest, kind)
            count += 1
    return count


def _send(plan: Plan, guest: Guest, kind: str) -> None:
    link = guest_link(new_key(guest))
    with translation.override(guest.language):
        letter = WORDINGS[kind](plan, link)
        hello = _("Hello %(name)s,") % {"name": guest.person.name}
        body = "\n\n".join([hello, *letter.lines, foot(plan)])
    post(guest.person.email, letter.subject, body + "\n", calendar=_event(plan, guest, kind, link))


def _event(plan: Plan, guest: Guest, kind: str, link: str) -> str:
    attendee = Attendee(name=guest.person.name, email=guest.person.email, answer=guest.answer)
    entry = Entry(plan=plan, link=link, attendee=attendee)
    if kind == "cancelled":
        return calendar.cancellation(entry) if calendar.day_of(plan) else ""
    return calendar.request(entry) if kind in WITH_EVENT and calendar.day_of(plan) else ""


def when(plan: Plan) -> str:
    """The day and the time, as words of the language that is on."""
    return moment(calendar.day_of(plan), plan.starts_at, plan.ends_at)


def moment(day: date | None, starts_at: time | None, ends_at: time | None) -> str:
    if day is None:
        return ""
    words = date_format(day, "l j F Y")
    if starts_at is None:
        return words
    return f"{words}, {hours(starts_at, ends_at)}"


def hours(starts_at: time | None, ends_at: time | None) -> str:
    """09.30–11.00 in Dutch, 9:30–11:00 in English."""
    form = "H.i" if translation.get_language() == "nl" else "G:i"
    return "–".join(time_format(each, form) for each in (starts_at, ends_at) if each)


def _facts(plan: Plan) -> str:
    facts = [
        (_("When"), when(plan)),
        (_("Where"), plan.place),
        (_("What for"), plan.gathering.purpose),
    ]
    return "\n".join(f"{label}: {value}" for label, value in facts if value)


def foot(plan: Plan) -> str:
    organiser = plan.gathering.organiser or plan.was_by
    return "\n".join(filter(None, [organiser.name if organiser else "", plan.network.name]))


def _invitation(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("You are invited to “%(name)s”.") % {"name": name}
    subject = _("Invitation: %(name)s") % {"name": name}
    return Letter(subject, _lines(opening, plan.word, _facts(plan), _ask(link), _own()))


def _poll(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("We look for a day for “%(name)s”.") % {"name": name}
    ask = _("Tick when you can, without an account:") + f"\n{link}"
    return Letter(_("When can you? %(name)s") % {"name": name}, _lines(opening, plan.word, _facts(plan), ask, _own()))


def _reminder(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("You did not say yet whether you come to “%(name)s”.") % {"name": name}
    ask = _("One press is enough, also for a no:") + f"\n{link}"
    return Letter(_("Do you come? %(name)s") % {"name": name}, _lines(opening, _facts(plan), ask))


def _poll_reminder(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("You did not say yet when you can for “%(name)s”.") % {"name": name}
    ask = _("Tick when you can, without an account:") + f"\n{link}"
    return Letter(_("When can you? %(name)s") % {"name": name}, _lines(opening, ask))


def _changed(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("Something changed in “%(name)s”. This is how it stands now:") % {"name": name}
    ask = _("Does it still suit you? Here you see and change what you answered:") + f"\n{link}"
    return Letter(_("Changed: %(name)s") % {"name": name}, _lines(opening, _facts(plan), ask))


def _chosen(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("The day for “%(name)s” is chosen.") % {"name": name}
    return Letter(_("The day is chosen: %(name)s") % {"name": name}, _lines(opening, _facts(plan), _ask(link)))


def _cancelled(plan: Plan, _link: str) -> Letter:
    name = plan.gathering.name
    opening = _("“%(name)s” does not take place.") % {"name": name}
    return Letter(_("Called off: %(name)s") % {"name": name}, _lines(opening, when(plan), plan.word))


def _pulse(plan: Plan, link: str) -> Letter:
    name = plan.gathering.name
    opening = _("You were at “%(name)s”. Three questions, one minute:") % {"name": name}
    promise = _("Nobody reads your answers one by one: only what at least five people say together is shown.")
    return Letter(_("How was it? %(name)s") % {"name": name}, _lines(f"{opening}\n{link}", promise))


def _ask(link: str) -> str:
    """One way in per answer: the page that it opens has that answer ready to press, and is the same otherwise."""
    ways = ((_("I come"), "yes"), (_("Maybe"), "maybe"), (_("I do not come"), "no"))
    asked = _("Do you come? Say so with one press, without an account:")
    return "\n".join([asked, *(f"{words}: {link}?says={key}" for words, key in ways)])


def _own() -> str:
    return _("This link is yours alone. With it you can also change your answer later.")


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "invitation": _invitation,
        "poll": _poll,
        "reminder": _reminder,
        "poll_reminder": _poll_reminder,
        "changed": _changed,
        "chosen": _chosen,
        "cancelled": _cancelled,
        "pulse": _pulse,
    }
)
WITH_EVENT = frozenset({"invitation", "changed", "chosen"})
