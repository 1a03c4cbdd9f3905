"""The letter that asks a party what it needs, in its reader's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.winwin.models import Side

PURPOSE = "interests"


def ask(side: Side, person: Person, token: str) -> None:
    link = keys.address("interests", token)
    with translation.override(keys.language_of(person)):
        about = {"name": person.name, "what": side.search.name, "party": side.party.name}
        lines = [
            _("Hello %(name)s,") % about,
            _("We look for a package that is good for all: %(what)s.") % about,
            _("What does %(party)s need, what can it bring, and what is each option worth to you?") % about,
            _("Ten minutes, without signing in. You decide who sees it:") + f"\n{link}",
            side.search.about,
            side.network.name,
        ]
        subject = _("What does %(party)s need? %(what)s") % about
    post(person.email, subject, "\n\n".join(filter(None, lines)) + "\n")
