"""The letter of thanks, in the reader's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.links.keys import language_of
from vierspan.workspace.directory.models import Initiative, Person


def thank(row: Initiative, person: Person, sender: Person | None, words: str) -> None:
    """From somebody here, who is named."""
    with translation.override(language_of(person)):
        subject = _("Thank you for %(name)s") % {"name": row.name}
        hello = _("Hello %(name)s,") % {"name": person.name}
    signed = "\n".join(filter(None, [sender.name if sender else "", row.network.name]))
    post(person.email, subject, "\n\n".join([hello, words, signed]) + "\n")
