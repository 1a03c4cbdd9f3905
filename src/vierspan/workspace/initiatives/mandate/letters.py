"""The letter that asks a party what it expects of an initiative, in the reader's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links.keys import language_of
from vierspan.workspace.directory.models import Initiative, Person


def ask(row: Initiative, person: Person, link: str) -> None:
    with translation.override(language_of(person)):
        about = {"initiative": row.name, "party": person.party.name if person.party else ""}
        subject = _("What does %(party)s expect of %(initiative)s?") % about
        lines = [
            _("Hello %(name)s,") % {"name": person.name},
            _("We want to know whether %(initiative)s is something for the whole network, or for a few parties.")
            % about,
            _("Six short questions, on behalf of %(party)s. No account is needed:") % about + f"\n{link}",
            _("Your answer is read by the members of the network, with the name of your party."),
            row.network.name,
        ]
    post(person.email, subject, "\n\n".join(lines) + "\n")
