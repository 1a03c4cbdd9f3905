"""The letters about an opportunity, each in its reader's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.horizon.opportunities.models import Door, Partner


def invite(row: Partner, token: str, word: str) -> None:
    """With what it is about, and one press for each answer."""
    assert row.person is not None  # noqa: S101 - an invitation is to somebody
    with translation.override(keys.language_of(row.person)):
        name = {"name": row.opportunity.name, "party": row.party.name}
        known = _("%(through)s thought of you for this.") % {"through": row.through.name} if row.through else ""
        lines = [
            _("Would %(party)s like to take part in “%(name)s”?") % name,
            word,
            known,
            row.opportunity.about,
            row.opportunity.why_now,
            _("Say so here, without an account. You can also say not now, or no:"),
            keys.address("interest", token),
            _("This link is yours alone. With it you can also change your answer later."),
        ]
        _send(row.person, _("Shall we take this up together? %(name)s") % name, lines, row)


def remind(row: Partner, token: str) -> None:
    assert row.person is not None  # noqa: S101 - an invitation is to somebody
    with translation.override(keys.language_of(row.person)):
        name = {"name": row.opportunity.name, "party": row.party.name}
        lines = [
            _("You did not say yet whether %(party)s is interested in “%(name)s”.") % name,
            _("One press is enough, also for a no:"),
            keys.address("interest", token),
        ]
        _send(row.person, _("Are you interested? %(name)s") % name, lines, row)


def answered(row: Partner) -> None:
    """Who invited them hears what they said."""
    assert row.invited_by is not None  # noqa: S101 - the caller looked
    with translation.override(keys.language_of(row.invited_by)):
        name = {"name": row.opportunity.name, "party": row.party.name}
        said = {
            "interested": _("%(party)s is interested in “%(name)s”."),
            "not_now": _("%(party)s says not now to “%(name)s”."),
            "declined": _("%(party)s says no to “%(name)s”."),
        }[row.state]
        brings = _("They could bring: %(what)s") % {"what": row.brings} if row.brings else ""
        lines = [said % name, brings, row.remark, row.reason]
        _send(row.invited_by, _("An answer: %(name)s") % name, lines, row)


def ask_for_introduction(door: Door, token: str) -> None:
    """Somebody who knows a party is asked whether they are willing to introduce."""
    with translation.override(keys.language_of(door.introducer)):
        name = {"name": door.opportunity.name, "party": door.party.name}
        asks = door.asked_by.name if door.asked_by else door.network.name
        lines = [
            _("%(who)s would like to speak with %(party)s about “%(name)s”.") % {**name, "who": asks},
            _("You know them. Are you willing to introduce? Say so here, without an account; a no is fine too:"),
            keys.address("door", token),
        ]
        _send(door.introducer, _("Would you introduce us to %(party)s?") % name, lines, door)


def _send(person: Person, subject: str, lines: list[str], row: Partner | Door) -> None:
    if not person.email:
        return
    hello = _("Hello %(name)s,") % {"name": person.name}
    body = "\n\n".join([hello, *(line for line in lines if line), row.network.name])
    post(person.email, subject, body + "\n")
