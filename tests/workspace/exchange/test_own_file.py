"""What somebody takes along: all of their own, and nothing of anybody else's."""

import json
import re
import zipfile
from io import BytesIO

from canaries import Garden, everything, garden_of
from factories import Cast, as_person, id_of
from leadership_circle import all_alike, answer, make_circle
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Party, Tie
from vierspan.workspace.exchange.own_file import packed, taken, words
from vierspan.workspace.exchange.own_file.gathered import Taken
from vierspan.workspace.leadership.questions.actions import running
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.networks.whose import whose


def gardens(cast: Cast) -> tuple[Garden, Garden]:
    """Of Bob and of Carla; Alice, as Dan, stands where a row needs somebody else."""
    alice = as_person(cast.alice, "Dan")
    return garden_of(cast.bob, alice), garden_of(as_person(cast.carla, "Zoë"), alice)


def files_of(found: Taken, language: str = "en") -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(packed(found, language).content)) as held:
        return {name.rpartition(".")[2]: held.read(name).decode() for name in held.namelist()}


def test_all_of_ones_own_is_in_it_and_nothing_of_others(cast: Cast) -> None:
    bob, carla = gardens(cast)
    text = everything()
    assert [str(each) for each in (*bob.planted, *carla.planted) if each.mark not in text] == []
    assert len([each for each in bob.planted if each.is_given]) > 200
    files = files_of(taken(bob.user))
    assert [str(each) for each in bob.planted if each.is_given and each.mark not in files["json"]] == []
    for form, content in files.items():
        assert [f"{form} {each}" for each in bob.planted if not each.is_given and each.mark in content] == []
        assert [f"{form} {each}" for each in carla.planted if each.mark in content] == []


def test_the_page_to_read_holds_what_the_json_holds(cast: Cast) -> None:
    bob, _carla = gardens(cast)
    for language in ("en", "nl"):
        page = files_of(taken(bob.user), language)["html"]
        assert [str(each) for each in bob.planted if each.is_given and each.mark not in page] == []


def test_who_is_no_person_here_takes_along_only_what_is_their_accounts(cast: Cast) -> None:
    bob, carla = gardens(cast)
    found = json.loads(files_of(taken(User.objects.get(pk=cast.dirk.user_id)))["json"])
    text = json.dumps(found)
    assert [str(each) for each in (*bob.planted, *carla.planted) if each.mark in text] == []
    assert [each["name"] for each in found["networks"]] == ["Network B"]


def test_every_table_and_column_in_it_has_a_word_in_both_languages(cast: Cast) -> None:
    found = taken(gardens(cast)[0].user)
    parts = [*found.account, *found.networks[0].parts]
    columns = {column for part in parts for row in part.rows for column in row}
    assert {each.model._meta.label for each in whose() if each.mine} - set(words.written()["tables"]) == set()
    assert columns - set(words.written()["columns"]) == set()
    assert all(len(pair) == 2 and all(pair) for part in words.written().values() for pair in part.values())


def test_ties_say_with_whom(cast: Cast) -> None:
    assert cast.bob.person_id
    brink = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    Tie(network=cast.network, source=cast.bob.person_id, target=brink, kind="advice").save()
    found = {each.table: each.rows for each in taken(User.objects.get(pk=cast.bob.user_id)).networks[0].parts}
    told = [(row["source"], row["target"], row["kind"]) for row in found["directory.Tie"]]
    assert ("Bob", "Thuiszorg De Brink", "advice") in told


def test_what_was_told_of_somebody_is_there_as_released_and_never_who_told_it(db: None) -> None:
    circle = make_circle()
    raters = circle.people[2:10]
    of = circle.opened_about_me(raters)
    for person in raters:
        answer(of, person, all_alike(ABOUT, 4))
    rater = taken(User.objects.get(pk=circle.other.user_id)).networks[0]
    assert rater.told["asked_of_me"][0]["answers"]["s1"] == 4
    running.close(circle.me, of.pk)
    found = taken(User.objects.get(pk=circle.me.user_id))
    assert len(found.networks[0].told["told_by_others"]) == 1
    text = str(found.plain)
    assert not any(re.search(rf"{person.name}\b|{person.pk}", text) for person in raters)
    assert not taken(User.objects.get(pk=circle.other.user_id)).networks[0].told["asked_of_me"]
