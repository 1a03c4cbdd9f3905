"""Feedback is read by who gets it, who gave it and whom the receiver shows it; and by nobody else, anywhere."""

import json
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.core import mail

from factories import Cast, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.acts import queries as acts
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.feedback import letters, queries
from vierspan.workspace.conditions.feedback.actions import asking, owning
from vierspan.workspace.conditions.feedback.actions.asking import Said, Wanted
from vierspan.workspace.conditions.feedback.models import Asked, Feedback
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange import exports
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.insight import facts, report, runs, sheets
from vierspan.workspace.insight.facts import Facts
from vierspan.workspace.insight.tables import MODELS

CANARY = "canary-6f1c-quietly"


@pytest.fixture
def zoe(cast: Cast) -> Actor:
    """Takes part as well: a third who has nothing to do with it."""
    from factories import as_person, join
    from vierspan.workspace.access.roles import Role
    from vierspan.workspace.accounts.models import User

    user = User.objects.create_user("zoe@example.org", "Zoë", "nl")
    return as_person(join(user, cast.network, Role.MEMBER), "Zoë")


def person(cast: Cast, name: str) -> UUID:
    return id_of(cast.alice, Person, name=name)


def asked_of(cast: Cast, *names: str) -> list[Asked]:
    people = [person(cast, name) for name in names]
    asking.ask(cast.bob, Wanted(about="free", subject="Tuesday", people=people, questions=["Was I clear?"]))
    return list(Asked.objects.of(cast.network.pk).select_related("ask__by", "person").order_by("person__name"))


def given(cast: Cast) -> Feedback:
    """From Alice, who leads, to Bob."""
    return asking.answer(asked_of(cast, "Alice")[0], Said(helped=CANARY, wished=f"{CANARY} 2", more=[f"{CANARY} 3"]))


def test_it_is_asked_with_a_letter_each_and_read_by_who_asked(cast: Cast) -> None:
    asked = asked_of(cast, "Alice", "Dan")
    assert Letter.objects.filter(subject__contains="feedback").count() == 2
    assert [each.person.name for each in asked] == ["Alice", "Dan"]
    asking.answer(queries.asked(cast.alice, asked[0].pk), Said(helped="You listened", more=["Very"]))
    found = queries.received(cast.bob)
    assert [(each.subject, each.helped, each.more) for each in found] == [
        ("Tuesday", "You listened", [["Was I clear?", "Very"]])
    ]
    asking.decline(asked[1])
    states = {
        each.person.name: (each.answered_on, each.declined_on) for _ask, all_ in queries.asks(cast.bob) for each in all_
    }
    assert states["Alice"][0]
    assert states["Dan"][1]


def test_a_link_answers_once_and_ends_when_it_is_closed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens: Iterator[str] = iter(["one", "two"])
    monkeypatch.setattr(letters, "new_token", lambda: next(tokens))
    asked_of(cast, "Alice", "Dan")
    asking.answer(queries.asked_by_link("one"), Said(wished="More pauses"))
    with pytest.raises(Conflict):
        asking.answer(queries.asked_by_link("one"), Said(wished="Again"))
    ask = queries.asks(cast.bob)[0][0]
    asking.close(cast.bob, ask.pk)
    with pytest.raises(Conflict):
        asking.decline(queries.asked_by_link("two"))
    with pytest.raises(NotFound):
        queries.asked_by_link("three")
    with pytest.raises(NotFound):
        asking.close(cast.alice, ask.pk)


