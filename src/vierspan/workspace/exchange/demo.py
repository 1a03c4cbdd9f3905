"""The network to look at before one has one's own."""

from django.db import transaction

from vierspan.analysis.demo import PROFILE, demo_records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.actions import account_of, describe
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.exchange.demo_choices import add_choices, work_out
from vierspan.workspace.exchange.demo_company import add_company
from vierspan.workspace.exchange.demo_conflicts import add_conflict
from vierspan.workspace.exchange.demo_course import add_reasons
from vierspan.workspace.exchange.demo_decisions import add_decisions
from vierspan.workspace.exchange.demo_dilemmas import add_dilemmas
from vierspan.workspace.exchange.demo_feedback import add_feedback
from vierspan.workspace.exchange.demo_gatherings import add_gatherings
from vierspan.workspace.exchange.demo_growth import add_growth
from vierspan.workspace.exchange.demo_initiatives import add_initiatives
from vierspan.workspace.exchange.demo_mine import add_mine
from vierspan.workspace.exchange.demo_mirrors import add_mirrors
from vierspan.workspace.exchange.demo_opportunities import add_opportunities
from vierspan.workspace.exchange.demo_outside import add_outside
from vierspan.workspace.exchange.demo_outward import add_outward
from vierspan.workspace.exchange.demo_planning import add_planning
from vierspan.workspace.exchange.demo_questions import add_questions
from vierspan.workspace.exchange.demo_reflection import add_reflection
from vierspan.workspace.exchange.demo_roles import add_roles
from vierspan.workspace.exchange.demo_rules import add_rules
from vierspan.workspace.exchange.demo_seating import add_seating
from vierspan.workspace.exchange.demo_signals import add_signals
from vierspan.workspace.exchange.demo_sources import add_sources
from vierspan.workspace.exchange.demo_story import add_story
from vierspan.workspace.exchange.demo_surveys import add_surveys
from vierspan.workspace.exchange.demo_team import add_team
from vierspan.workspace.exchange.demo_texts import add_texts
from vierspan.workspace.exchange.demo_winwin import add_winwin
from vierspan.workspace.insight import runs
from vierspan.workspace.insight.words import spoken
from vierspan.workspace.networks.actions import create
from vierspan.workspace.networks.models import Membership, Network


def load_demo(language: str = "nl") -> tuple[Network, User]:
    """The demo network as of today with its co-ordinator; made anew, so that nobody finds what another left there."""
    network, user = _laid_out(spoken(language))
    runs.make(network.pk)
    add_mirrors(network, user.pk)
    work_out(Actor(user_id=user.pk, network_id=network.pk, role=Role.LEAD, language=language))
    return network, user


def demo_here(language: str = "nl") -> tuple[Network, User] | None:
    """The demo network that stands here with its co-ordinator; None where there is none yet."""
    network = Network.objects.filter(is_demo=True, language=spoken(language)).first()
    return (network, account_of(PROFILE.email, language=language)) if network else None


@transaction.atomic
def _laid_out(language: str) -> tuple[Network, User]:
    user = account_of(PROFILE.email, language=language)
    describe(user, name=PROFILE.name, language=language, theme=user.theme)
    Network.objects.filter(is_demo=True, language=language).delete()
    records = demo_records(spoken(language), today=clock.today())
    name = records.table("network")["name"].item()
    network = create(user, name=name, language=language, is_demo=True)
    import_records(Actor(user_id=user.pk, network_id=network.pk, role=Role.LEAD, language=language), records, name=name)
    person = Person.objects.of(network.pk).get(name=PROFILE.name)
    Membership.objects.of(network.pk).filter(user=user).update(person_id=person.pk)
    add_company(network)
    add_surveys(network)
    add_reflection(network)
    add_choices(network)
    add_story(network.pk, user.pk, language)
    add_reasons(network.pk, language)
    add_outward(network, user.pk, person.pk)
    add_texts(network)
    add_conflict(network)
    add_rules(network)
    add_gatherings(network)
    add_seating(network, user.pk, person.pk)
    add_feedback(network, person.pk)
    add_signals(network)
    add_winwin(network, user.pk, person.pk)
    add_initiatives(network)
    add_opportunities(network, person)
    add_outside(network, person.pk)
    add_sources(network, user.pk, person.pk)
    add_planning(network)
    add_decisions(network)
    add_roles(network, user.pk)
    add_team(network, user.pk)
    add_growth(network, person.pk)
    add_dilemmas(network, person.pk)
    add_questions(network, person.pk)
    add_mine(network, person.pk)
    return network, user
