"""A seating in words: what it brings, why these sit together, and why it cannot be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.insight.seating import Board, CannotBeSeated, Reason, Table
from vierspan.workspace.web.templatetags.vierspan import figure

MOST_PAIRS = 5
NAMED_MEETINGS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a plan brings; `lines` beside chance, `proof` how good it is."""

    score: str
    lines: tuple[tuple[str, str, str], ...]  # what, here, by lot
    proof: str
    tables: tuple[tuple["ToldTable", ...], ...]


@dataclass(frozen=True, slots=True)
class ToldTable:
    table: Table
    why: tuple[str, ...]


def told(board: Board) -> Told:
    found = board.found
    lines = [(_("Score"), figure(board.score, 1), _average(found.get("mean"), found.get("best")))]
    counted = (
        ("first_meetings", _("First meetings"), board.first_meetings),
        ("matches", _("Pairs in which one offers what the other needs"), board.matches),
        ("wishes", _("Wishes that come true"), board.wishes),
        ("repeats", _("Times that two meet again"), board.repeats),
    )
    for key, label, here in counted:
        if here or found.get(key):
            lines.append((label, str(here), figure(float(found.get(key) or 0), 0) if found else ""))
    tables = tuple(tuple(ToldTable(table, _why(table)) for table in tables) for tables in board.rounds)
    return Told(figure(board.score, 1), tuple(lines), _proof(board), tables)


def _average(mean: float | None, best: float | None) -> str:
    if mean is None or best is None:
        return ""
    return _("%(mean)s on average, %(best)s at best") % {"mean": figure(mean, 1), "best": figure(best, 1)}


def _proof(board: Board) -> str:
    found = board.found
    if not found:
        return ""
    if board.score < found["score"] - 0.05:
        short = figure(found["score"] - board.score, 1)
        return _("This plan was changed by hand: %(short)s below the proposal.") % {"short": short}
    if found["is_proven"]:
        return _("Proven: no other seating of these guests scores higher.")
    more = figure(100 * (found["bound"] / found["score"] - 1), 0) if found["score"] else ""
    told = _("The best that was found. Proof is out of reach with so many; at most %(more)s per cent more is possible.")
    return told % {"more": more}


def _why(table: Table) -> tuple[str, ...]:
    """The reasons of one table, the most telling first."""
    meetings = [each for each in table.reasons if each.kind == "meeting"]
    said = [_reason(each) for each in table.reasons if each.kind != "meeting"]
    said += [_reason(each) for each in meetings[:NAMED_MEETINGS]]
    rest = table.first_meetings - len(meetings[:NAMED_MEETINGS])
    if rest > 0 and said:
        said.append(ngettext("and %(n)s more first meeting", "and %(n)s more first meetings", rest) % {"n": rest})
    if table.sectors > 1:
        said.append(_("%(n)s sectors at this table") % {"n": table.sectors})
    return tuple(said)


def _reason(reason: Reason) -> str:
    names = {"one": reason.one, "other": reason.other, "what": reason.what}
    return {
        "wish": _("%(one)s and %(other)s: a wish"),
        "match": _("%(one)s brings what %(other)s looks for: %(what)s"),
        "meeting": _("%(one)s and %(other)s have not met here yet"),
    }[reason.kind] % names


def cannot(clash: CannotBeSeated) -> str:
    """Why nobody was seated."""
    pairs = [_("%(one)s and %(other)s") % {"one": one, "other": other} for one, other in clash.pairs[:MOST_PAIRS]]
    named = "; ".join(pairs)
    return {
        "few": _("There are too few guests. Two is the least."),
        "many": _("These are more guests than we can seat: 600 at most."),
        "sizes": _("These seats are not as many as there are guests. Look at both."),
        "full": _("More people stay at one table than it seats. Let somebody go, or take larger tables."),
        "clash": _("These cannot all be kept apart at these tables: %(pairs)s. Take one away, or lay more tables."),
        "not_found": _("No plan was found that keeps these apart: %(pairs)s. Let somebody go, or lay more tables."),
    }.get(clash.reason, _("This cannot be seated as it stands.")) % {"pairs": named}