def test_unasked_the_receiver_says_yes_first_without_seeing_it(cast: Cast) -> None:
    made = owning.offer(cast.alice, person(cast, "Bob"), Said(helped=CANARY), CANARY)
    seen = queries.offered(cast.bob)
    assert [each.giver.name for each in seen if each.giver] == ["Alice"]
    assert seen[0].helped == ""
    with pytest.raises(NotFound):
        queries.feedback(cast.bob, made.pk)
    assert not any(CANARY in letter.body + letter.subject for letter in Letter.objects.all())
    assert not Act.objects.of(cast.network.pk).filter(kind="feedback.given").exists()
    owning.welcome(cast.bob, made.pk)
    assert queries.feedback(cast.bob, made.pk).helped == CANARY
    assert Act.objects.of(cast.network.pk).filter(kind="feedback.given", person=cast.alice.person_id).count() == 1


def test_turned_down_its_words_are_gone_unread(cast: Cast) -> None:
    made = owning.offer(cast.alice, person(cast, "Bob"), Said(helped=CANARY), CANARY)
    owning.turn_down(cast.bob, made.pk)
    kept = Feedback.objects.of(cast.network.pk).get()
    assert (kept.state, kept.subject, kept.helped) == ("declined", "", "")
    assert queries.received(cast.bob) == []
    with pytest.raises(NotFound):
        owning.welcome(cast.bob, made.pk)


def test_the_giver_may_take_back_what_was_not_received(cast: Cast) -> None:
    made = owning.offer(cast.alice, person(cast, "Bob"), Said(helped="x"))
    with pytest.raises(NotFound):
        owning.take_back(cast.bob, made.pk)
    owning.take_back(cast.alice, made.pk)
    assert not Feedback.objects.of(cast.network.pk).exists()
    with pytest.raises(Conflict):
        owning.take_back(cast.alice, given(cast).pk)


def test_the_receiver_replies_shares_takes_that_back_and_deletes(cast: Cast, zoe: Actor) -> None:
    made = given(cast)
    owning.reply(cast.bob, made.pk, "Thank you")
    assert queries.feedback(cast.alice, made.pk).reply == "Thank you"
    with pytest.raises(NotFound):
        queries.feedback(zoe, made.pk)
    assert zoe.person_id is not None
    owning.share(cast.bob, made.pk, zoe.person_id)
    owning.share(cast.bob, made.pk, zoe.person_id)
    assert [each.pk for each in queries.shared_with(zoe)] == [made.pk]
    assert [each.person.name for each in queries.readers(cast.bob, made.pk)] == ["Zoë"]
    assert queries.readers(cast.alice, made.pk) == []
    owning.unshare(cast.bob, made.pk, zoe.person_id)
    with pytest.raises(NotFound):
        queries.feedback(zoe, made.pk)
    owning.delete(cast.bob, made.pk)
    for reader in (cast.bob, cast.alice):
        with pytest.raises(NotFound):
            queries.feedback(reader, made.pk)


def test_nobody_else_reads_or_touches_it_a_leader_neither(cast: Cast, zoe: Actor) -> None:
    made = owning.offer(zoe, person(cast, "Bob"), Said(helped=CANARY))
    owning.welcome(cast.bob, made.pk)
    stranger = replace(cast.bob, person_id=None)
    for reader in (cast.alice, cast.dirk, stranger):
        for reads in (queries.feedback, owning.welcome, owning.turn_down, owning.delete, owning.take_back):
            with pytest.raises(NotFound):
                reads(reader, made.pk)
        with pytest.raises(NotFound):
            owning.reply(reader, made.pk, "x")
    assert queries.received(cast.alice) == queries.given(cast.alice) == queries.shared_with(cast.alice) == []
    for reader in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            queries.received(reader)


