"""Every closing rule against all that could be said: exact at the border, and never closed early in vain."""

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.workspace.initiatives.deciding.rules import (
    BY_ONE,
    FALLBACKS,
    RULES,
    Ballot,
    Terms,
    Unfit,
    contest,
    fitting,
    is_settled,
    judged,
    outlook,
    yes_needed,
)

COUNTED = tuple(rule for rule in RULES if rule not in BY_ONE)
SPOKEN = ("yes", "no", "abstain", "aside", "objection")
QUORUMS = (Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1))
NAMES = ("a", "b", "c", "d", "e", "f")


@st.composite
def terms_of(draw: Any, rules: tuple[str, ...] = COUNTED) -> Terms:
    return Terms(
        rule=draw(st.sampled_from(rules)),
        quorum=draw(st.sampled_from(QUORUMS)),
        share=draw(st.sampled_from((Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)))),
        asides=draw(st.integers(0, 3)),
        minus=draw(st.integers(0, 3)),
        silence_consents=draw(st.booleans()),
        is_double=draw(st.booleans()),
        casting=draw(st.sampled_from(("", *NAMES))),
        rounds=draw(st.integers(1, 2)),
        fallback=draw(st.sampled_from(("", *FALLBACKS))),
    )


@st.composite
def ballots(draw: Any, most: int = 6) -> Ballot:
    voices = NAMES[: draw(st.integers(0, most))]
    weights = {
        each: draw(st.sampled_from((Fraction(0), Fraction(1), Fraction(1, 3), Fraction(2), Fraction(5, 2))))
        for each in voices
    }
    words = {each: draw(st.sampled_from((*SPOKEN, ""))) for each in voices}
    return Ballot(weights=weights, words={k: w for k, w in words.items() if w}, round=draw(st.integers(1, 2)))


def cast(*words: str, size: int | None = None, weights: tuple[Any, ...] = (), round_: int = 1) -> Ballot:
    """Voices 0, 1, 2 ... who said this, and further ones who were silent."""
    n = max(size or 0, len(words))
    given_ = {str(k): Fraction(weights[k]) if weights else Fraction(1) for k in range(n)}
    return Ballot(weights=given_, words={str(k): word for k, word in enumerate(words)}, round=round_)


def said(size: int = 0, **counts: int) -> Ballot:
    words = [word for word, n in counts.items() for _ in range(n)]
    return cast(*words, size=size)


def state(rule: str, ballot: Ballot, **terms: Any) -> str:
    return judged(Terms(rule=rule, **terms), ballot).state


@given(terms_of(), ballots(), st.data())
@settings(max_examples=400, deadline=None)
def test_a_yes_never_takes_away_what_was_adopted(terms: Terms, ballot: Ballot, data: st.DataObject) -> None:
    if not ballot.weights or judged(terms, ballot).state != "adopted":
        return
    turned = data.draw(st.sampled_from(sorted(ballot.weights)))
    assert judged(terms, ballot.saying("yes", [turned])).state == "adopted"


@given(terms_of(), ballots(), st.data())
@settings(max_examples=400, deadline=None)
def test_an_objection_never_brings_what_was_not_adopted(terms: Terms, ballot: Ballot, data: st.DataObject) -> None:
    spoken = sorted(ballot.words)
    if not spoken or judged(terms, ballot).state == "adopted":
        return
    turned = data.draw(st.sampled_from(spoken))
    assert judged(terms, ballot.saying("objection", [turned])).state != "adopted"


