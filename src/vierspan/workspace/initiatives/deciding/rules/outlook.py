"""What is still missing to adopt, and what could still change."""

from dataclasses import dataclass

from vierspan.workspace.initiatives.deciding.rules.ballot import Ballot
from vierspan.workspace.initiatives.deciding.rules.judging import Line, Ruling, judged
from vierspan.workspace.initiatives.deciding.rules.terms import BY_ONE, Terms

# Whoever is furthest from yes is turned first.
FURTHEST = ("objection", "no", "aside", "abstain", "advice")


@dataclass(frozen=True, slots=True)
class Outlook:
    now: Ruling
    possible: tuple[str, ...]  # what it can still become when the silent speak and nobody changes
    missing: tuple[Line, ...]
    change: tuple[Line, ...]

    @property
    def is_settled(self) -> bool:
        return len(self.possible) == 1 and self.now.can_close


def outlook(terms: Terms, ballot: Ballot) -> Outlook:
    now = judged(terms, ballot)
    if terms.rule in BY_ONE:
        return Outlook(now, (now.state,), () if now.can_close else now.why, ())
    possible = reachable(terms, ballot)
    found = Outlook(now, possible, _missing(terms, ballot, now), ())
    return Outlook(now, possible, found.missing, _change(ballot, found))


def is_settled(terms: Terms, ballot: Ballot) -> bool:
    """Whether no word of the silent can make it anything else, so that it may close early."""
    return outlook(terms, ballot).is_settled


def reachable(terms: Terms, ballot: Ballot) -> tuple[str, ...]:
    """What it can become, whatever the silent say or do not say.

    Every counting rule only gains by a yes and only loses by an objection, and only silence can keep a quorum from
    being met, so that three ends tell nearly everything: all of them yes, all of them against, none of them a word.
    Where silence is consent, one objection among the silent can bring a fallback in which silence no longer counts.
    """
    silent = ballot.silent
    ends = [ballot, ballot.saying("yes", silent), ballot.saying("objection", silent)]
    ends.append(ballot.saying("objection", silent[:1]))
    return tuple(dict.fromkeys(judged(terms, end).state for end in ends))


def yes_needed(terms: Terms, ballot: Ballot) -> int | None:
    """How many of the silent must at least say yes to adopt it: 0 when it is already so, None when all are too few."""
    if judged(terms, ballot).state == "adopted":
        return 0
    order = sorted(ballot.silent, key=lambda each: (each != terms.casting, -ballot.weights[each]))
    for n in range(1, len(order) + 1):
        if judged(terms, ballot.saying("yes", order[:n])).state == "adopted":
            return n
    return None


def turns_needed(terms: Terms, ballot: Ballot) -> int | None:
    """How many of those that spoke must come round to yes when all the silent say yes too; None when even then not."""
    full = ballot.saying("yes", ballot.silent)
    spoken = [key for key, word in full.spoken.items() if word != "yes"]
    order = sorted(spoken, key=lambda each: (FURTHEST.index(full.words[each]), -full.weights[each]))
    for n in range(len(order) + 1):
        if judged(terms, full.saying("yes", order[:n])).state == "adopted":
            return n
    return None


def _missing(terms: Terms, ballot: Ballot, now: Ruling) -> tuple[Line, ...]:
    if now.state == "adopted":
        return ()
    needed = yes_needed(terms, ballot)
    if needed is not None:
        return (Line("yes_needed", {"n": needed, "silent": now.tally.silent}),)
    if terms.rule == "consent" and now.tally.objection:
        return (Line("objections_to_resolve", {"n": now.tally.objection}),)
    turns = turns_needed(terms, ballot)
    return (Line("turns_needed", {"n": turns, "silent": now.tally.silent}),) if turns else ()


def _change(ballot: Ballot, found: Outlook) -> tuple[Line, ...]:
    silent = len(ballot.silent)
    if not silent:
        return (Line("all_spoke"),)
    others = tuple(state for state in found.possible if state != found.now.state)
    if not others:
        return (Line("stays_so", {"silent": silent}),)
    return tuple(Line(f"can_become_{state}", {"silent": silent}) for state in others)