def test_no_reader_of_the_network_holds_a_word_of_it(cast: Cast, zoe: Actor) -> None:
    made = given(cast)
    owning.reply(cast.bob, made.pk, f"{CANARY} reply")
    run = runs.make(cast.network.pk)
    assert not {Feedback, Asked} & set(MODELS.values())
    for reader in (cast.alice, cast.bob, zoe, cast.carla):
        for key in MODELS:
            if key not in ("ratings", "notes") or (reader is cast.alice and key == "notes"):
                assert CANARY not in repr(sheets.sheet(reader, key).page)
        records = exports.shown_records(reader)
        assert not any(CANARY in json.dumps(records.table(key).to_dicts(), default=str) for key in records.present)
        assert CANARY.encode() not in exports.export(reader, "json").content
        assert CANARY not in repr(acts.feed(reader).rows)
        assert CANARY not in repr(facts.facts(reader, run, Facts(table="ledger", count=0)).page)
        assert directory.search(reader, CANARY) == []
    assert CANARY not in json.dumps([run.picture, run.handles], default=str)
    assert CANARY.encode() not in report.made(cast.alice, run, "json").content
    assert not any(CANARY in letter.body + letter.subject for letter in Letter.objects.all())
    assert not any(CANARY in each.body for each in mail.outbox)


def test_its_acts_count_and_say_nothing(cast: Cast) -> None:
    given(cast)
    rows = Act.objects.of(cast.network.pk).filter(kind__startswith="feedback.")
    assert sorted(row.kind for row in rows) == ["feedback.asked", "feedback.given"]
    assert all((row.subject, row.touched, row.note, row.party) == ("", [], "", None) for row in rows)
    ledger = runs.unpacked(runs.make(cast.network.pk).acts)
    assert {"feedback.asked", "feedback.given"} <= set(ledger["kind"])
    assert not [each for each in acts.feed(cast.alice).rows if each.kind.startswith("feedback.")]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"people": []}, "people"),
        ({"about": "weather"}, "about"),
        ({"subject": "  "}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"questions": ["?"] * 6}, "questions"),
        ({"questions": ["?" * 301]}, "questions"),
        ({"message": "x" * 4001}, "message"),
    ],
)
def test_what_cannot_be_asked_is_refused(cast: Cast, wanted: dict[str, object], field: str) -> None:
    whole = {"about": "free", "subject": "x", "people": [person(cast, "Alice")], **wanted}
    with pytest.raises(Invalid) as caught:
        asking.ask(cast.bob, Wanted(**whole))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_one_does_not_ask_or_tell_oneself_or_somebody_elsewhere(cast: Cast) -> None:
    elsewhere = id_of(cast.dirk, Person, name="Zoë")
    for somebody in (cast.bob.person_id, elsewhere):
        assert somebody is not None
        with pytest.raises(Invalid):
            asking.ask(cast.bob, Wanted(about="free", subject="x", people=[somebody]))
        with pytest.raises(Invalid):
            owning.offer(cast.bob, somebody, Said(helped="x"))
    with pytest.raises(Invalid):
        owning.offer(cast.bob, person(cast, "Alice"), Said())
    with pytest.raises(Invalid):
        asking.answer(asked_of(cast, "Alice")[0], Said(helped=" "))


def test_who_gave_it_is_taken_out_and_the_receiver_keeps_it_without_the_name(cast: Cast) -> None:
    asked = asked_of(cast, "Gerda")[0]
    made = asking.answer(asked, Said(helped=CANARY))
    removal.remove(cast.alice, person(cast, "Gerda"))
    found = queries.feedback(cast.bob, made.pk)
    assert (found.giver, found.helped) == (None, CANARY)


def test_who_got_it_is_taken_out_and_it_goes_too(cast: Cast) -> None:
    given(cast)
    assert cast.bob.person_id is not None
    removal.remove(cast.alice, cast.bob.person_id)
    assert not Feedback.objects.of(cast.network.pk).exists()


def test_two_who_turn_out_to_be_one_have_what_both_gave(cast: Cast) -> None:
    for asked in asked_of(cast, "Dan", "Gerda"):
        asking.answer(asked, Said(helped="x"))
    dan = person(cast, "Dan")
    doubles.merge(cast.alice, "people", keep=dan, gone=person(cast, "Gerda"))
    assert [each.giver_id for each in queries.received(cast.bob)] == [dan, dan]
