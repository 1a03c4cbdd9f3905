"""Who takes part says who they are, by the address that they sign in with; nobody says it of somebody else."""

import pytest
from django.test import Client

from factories import Cast, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership

pytestmark = pytest.mark.django_db


def unlinked() -> Cast:
    """A network in which the leader did not say yet who she is."""
    cast = make_cast("en")
    Membership.objects.of(cast.network.pk).filter(user=cast.alice.user_id).update(person_id=None)
    return cast


def test_who_stands_on_the_list_with_their_address_says_that_it_is_them() -> None:
    cast = unlinked()
    user = User.objects.get(pk=cast.alice.user_id)
    client = Client()
    client.force_login(user)
    mine = f"/n/{cast.network.slug}/leadership/mine/"
    claim = f"/n/{cast.network.slug}/people/me/"
    assert "Put me on the list" in client.get(mine).content.decode()
    assert client.post(claim).status_code == 404
    person = Person(network=cast.network, name="Alice Achterberg", email=user.email.upper())
    person.save()
    for place in ("mine", "growth", "questions", "mine/dilemmas"):
        shown = client.get(f"/n/{cast.network.slug}/leadership/{place}/").content.decode()
        assert "Are you Alice Achterberg?" in shown
    assert client.post(claim, headers={"referer": f"http://testserver{mine}"}).headers["Location"].endswith(mine)
    assert Membership.objects.of(cast.network.pk).get(user=user).person_id == person.pk
    assert "Your mirror is still empty" in client.get(mine).content.decode()
    assert client.post(claim).status_code == 404


def test_who_was_somebody_elses_account_can_be_claimed_by_nobody() -> None:
    cast = unlinked()
    lead = User.objects.get(pk=cast.alice.user_id)
    person = Person(network=cast.network, name="Bob", email="bob@elsewhere.example")
    person.save()
    Membership.objects.of(cast.network.pk).filter(user=cast.bob.user_id).update(person_id=person.pk)
    Person.objects.of(cast.network.pk).filter(pk=person.pk).update(email=lead.email)
    client = Client()
    client.force_login(lead)
    assert client.post(f"/n/{cast.network.slug}/people/me/").status_code == 404
    assert Membership.objects.of(cast.network.pk).get(user=lead).person_id is None
