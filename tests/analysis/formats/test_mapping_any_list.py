"""Whatever list comes in, guessing and applying never raise, and what they make are records."""

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.mapping import ALLOWED, apply, from_toml, guess, to_toml
from vierspan.analysis.formats.mapping.guessing import NEEDED
from vierspan.analysis.formats.mapping.words import meanings
from vierspan.analysis.records import Records

HEADINGS = st.sampled_from(sorted({word for words in meanings().values() for word in words[:6]})) | st.text(max_size=6)
WORDS = """a|b|1|2|3.0|-1|2,5|2024-01-02|31-12-2023|Ann Bos|Bo Wit, Ann Bos|ja|accepted|coordinator|organization|meeting
gesprek met X|werkbezoek aan Y|x@y.nl|1e400|NaN|{}|'"""
CELLS = st.none() | st.sampled_from(WORDS.replace("\n", "|").split("|"))
FORMS = [form for form in NEEDED if form not in ("networks", "node_values")]


@st.composite
def headers(draw: st.DrawFn) -> list[str]:
    """The columns of a known form, and some others."""
    form = draw(st.sampled_from(FORMS))
    needed = [draw(st.sampled_from(choice)) for choice in NEEDED[form]]
    more = draw(st.lists(st.sampled_from(ALLOWED[form]), max_size=4))
    return [meanings()[meaning][0] for meaning in [*needed, *more]] + draw(st.lists(HEADINGS, max_size=2))


@st.composite
def grids(draw: st.DrawFn) -> list[Grid]:
    made = []
    for at in range(draw(st.integers(1, 3))):
        header = tuple(draw(headers()))
        rows = draw(st.lists(st.tuples(*(CELLS for _ in header)), max_size=8))
        cells = pl.DataFrame(rows, schema={f"c{place}": pl.String for place in range(len(header))}, orient="row")
        made.append(
            Grid(
                file=f"{at}.csv",
                sheet=draw(st.sampled_from(["mail", "lijst", "s"])) + str(at),
                header=header,
                cells=cells,
            )
        )
    return made


@given(grids())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_list_becomes_records_or_plain_problems(given_grids: list[Grid]) -> None:
    guessed = guess(given_grids)
    if guessed.mapping.tables:
        assert from_toml(to_toml(guessed, "nl")) == guessed.mapping
    tables, problems = apply(guessed.mapping, given_grids)
    if not tables.keys() & {"parties", "people"}:
        assert problems or tables
        return
    Records.of(tables)
