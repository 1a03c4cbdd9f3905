"""A question from draft to outcome: who may, what stands still, what is kept, and what leaves a trace."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, as_person, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.initiatives.actions import decisions as elsewhere
from vierspan.workspace.initiatives.actions.commitments import Promise
from vierspan.workspace.initiatives.deciding import jobs, letters, queries
from vierspan.workspace.initiatives.deciding.actions import closing, drafting, running, saying
from vierspan.workspace.initiatives.deciding.actions.closing import Shown, Verdict
from vierspan.workspace.initiatives.deciding.actions.drafting import Wish
from vierspan.workspace.initiatives.deciding.actions.running import Amended
from vierspan.workspace.initiatives.deciding.actions.saying import Word
from vierspan.workspace.initiatives.deciding.models import Option, Question, Stand, Voice
from vierspan.workspace.initiatives.models import Decision, Position

NAMES = ("Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen")
YES, NO = {"": Word("yes")}, {"": Word("no")}
OBJECTION = {"": Word("objection", "It takes the money of the night care.")}


@pytest.fixture
def parties(cast: Cast) -> list[UUID]:
    return [id_of(cast.alice, Party, name=name) for name in NAMES]


def put(actor: Actor, parties: list[UUID], **wish: object) -> Question:
    """An open question, without letters."""
    made = drafting.draft(actor, Wish(name="Do we begin?", parties=parties, **wish))  # type: ignore[arg-type]
    return drafting.open_up(actor, made.pk, sends_letters=False)


def voices(question: Question) -> list[Voice]:
    """In the order of NAMES."""
    found = {each.name: each for each in queries.voices_of(question)}
    return [found[name] for name in NAMES if name in found]


def say(actor: Actor, voice: Voice, words: dict[str, Word]) -> None:
    saying.say(actor, voice.pk, words)


def kinds(question: Question) -> list[str]:
    acts = Act.objects.of(question.network_id).filter(subject=str(question.pk))
    return list(acts.order_by("created_at").values_list("kind", flat=True))


def test_a_draft_is_no_decision_yet_and_nobody_else_finds_it(cast: Cast, parties: list[UUID]) -> None:
    made = drafting.draft(cast.bob, Wish(name="Do we begin?", parties=parties))
    assert not Decision.objects.of(cast.network.pk).filter(pk=made.pk).exists()
    assert queries.question(cast.alice, made.pk) == made
    for other in (cast.carla, cast.gus, cast.dirk):
        with pytest.raises(NotFound):
            queries.question(other, made.pk)


def test_what_was_opened_stands_still(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties)
    decision = Decision.objects.of(cast.network.pk).get(pk=row.pk)
    assert (decision.name, decision.method, decision.opened_on) == ("Do we begin?", "consent", clock.today())
    with pytest.raises(Conflict):
        drafting.change(cast.alice, row.pk, Wish(name="Something else"), seen="")
    with pytest.raises(Conflict):
        drafting.weigh(cast.alice, row.pk, {})


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"parties": []}, "parties"),
        ({"rule": "advice"}, "decider"),
        ({"rule": "delegated"}, "decider"),
        ({"due_on": clock.today() - timedelta(days=1)}, "due_on"),
        ({"closes_itself": True}, "due_on"),
    ],
)
def test_what_the_rule_cannot_do_without_is_asked_before_it_opens(
    cast: Cast, parties: list[UUID], wish: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as slip:
        put(cast.alice, wish.pop("parties", parties), **wish)  # type: ignore[arg-type]
    assert slip.value.field == field


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": " "}, "name"),
        ({"rule": "lots"}, "rule"),
        ({"options": ["Only one"]}, "options"),
        ({"rounds": 0}, "rounds"),
        ({"quorum": "3/2"}, "quorum"),
        ({"rule": "weighted", "share": "1"}, "share"),
        ({"fallback": "consent"}, "fallback"),
    ],
)
def test_a_slip_is_told_beside_its_field(cast: Cast, wish: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as slip:
        drafting.draft(cast.alice, Wish(**{"name": "Do we begin?", **wish}))  # type: ignore[arg-type]
    assert slip.value.field == field


def test_two_who_write_one_draft_see_both_texts(cast: Cast, parties: list[UUID]) -> None:
    made = drafting.draft(cast.bob, Wish(name="Do we begin?", parties=parties))
    seen = version(made)
    drafting.change(cast.alice, made.pk, Wish(name="Do we begin in May?", parties=parties), seen=seen)
    with pytest.raises(Changed):
        drafting.change(cast.bob, made.pk, Wish(name="Do we begin in June?", parties=parties), seen=seen)


def test_one_speaks_for_ones_own_party_and_a_leader_writes_down_what_another_said(
    cast: Cast, parties: list[UUID]
) -> None:
    row = put(cast.alice, parties)
    brink, oosterdal, samen = voices(row)
    bobs = oosterdal
    say(cast.bob, bobs, YES)
    with pytest.raises(NotAllowed):
        say(cast.bob, samen, YES)
    with pytest.raises(NotAllowed):
        say(cast.carla, brink, YES)
    say(cast.alice, samen, YES)
    stands = {each.voice_id: each for each in Stand.objects.of(cast.network.pk).filter(question=row)}
    assert (stands[bobs.pk].way, stands[bobs.pk].position.person_id) == ("here", cast.bob.person_id)
    assert (stands[samen.pk].way, stands[samen.pk].position.person_id) == ("leader", None)


def test_an_objection_is_nothing_without_a_reason(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties)
    with pytest.raises(Invalid) as slip:
        say(cast.alice, voices(row)[0], {"": Word("objection", "  ")})
    assert slip.value.reason == "objection_needs_reason"
    with pytest.raises(Invalid):
        say(cast.alice, voices(row)[0], NO)  # to be against is no word in consent


def test_a_word_can_be_changed_and_taken_back_until_the_closing(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority")
    first = voices(row)[0]
    say(cast.alice, first, YES)
    say(cast.alice, first, NO)
    assert [each.position for each in Position.objects.of(cast.network.pk).filter(decision=row.pk)] == ["no"]
    saying.take_back(cast.alice, first.pk)
    assert not Position.objects.of(cast.network.pk).filter(decision=row.pk).exists()
    assert kinds(row) == ["question.put"]
    say(cast.alice, first, YES)
    closing.close(cast.alice, row.pk)
    with pytest.raises(Conflict):
        say(cast.alice, first, NO)
    with pytest.raises(Conflict):
        saying.take_back(cast.alice, first.pk)


def test_each_thing_done_is_an_act(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rounds=2)
    one, two, _three = voices(row)
    say(cast.alice, one, YES)
    say(cast.bob, two, OBJECTION)
    objection = Stand.objects.of(cast.network.pk).get(question=row, word="objection")
    running.amend(
        cast.alice, row.pk, Amended(proposal="With money of its own.", meets=[objection.pk], how="Own money.")
    )
    say(cast.bob, two, YES)
    closing.close(cast.alice, row.pk)
    assert kinds(row) == [
        *("question.put", "position.taken", "objection.raised"),
        *("objection.resolved", "position.taken", "decision.closed"),
    ]


def test_an_objection_that_is_met_stays_to_be_read_and_who_had_it_is_asked_again(
    cast: Cast, parties: list[UUID]
) -> None:
    row = put(cast.alice, parties, rounds=2, proposal="Out of the common pot.")
    one, two, _three = voices(row)
    say(cast.alice, one, YES)
    say(cast.bob, two, OBJECTION)
    assert queries.standing(cast.alice, row.pk).count.state == "blocked"
    objection = Stand.objects.of(cast.network.pk).get(question=row, word="objection")
    running.amend(cast.alice, row.pk, Amended(proposal="With own money.", meets=[objection.pk], how="Own money."))
    seen = queries.standing(cast.alice, row.pk)
    assert (seen.question.round, seen.question.proposal) == (2, "With own money.")
    assert [each.was for each in seen.amendments] == ["Out of the common pot."]
    assert [each.voice.name for each in seen.spoken] == [one.name]  # who agreed still agrees
    (before,) = seen.before
    assert (before.ended, before.how, before.position.resolved_by_id) == ("amended", "Own money.", cast.alice.person_id)
    told = {letter.address: letter.body for letter in Letter.objects.all()}
    assert "What you said stands" in " ".join(told.values())
    assert "Please say your word on it again" in " ".join(told.values())


def test_an_objection_let_go_by_who_had_it_was_resolved_by_nobody_else(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties)
    one = voices(row)[0]
    say(cast.alice, one, OBJECTION)
    say(cast.alice, one, YES)
    (before,) = queries.standing(cast.alice, row.pk).before
    assert (before.ended, before.position.resolved_by_id) == ("withdrawn", None)
    assert queries.standing(cast.alice, row.pk).count.state == "adopted"


def test_a_new_round_needs_a_change_a_way_and_a_round_that_is_left(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rounds=2, proposal="So.")
    with pytest.raises(Invalid):
        running.amend(cast.alice, row.pk, Amended(proposal="So.", how="Nothing"))
    with pytest.raises(Invalid):
        running.amend(cast.alice, row.pk, Amended(proposal="Thus.", how=" "))
    running.amend(cast.alice, row.pk, Amended(proposal="Thus.", how="Better"))
    with pytest.raises(Conflict):
        running.amend(cast.alice, row.pk, Amended(proposal="Other.", how="Again"))


def test_who_has_an_interest_of_their_own_is_not_counted(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority")
    one, two, three = voices(row)
    say(cast.alice, one, YES)
    say(cast.alice, two, NO)
    say(cast.alice, three, NO)
    running.step_aside(cast.alice, row.pk, three.pk, "They own the building.")
    assert queries.standing(cast.alice, row.pk).count.now.tally.size == 2
    with pytest.raises(Invalid):
        running.step_aside(cast.alice, row.pk, two.pk, "")
    running.step_in(cast.alice, row.pk, three.pk)
    assert queries.standing(cast.alice, row.pk).count.state == "rejected"


def test_closing_keeps_the_rule_the_figures_and_why_but_nobodys_name(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority")
    one, two, _three = voices(row)
    say(cast.alice, one, YES)
    say(cast.alice, two, YES)
    closed = closing.close(cast.alice, row.pk, outcome_text="We begin in May.")
    assert (closed.decision.outcome, closed.decision.closed_on) == ("adopted", clock.today())  # type: ignore[union-attr]
    counts = closed.ruling["counts"][""]
    assert (counts["yes"], counts["silent"], closed.ruling["voices"]) == (2, 1, 3)
    assert closed.ruling["why"][0][0] == "more_for"
    assert "Brink" not in str(closed.ruling)


def test_too_few_is_postponed(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority", quorum="2/3")
    say(cast.alice, voices(row)[0], YES)
    assert closing.close(cast.alice, row.pk).decision.outcome == "postponed"  # type: ignore[union-attr]


def test_what_cannot_close_yet_does_not(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rounds=3)
    say(cast.alice, voices(row)[0], OBJECTION)
    with pytest.raises(Conflict):
        closing.close(cast.alice, row.pk)
    closed = closing.call_off(cast.alice, row.pk, "The law changed.")
    assert (closed.decision.outcome, closed.ruling["called_off"]) == ("postponed", True)  # type: ignore[union-attr]


def test_of_several_options_the_one_with_most_for_it_is_chosen(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority", options=["In May", "In June"])
    may, june = Option.objects.of(cast.network.pk).filter(question=row)
    one, two, three = voices(row)
    for voice, first, second in ((one, "yes", "yes"), (two, "no", "yes"), (three, "yes", "yes")):
        say(cast.alice, voice, {str(may.pk): Word(first), str(june.pk): Word(second)})
    assert closing.close(cast.alice, row.pk).chosen == june
    assert Position.objects.of(cast.network.pk).filter(decision=row.pk).count() == 6


def test_one_decides_after_everybody_asked_gave_advice_and_answers_it(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties[:1], rule="advice", decider=cast.bob.person_id)
    with pytest.raises(NotAllowed):
        closing.decide(replace(cast.bob, person_id=None), row.pk, Verdict(decided="adopted", explanation="Yes"))
    closing.decide(cast.bob, row.pk, Verdict(decided="adopted", explanation="As you said, but in May."))
    with pytest.raises(Conflict):
        closing.close(cast.bob, row.pk)
    say(cast.alice, voices(row)[0], {"": Word("advice", "Begin small.")})
    assert closing.close(cast.bob, row.pk).decision.outcome == "adopted"  # type: ignore[union-attr]


def test_beyond_the_mandate_it_goes_back_to_the_group(cast: Cast) -> None:
    terms = {"rule": "delegated", "decider": cast.bob.person_id, "limits": "Up to 500 euros"}
    row = put(cast.alice, [], until=clock.today() + timedelta(days=9), **terms)
    closing.decide(cast.bob, row.pk, Verdict(decided="adopted", explanation="It costs 900.", is_within=False))
    assert queries.standing(cast.bob, row.pk).count.state == "returned"
    assert closing.close(cast.bob, row.pk).decision.outcome == "postponed"  # type: ignore[union-attr]


def test_a_closed_decision_is_not_opened_again_but_followed_by_another(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority", options=["In May", "In June"])
    closing.close(cast.alice, row.pk)
    again = drafting.put_anew(cast.alice, row.pk)
    assert (again.follows, again.state, again.name) == (row, "draft", "Do we begin?")
    assert Option.objects.of(cast.network.pk).filter(question=again).count() == 2
    assert len(voices(again)) == 3
    drafting.open_up(cast.alice, again.pk, sends_letters=False)
    assert queries.later(cast.alice, row) == [again]


def test_letters_go_to_each_voice_and_who_has_a_link_speaks_without_an_account(cast: Cast, parties: list[UUID]) -> None:
    made = drafting.draft(cast.alice, Wish(name="Do we begin?", parties=parties))
    drafting.open_up(cast.alice, made.pk, sends_letters=True)
    finn = Letter.objects.get(address="4@people.example")
    token = re.search(r"/link/position/([\w-]+)/", finn.body)
    assert token
    link = keys.opened(token[1], letters.PURPOSE)
    saying.say_by_link(link, YES)
    stand = Stand.objects.of(cast.network.pk).get(question=made)
    assert (stand.way, stand.by.name if stand.by else "") == ("link", "Finn")
    assert Act.objects.of(cast.network.pk).get(kind="position.taken").person == stand.by_id
    saying.take_back_by_link(link)
    assert not Stand.objects.of(cast.network.pk).exists()


def test_who_said_nothing_is_reminded_once_a_day(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties)
    say(cast.alice, voices(row)[0], YES)
    sent = running.remind(cast.alice, row.pk)
    assert sent == Letter.objects.count() > 0
    assert running.remind(cast.alice, row.pk) == 0


def test_on_its_day_it_closes_by_itself_or_tells_who_put_it(cast: Cast, parties: list[UUID]) -> None:
    due = clock.today() + timedelta(days=1)
    row = put(cast.alice, parties, rule="majority", due_on=due, closes_itself=True)
    jobs.close_in_time.func(str(row.network_id), str(row.pk), due.isoformat())
    assert Question.objects.of(row.network_id).get(pk=row.pk).state == "closed"
    stuck = put(cast.alice, parties, rounds=2, due_on=due, closes_itself=True)
    say(cast.alice, voices(stuck)[0], OBJECTION)
    Letter.objects.all().delete()
    jobs.close_in_time.func(str(row.network_id), str(stuck.pk), due.isoformat())
    assert Question.objects.of(row.network_id).get(pk=stuck.pk).state == "open"
    assert "cannot be closed yet" in Letter.objects.get().body


def test_a_day_that_moved_closes_nothing(cast: Cast, parties: list[UUID]) -> None:
    due = clock.today() + timedelta(days=1)
    row = put(cast.alice, parties, rule="majority", due_on=due, closes_itself=True)
    running.move(cast.alice, row.pk, due + timedelta(days=7))
    jobs.close_in_time.func(str(row.network_id), str(row.pk), due.isoformat())
    assert Question.objects.of(row.network_id).get(pk=row.pk).state == "open"


def test_only_who_put_it_who_carries_the_initiative_and_leaders_run_it(cast: Cast, parties: list[UUID]) -> None:
    initiative = id_of(cast.alice, Initiative, name="Care shop")  # that Bob carries
    row = put(cast.alice, parties, initiative=initiative, rule="majority")
    zoe = as_person(cast.bob, "Zoë")
    with pytest.raises(NotAllowed):
        running.remind(zoe, row.pk)
    running.move(as_person(cast.bob, "Bob"), row.pk, clock.today() + timedelta(days=3))
    for other in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            closing.close(other, row.pk)
    with pytest.raises(NotFound):
        closing.close(cast.dirk, row.pk)


def test_what_follows_is_promised_and_only_leaders_let_it_out(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.bob, parties, rule="majority")
    closing.close(cast.bob, row.pk)
    made = closing.follow_up(cast.bob, row.pk, Promise(what="Write the letter", person=cast.bob.person_id))
    assert [each.commitment for each in queries.follow_ups(cast.bob, row)] == [made]
    with pytest.raises(NotAllowed):
        closing.show(cast.bob, row.pk, Shown(is_public=True))
    closing.show(cast.alice, row.pk, Shown(is_public=True, parts=("outcome", "secret")))
    (public,) = queries.public(cast.network.pk)
    assert public.shows == ["outcome"]
    closing.show(cast.alice, row.pk, Shown(is_public=False))
    assert not queries.public(cast.network.pk)


def test_the_register_holds_what_was_recorded_elsewhere_too(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties)
    kept = elsewhere.record(cast.alice, elsewhere.Taken(name="Agreed in the meeting", method="consent"))
    found = queries.register(cast.carla, queries.Sought())
    assert {each.row.pk for each in found} >= {row.pk, kept.pk}
    assert [each.row.pk for each in queries.register(cast.carla, queries.Sought(search="the MEETING"))] == [kept.pk]
    found = queries.register(cast.carla, queries.Sought(state="open", search="begin"))
    assert [each.row.pk for each in found] == [row.pk]
    assert not queries.register(cast.dirk, queries.Sought(search="begin?"))
    elsewhere.take_back(cast.alice, kept.pk)
    assert not Decision.objects.of(cast.network.pk).filter(pk=kept.pk).exists()


def test_a_party_taken_out_takes_its_voice_along_and_a_closed_count_stays(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority")
    for each in voices(row):
        say(cast.alice, each, YES)
    closing.close(cast.alice, row.pk)
    removal.remove(cast.alice, parties[2])
    kept = Question.objects.of(cast.network.pk).get(pk=row.pk)
    assert (len(voices(kept)), kept.ruling["voices"]) == (2, 3)


def test_two_parties_made_one_keep_both_words_as_they_were_said(cast: Cast, parties: list[UUID]) -> None:
    row = put(cast.alice, parties, rule="majority", options=["In May", "In June"])
    may, june = (str(each.pk) for each in Option.objects.of(cast.network.pk).filter(question=row))
    for each in voices(row):
        say(cast.alice, each, {may: Word("yes"), june: Word("yes")})
    doubles.merge(cast.alice, "parties", keep=parties[0], gone=parties[2])
    stands = Stand.objects.of(cast.network.pk).filter(question=row)
    assert stands.count() == 6
    assert {each.voice.party_id for each in stands.select_related("voice")} == {parties[0], parties[1]}
