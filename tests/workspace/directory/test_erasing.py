"""Who is taken out is gone from every table, and nobody else is."""

import logging
import zipfile
from io import BytesIO

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db.models import FileField

from canaries import Garden, everything, garden_of
from factories import Cast, as_person, id_of
from leadership_circle import answer, make_circle
from vierspan.workspace.accounts.letters import post
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.actions import naming, notes, removal
from vierspan.workspace.directory.models import BulkChange, Note, Person
from vierspan.workspace.exchange.models import Upload
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.weighing.actions import rating, together
from vierspan.workspace.horizon.weighing.models import Merge
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.runs import unpacked
from vierspan.workspace.leadership.questions.items import EVERYONE
from vierspan.workspace.networks.models import Membership


@pytest.fixture
def gardens(cast: Cast) -> tuple[Garden, Garden]:
    """Of Bob, who goes, and of Carla, who stays; Alice, as Dan, stands where a row needs somebody else."""
    alice = as_person(cast.alice, "Dan")
    return garden_of(cast.bob, alice), garden_of(as_person(cast.carla, "Zoë"), alice)


def test_what_is_theirs_is_gone_from_every_table_and_what_is_others_stays(
    cast: Cast, gardens: tuple[Garden, Garden], caplog: pytest.LogCaptureFixture
) -> None:
    bob, carla = gardens
    before = everything()
    assert [str(each) for each in (*bob.planted, *carla.planted) if each.mark not in before] == []
    with caplog.at_level(logging.DEBUG):
        removal.remove(cast.alice, bob.person.pk)
    after = everything()
    mine = [each for each in bob.planted if each.is_mine]
    assert len(mine) > 80
    assert [str(each) for each in mine if each.mark in after] == []
    ids = (str(bob.person.pk), bob.person.pk.hex)
    assert [line for line in after.splitlines() if any(each in line for each in ids)] == []
    assert [str(each) for each in carla.planted if each.mark not in after and not each.of.dropped] == []
    assert not any(each.mark in caplog.text for each in bob.planted)


def test_nothing_is_kept_in_files() -> None:
    """What is uploaded stands in the database; a first column of files asks for a way to erase them."""
    columns = [column for model in apps.get_models() for column in model._meta.concrete_fields]
    assert [str(each) for each in columns if isinstance(each, FileField)] == []


def test_copies_that_hold_them_go_and_others_stay(cast: Cast) -> None:
    network, bob = cast.network, id_of(cast.alice, Person, name="Bob")
    workbook = BytesIO()
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", "<t>Bob</t>" * 99)
    kept = [
        Upload(network=network, name="a.xlsx", content=workbook.getvalue()),
        Upload(network=network, name="b.csv", content=b"name\nFinn\n"),
        BulkChange(network=network, table="people", how="set", column="note", before={str(bob): "Old"}),
        BulkChange(network=network, table="people", how="set", column="note", before={"x": "Bobby"}),
    ]
    for row in kept:
        row.save()
    removal.remove(cast.alice, bob)
    assert [each.name for each in Upload.objects.of(network.pk)] == ["b.csv"]
    assert [each.before for each in BulkChange.objects.of(network.pk)] == [{"x": "Bobby"}]


def test_the_mirrors_that_were_made_with_them_are_made_anew(cast: Cast) -> None:
    insight.current_run(cast.alice)
    cache.set("map:something", "Bob")
    removal.remove(cast.alice, id_of(cast.alice, Person, name="Bob"))
    assert not Run.objects.of(cast.network.pk).exists()
    assert cache.get("map:something") is None
    names = unpacked(insight.current_run(cast.alice).actors)["name"].to_list()
    assert "Bob" not in names
    assert "Finn" in names


def test_letters_to_them_go_and_letters_to_others_lose_the_name(cast: Cast) -> None:
    bob = Person.objects.of(cast.network.pk).get(name="Bob")
    Person.objects.of(cast.network.pk).filter(pk=bob.pk).update(email="bob@example.org")
    post("Bob@example.org", "For you", "Dear Bob")
    post("finn@example.org", "Bob asks you something", "Bobby and Bob ask you.")
    removal.remove(cast.alice, bob.pk)
    left = [(each.address, each.subject, each.body) for each in Letter.objects.all()]
    assert left == [("finn@example.org", "… asks you something", "Bobby and … ask you.")]


def test_what_waits_for_somebody_who_takes_part_elsewhere_is_still_sent(cast: Cast) -> None:
    bob = User.objects.get(pk=cast.bob.user_id)
    Membership(network=cast.other, user=bob, role="member").save()
    post(bob.email, "From elsewhere", "Hello")
    assert cast.bob.person_id
    removal.remove(cast.alice, cast.bob.person_id)
    assert [each.subject for each in Letter.objects.filter(address=bob.email)] == ["From elsewhere"]
    assert [each.network_id for each in Membership.objects.of_user(bob.pk)] == [cast.other.pk]
    assert User.objects.filter(pk=bob.pk).exists()


