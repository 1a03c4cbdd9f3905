"""Who takes part in the demo besides its co-ordinator: the core, and a participant like most."""

from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.actions import account_of, describe
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership, Network

COMPANY = ("Fatima Rahmi", "Annelies Kuiper", "Ilse Tjaarda", "Sjoerd Alberda", "Kees Dijkhof")


def add_company(network: Network) -> None:
    """They have an account under the address that stands in the directory."""
    for person in Person.objects.of(network.pk).filter(name__in=COMPANY).exclude(email=""):
        user = account_of(person.email, language=network.language)
        describe(user, name=person.name, language=user.language, theme=user.theme)
        Membership(network=network, user=user, role=Role.MEMBER, person_id=person.pk).save()
