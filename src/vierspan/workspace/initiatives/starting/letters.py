"""The letters that ask how it goes, and that thank, in the reader's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links.keys import language_of
from vierspan.workspace.directory.models import Initiative, Person


def ask_how_it_goes(row: Initiative, person: Person, link: str) -> None:
    with translation.override(language_of(person)):
        about = {"initiative": row.name, "party": person.party.name if person.party else ""}
        subject = _("How does %(initiative)s go?") % about
        lines = [
            _("Hello %(name)s,") % {"name": person.name},
            _("We want to hear from every party how %(initiative)s goes: on course, needing attention, or stuck.")
            % about,
            _("One choice and a line, on behalf of %(party)s. No account is needed:") % about + f"\n{link}",
            _("Your answer is read by the members of the network, with the name of your party."),
            row.network.name,
        ]
    post(person.email, subject, "\n\n".join(lines) + "\n")


def thank(row: Initiative, person: Person, sender: Person | None, words: str) -> None:
    """From somebody here, who is named."""
    with translation.override(language_of(person)):
        subject = _("Thank you for %(name)s") % {"name": row.name}
        hello = _("Hello %(name)s,") % {"name": person.name}
    signed = "\n".join(filter(None, [sender.name if sender else "", row.network.name]))
    post(person.email, subject, "\n\n".join([hello, words, signed]) + "\n")