def test_an_account_that_takes_part_nowhere_else_goes_and_who_takes_out_themself_keeps_theirs(cast: Cast) -> None:
    assert cast.bob.person_id
    removal.remove(cast.alice, cast.bob.person_id)
    assert not Membership.objects.of(cast.network.pk).filter(user_id=cast.bob.user_id).exists()
    assert not User.objects.filter(pk=cast.bob.user_id).exists()
    alice = as_person(cast.alice, "Dan")
    assert alice.person_id
    removal.remove(alice, alice.person_id)
    left = Membership.objects.of(cast.network.pk).get(user_id=alice.user_id)
    assert (left.person_id, left.until) == (None, None)


def test_texts_of_others_that_name_them_are_listed_and_one_decides_about_each(cast: Cast) -> None:
    bob = Person.objects.of(cast.network.pk).get(name="Bob")
    finn = id_of(cast.alice, Person, name="Finn")
    kept, struck = (notes.share(cast.alice, finn, text) for text in ("Bob knows him.", "Ask Bob, not Bobby."))
    notes.write_for_oneself(cast.alice, finn, "Bob said so, between us.")
    notes.share(as_person(cast.bob, "Bob"), finn, "I, Bob, wrote this.")
    found = {each.before + each.name + each.after: each.key for each in naming.texts_naming(cast.alice, bob)}
    assert {"Bob knows him.", "Ask Bob, not Bobby."} <= set(found)
    assert not any("between us" in text or "wrote this" in text for text in found)
    removal.remove(cast.alice, bob.pk, struck=[found["Ask Bob, not Bobby."]])
    texts = {each.pk: each.text for each in Note.objects.of(cast.network.pk).filter(about=finn)}
    assert texts == {kept.pk: "Bob knows him.", struck.pk: "Ask …, not Bobby."}


def test_a_first_name_alone_is_asked_about_and_an_act_of_somebody_else_too(cast: Cast) -> None:
    bob = Person.objects.of(cast.network.pk).get(name="Bob")
    Person.objects.of(cast.network.pk).filter(pk=bob.pk).update(name="Bob de Wit")
    bob.refresh_from_db()
    acts.note(cast.alice, "Spoke with Bob de Wit about money")
    notes.share(cast.alice, id_of(cast.alice, Person, name="Finn"), "Bob may know")
    found = {each.before + each.name + each.after: each for each in naming.texts_naming(cast.alice, bob)}
    assert found["Spoke with Bob de Wit about money"].is_surely_them
    assert not found["Bob may know"].is_surely_them
    removal.remove(cast.alice, bob.pk, struck=[each.key for each in found.values()])
    left = everything()
    assert "Spoke with … about money" in left
    assert "… may know" in left
    assert "Bob de Wit" not in left


def test_only_a_leader_sees_which_texts_name_somebody(cast: Cast) -> None:
    bob = Person.objects.of(cast.network.pk).get(name="Bob")
    for actor in (cast.bob, cast.carla):
        with pytest.raises(NotAllowed):
            naming.texts_naming(actor, bob)


def test_out_of_what_is_kept_to_undo_something_only_the_person_goes(cast: Cast) -> None:
    zoe = as_person(cast.bob, "Zoë")
    assert zoe.person_id
    kept, other = (signals.spot(zoe, name, origin="paper") for name in ("The law", "The new law"))
    for each in (kept, other):
        rating.rate(zoe, each.pk, {"significance": 5}, reason="canary-weighed")
    together.bring_together(zoe, kept.pk, other.pk)
    assert "canary-weighed" in str(Merge.objects.of(cast.network.pk).get().gone)
    removal.remove(cast.alice, zoe.person_id)
    gone = str(Merge.objects.of(cast.network.pk).get().gone)
    assert "canary-weighed" not in gone
    assert str(zoe.person_id) not in gone
    assert "The new law" in gone


def test_what_was_said_of_them_in_a_round_about_everybody_goes_and_of_others_stays(db: None) -> None:
    circle = make_circle()
    gone, stays = circle.people[4], circle.people[5]
    of = circle.opened_for_all(EVERYONE)
    for person in circle.people[:4]:
        answer(of, person, {f"lead_s:{about.pk}": 3 for about in (gone, stays)})
    assert f"lead_s:{gone.pk}" in everything()
    removal.remove(circle.lead, gone.pk)
    after = everything()
    assert str(gone.pk) not in after
    assert f"lead_s:{stays.pk}" in after