@given(terms_of(RULES), ballots(), st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_order_in_which_voices_spoke_changes_nothing(terms: Terms, ballot: Ballot, random: Any) -> None:
    words, weights = list(ballot.words.items()), list(ballot.weights.items())
    random.shuffle(words)
    random.shuffle(weights)
    again = Ballot(weights=dict(weights), words=dict(words), round=ballot.round)
    assert judged(terms, again) == judged(terms, ballot)


def test_one_objection_among_the_silent_can_bring_a_fallback_with_too_few() -> None:
    terms = Terms(rule="consent", quorum=Fraction(2, 3), silence_consents=True, fallback="majority")
    assert set(outlook(terms, cast(size=2)).possible) == {"adopted", "rejected", "postponed"}


@given(terms_of(), ballots(most=5))
@settings(max_examples=150, deadline=None)
def test_what_can_still_become_of_it_is_exactly_what_every_completion_brings(terms: Terms, ballot: Ballot) -> None:
    silent = ballot.silent
    ends = set()
    for words in product((*SPOKEN, ""), repeat=len(silent)):
        full = {**ballot.words, **{k: w for k, w in zip(silent, words, strict=True) if w}}
        ends.add(judged(terms, Ballot(weights=ballot.weights, words=full, round=ballot.round)).state)
    seen = outlook(terms, ballot)
    assert set(seen.possible) == ends
    assert is_settled(terms, ballot) == (len(ends) == 1 and seen.now.can_close)


@given(terms_of(), ballots(most=5))
@settings(max_examples=150, deadline=None)
def test_the_number_of_yeses_needed_is_the_least_that_suffices(terms: Terms, ballot: Ballot) -> None:
    silent = ballot.silent
    fits = [
        sum(chosen)
        for chosen in product((0, 1), repeat=len(silent))
        if judged(terms, ballot.saying("yes", [k for k, on in zip(silent, chosen, strict=True) if on])).state
        == "adopted"
    ]
    assert yes_needed(terms, ballot) == (min(fits) if fits else None)


@given(terms_of(RULES), ballots(), st.data())
@settings(max_examples=200, deadline=None)
def test_who_has_an_interest_of_their_own_is_as_if_never_asked(
    terms: Terms, ballot: Ballot, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from(NAMES)))
    left = {k: w for k, w in ballot.weights.items() if k not in gone}
    apart = Ballot(weights=left, words={k: w for k, w in ballot.words.items() if k in left}, round=ballot.round)
    assert judged(terms, ballot.without(gone)) == judged(terms, apart)


@given(terms_of(), ballots())
@settings(max_examples=300, deadline=None)
def test_too_few_there_is_put_off_and_never_rejected(terms: Terms, ballot: Ballot) -> None:
    present, size = len(ballot.words), len(ballot.weights)
    counts_silence = terms.rule == "consent" and terms.silence_consents
    if counts_silence or (present and Fraction(present, size) >= terms.quorum):
        return
    found = judged(terms, ballot)
    assert found.state == "postponed"
    assert found.why[0].key in ("quorum", "nobody_may_speak")


@given(terms_of(RULES), ballots())
@settings(max_examples=200, deadline=None)
def test_every_ruling_says_why_and_every_outlook_what_can_still_change(terms: Terms, ballot: Ballot) -> None:
    seen = outlook(terms, ballot)
    assert seen.now.why
    assert terms.rule in BY_ONE or seen.change
    assert seen.now.state != "adopted" or not seen.missing


# Consent


@given(ballots(), st.booleans())
def test_consent_is_adopted_exactly_without_an_objection(ballot: Ballot, silence: bool) -> None:
    found = judged(Terms(rule="consent", silence_consents=silence), ballot)
    if ballot.weights and (ballot.words or silence):
        assert (found.state == "adopted") == ("objection" not in ballot.words.values())


def test_a_preference_against_is_no_objection() -> None:
    assert state("consent", said(yes=1, no=3)) == "adopted"


def test_silence_consents_only_where_that_was_agreed() -> None:
    assert state("consent", said(yes=1, size=4), quorum=Fraction(1)) == "postponed"
    assert state("consent", said(yes=1, size=4), quorum=Fraction(1), silence_consents=True) == "adopted"
    assert state("consent", said(size=4), silence_consents=True) == "adopted"


def test_an_objection_asks_for_another_round_and_then_for_what_was_agreed_beforehand() -> None:
    terms = {"rounds": 2, "fallback": "majority"}
    assert state("consent", cast("yes", "yes", "objection"), **terms) == "blocked"
    assert state("consent", cast("yes", "yes", "objection", round_=2), **terms) == "adopted"
    assert state("consent", cast("yes", "objection", "objection", round_=2), **terms) == "rejected"
    assert state("consent", cast("yes", "yes", "objection", round_=2), rounds=2) == "rejected"


def test_silence_does_not_count_in_what_one_falls_back_on() -> None:
    found = judged(
        Terms(rule="consent", silence_consents=True, quorum=Fraction(1), fallback="majority"),
        cast("yes", "yes", "objection", size=4),
    )
    assert found.state == "postponed"
    assert [each.key for each in found.why] == ["objections_stand", "fallback", "quorum"]


