"""Of every column it is said whose it is: what goes along with somebody, and what is erased with them."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps

from vierspan.workspace.networks.whose import ACCOUNT, FILE, PERSON, Whose, outdated, unsaid, whose

OURS = [app for app in apps.get_app_configs() if app.name.startswith("vierspan.")]


def label(said: Whose) -> str:
    return said.model._meta.label


def of(name: str) -> Whose:
    return next(each for each in whose() if label(each) == name)


def test_of_every_column_it_is_said_whose_it_is() -> None:
    models = {model for app in OURS for model in app.get_models()}
    assert {each.model for each in whose()} == models
    assert {label(each): sorted(unsaid(each)) for each in whose() if unsaid(each)} == {}


def test_nothing_is_said_of_what_is_there_no_more() -> None:
    assert {label(each): sorted(outdated(each)) for each in whose() if outdated(each)} == {}
    for app in OURS:
        path = Path(app.path) / FILE
        said = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        assert set(said) <= {model.__name__ for model in app.get_models()}, app.label


def test_a_new_column_of_which_nothing_is_said_is_noticed() -> None:
    entry = of("growth.Entry")
    assert unsaid(replace(entry, mine={"person": []})) == {"words"}
    assert unsaid(replace(entry, mine={})) == {"person", "words"}
    assert outdated(replace(entry, plain=["written_on", "gone"])) == {"gone"}


@pytest.mark.parametrize("said", whose(), ids=label)
def test_every_column_has_one_meaning_and_every_path_an_owner(said: Whose) -> None:
    alone = [*said.words, *said.plain, *said.link, *said.who, *said.copy, *said.technical, *said.secret, *said.sealed]
    own = {column for columns in said.mine.values() for column in columns}
    assert len(alone) == len(set(alone))
    assert not own & set(alone)
    assert not set(said.mine) & set(said.not_given)
    for path in (*said.mine, *said.not_given):
        assert said.ends_in(path) in (PERSON, ACCOUNT)
    assert {*said.goes, *said.when} <= set(said.mine)
    assert all(said.not_given.values())
    assert said.dropped in ("", "all", "naming", "struck")
    assert bool(said.dropped) <= bool(said.copy)
    assert set(said.keyed) <= set(said.sealed)


def test_what_is_copied_is_dropped_or_has_nobody_in_it() -> None:
    kept = {label(each) for each in whose() if each.copy and not each.dropped}
    assert kept == {"accounts.Letter", "networks.Invitation", "seating.Seating"}