# Consensus, and consensus but for a few


@given(ballots(), st.integers(0, 3))
def test_consensus_is_everybody_for_with_so_many_aside(ballot: Ballot, limit: int) -> None:
    if not ballot.words:
        return
    t = ballot.tally
    met = t.yes == t.present - t.neither and t.neither <= limit
    assert (state("consensus", ballot, asides=limit) == "adopted") == met


@pytest.mark.parametrize(("aside", "found"), [(0, "adopted"), (2, "adopted"), (3, "rejected")])
def test_one_too_many_aside_is_no_consensus(aside: int, found: str) -> None:
    assert state("consensus", said(yes=5, aside=aside), asides=2) == found


@given(ballots(), st.integers(0, 4))
def test_consensus_minus_k_lets_k_be_against(ballot: Ballot, k: int) -> None:
    if not ballot.words:
        return
    t = ballot.tally
    met = t.yes + t.neither >= t.present - k and t.against <= k
    assert (state("consensus_minus", ballot, minus=k) == "adopted") == met


# Majorities


@given(ballots(), st.sampled_from(QUORUMS))
def test_a_simple_majority_is_more_for_than_against_of_enough(ballot: Ballot, quorum: Fraction) -> None:
    t = ballot.tally
    if t.present and Fraction(t.present, t.size) >= quorum:
        assert (state("majority", ballot, quorum=quorum) == "adopted") == (t.yes > t.against)


@pytest.mark.parametrize(
    ("casting", "found"), [("", "rejected"), ("0", "adopted"), ("1", "rejected"), ("2", "rejected")]
)
def test_a_tie_is_rejected_unless_the_casting_voice_is_for(casting: str, found: str) -> None:
    assert state("majority", cast("yes", "no", "abstain"), casting=casting) == found


@pytest.mark.parametrize(("yes", "size", "found"), [(5, 10, "rejected"), (6, 10, "adopted"), (5, 9, "adopted")])
def test_an_absolute_majority_is_more_than_half_of_all_voices(yes: int, size: int, found: str) -> None:
    assert state("absolute", said(yes=yes, no=size - yes)) == found


def test_an_absolute_majority_closes_as_soon_as_it_is_certain() -> None:
    terms = Terms(rule="absolute")
    assert is_settled(terms, said(yes=6, size=10))
    assert not is_settled(terms, said(yes=5, size=10))
    assert is_settled(terms, said(no=3, abstain=2, size=10))  # half can no longer be passed
    assert not is_settled(terms, said(no=3, abstain=1, size=10))


@pytest.mark.parametrize(
    ("yes", "no", "found"), [(2, 1, "adopted"), (66, 34, "rejected"), (67, 33, "adopted"), (0, 0, "rejected")]
)
def test_two_thirds_is_exactly_two_thirds(yes: int, no: int, found: str) -> None:
    assert state("qualified", said(yes=yes, no=no, abstain=1), share=Fraction(2, 3)) == found


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from((Fraction(2, 3), Fraction(3, 4))))
def test_a_qualified_majority_is_counted_in_whole_numbers(yes: int, no: int, share: Fraction) -> None:
    met = yes + no > 0 and yes * share.denominator >= share.numerator * (yes + no)
    assert (state("qualified", said(yes=yes, no=no, abstain=1), share=share) == "adopted") == met


# Weights


def test_exactly_half_of_the_weight_is_not_more_than_half() -> None:
    third = Fraction(1, 3)
    half = cast("yes", "no", "no", "no", weights=(1, third, third, third))
    assert state("weighted", half, share=Fraction(1, 2)) == "rejected"
    more = cast("yes", "no", "no", "no", weights=(Fraction(101, 100), third, third, third))
    assert state("weighted", more, share=Fraction(1, 2)) == "adopted"


def test_a_double_majority_needs_both_weight_and_heads() -> None:
    heavy = cast("yes", "no", "no", weights=(5, 1, 1))
    assert state("weighted", heavy, share=Fraction(1, 2)) == "adopted"
    assert state("weighted", heavy, share=Fraction(1, 2), is_double=True) == "rejected"
    many = cast("no", "yes", "yes", weights=(5, 1, 1))
    assert state("weighted", many, share=Fraction(1, 2), is_double=True) == "rejected"
    both = cast("yes", "yes", "no", weights=(5, 1, 1))
    assert state("weighted", both, share=Fraction(1, 2), is_double=True) == "adopted"


@given(ballots(), st.sampled_from((Fraction(1, 2), Fraction(2, 3))), st.sampled_from((Fraction(2), Fraction(1, 7))))
def test_weights_count_by_their_proportion(ballot: Ballot, share: Fraction, scale: Fraction) -> None:
    scaled = Ballot(weights={k: w * scale for k, w in ballot.weights.items()}, words=ballot.words)
    assert state("weighted", ballot, share=share) == state("weighted", scaled, share=share)


# By one


@given(ballots(), st.sampled_from(("", "adopted", "rejected")), st.booleans())
def test_no_decision_after_advice_before_everybody_asked_was_heard(
    ballot: Ballot, decided: str, explained: bool
) -> None:
    full = Ballot(weights=ballot.weights, words=ballot.words, decided=decided, is_explained=explained)
    closes = bool(ballot.weights) and not ballot.silent and bool(decided) and explained
    found = state("advice", full)
    assert (found != "waiting") == closes
    assert not closes or found == decided


TODAY, LAST = date(2026, 5, 1), date(2026, 5, 10)


@pytest.mark.parametrize(
    ("on", "within", "decided", "told", "found"),
    [
        (TODAY, True, "adopted", True, "adopted"),
        (LAST, True, "rejected", True, "rejected"),
        (date(2026, 5, 11), True, "adopted", True, "returned"),
        (TODAY, False, "adopted", True, "returned"),
        (TODAY, True, "", False, "waiting"),
        (TODAY, True, "adopted", False, "waiting"),
        (date(2026, 5, 11), True, "", False, "returned"),
    ],
)
def test_a_mandate_holds_within_its_limits_and_until_its_day(
    on: date, within: bool, decided: str, told: bool, found: str
) -> None:
    ballot = Ballot(weights={}, decided=decided, on=on, is_explained=told, is_within=within)
    assert state("delegated", ballot, until=LAST) == found


# Several options


@given(terms_of(), st.lists(ballots(), min_size=2, max_size=4))
@settings(max_examples=200, deadline=None)
def test_of_several_options_only_one_that_the_rule_adopts_is_chosen(terms: Terms, given_: list[Ballot]) -> None:
    options = {str(n): each for n, each in enumerate(given_)}
    found = contest(terms, options)
    passed = {key for key, each in found.rulings.items() if each.state == "adopted"}
    assert (found.state == "adopted") == bool(found.winner)
    assert found.winner == "" or found.winner in passed
    if found.winner and terms.rule != "weighted":
        assert found.rulings[found.winner].tally.yes == max(found.rulings[key].tally.yes for key in passed)


def test_options_with_as_much_for_them_are_no_choice_unless_the_casting_voice_has_one() -> None:
    options = {"x": cast("yes", "yes", "no"), "y": cast("yes", "no", "yes")}
    assert contest(Terms(rule="majority"), options).state == "rejected"
    assert contest(Terms(rule="majority", casting="1"), options).winner == "x"


# What fits, and what cannot be


@pytest.mark.parametrize(
    ("said_", "first"),
    [
        ({"small"}, "advice"),
        ({"all"}, "consent"),
        ({"urgent", "all"}, "delegated"),
        ({"statute", "values"}, "qualified"),
        ({"values"}, None),
        (set(), "consent"),
    ],
)
def test_the_advice_on_a_method_follows_from_what_the_question_is(said_: set[str], first: str | None) -> None:
    found = fitting(frozenset(said_))
    assert (found.rules[0] if found.rules else None) == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "lots"},
        {"rule": "majority", "quorum": Fraction(3, 2)},
        {"rule": "qualified", "share": Fraction(0)},
        {"rule": "weighted", "share": Fraction(1)},
        {"rule": "consensus", "asides": -1},
        {"rule": "consensus_minus", "minus": -1},
        {"rule": "consent", "rounds": 0},
        {"rule": "consent", "fallback": "consent"},
    ],
)
def test_terms_that_nothing_can_be_decided_by_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        Terms(**wrong)
