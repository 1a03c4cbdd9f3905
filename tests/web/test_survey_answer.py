"""The page behind a personal link: what it asks, keeps, hands in and shows, and what it refuses."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from answering import NAMES, Asked, ask, list_names
from vierspan.workspace.common import clock
from vierspan.workspace.directory.surveys import answering
from vierspan.workspace.directory.surveys.models import Answer, RosterEntry, Survey, Voice
from vierspan.workspace.networks.models import Network


@pytest.fixture
def asked(network: Network) -> Asked:
    return ask(network)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "nl"})


def state_of(asked: Asked) -> tuple[Any, ...]:
    """Everything that a visit might change."""
    network_id = asked.survey.network_id
    voices = Voice.objects.of(network_id).values_list("draft", "draft_version", "has_answered", "opted_in")
    return [*map(str, voices)], Answer.objects.of(network_id).count(), str(Survey.objects.of(network_id).values())


def leaf_of(client: Client, asked: Asked, step: str = "chosen") -> dict[str, Any]:
    leaf: dict[str, Any] = client.get(f"{asked.address}{step}/").context["leaf"]
    return leaf


def send(client: Client, asked: Asked, where: str, body: Any) -> Any:
    return client.post(asked.address + where, json.dumps(body), content_type="application/json")


def keep(client: Client, asked: Asked, cells: Any) -> Any:
    return send(client, asked, "keep/", {"cells": cells, "edition": leaf_of(client, asked)["edition"]})


def test_opening_a_link_twenty_times_changes_nothing(asked: Asked, visitor: Client) -> None:
    before = state_of(asked)
    for _ in range(20):
        for place in ("", "chosen/", "trust_open/", "check/", "done/"):
            assert visitor.get(asked.address + place).status_code in (200, 302)
        for place in ("keep/", "hand-in/"):
            assert visitor.get(asked.address + place).status_code == 405
            assert visitor.head(asked.address + place).status_code == 405
    assert state_of(asked) == before


def test_the_first_screen_says_who_asks_who_sees_what_and_how_long_it_takes(asked: Asked, visitor: Client) -> None:
    text = visitor.get(asked.address).content.decode()
    for words in ("Zorg aan Zee", "Kees van Dijk", "minstens 5", "vertrouwelijk, niet anoniem", "de server", "minuten"):
        assert words in text
    assert text.count('class="btn main') == 1


def test_no_reply_is_kept_or_found_and_no_title_holds_the_link(asked: Asked, visitor: Client) -> None:
    for place in ("", "chosen/", "check/", "nothing/"):
        reply = visitor.get(asked.address + place)
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert reply.headers["Referrer-Policy"] == "same-origin"
        title = reply.content.decode().partition("</title>")[0]
        assert asked.token not in title.rpartition("<title>")[2]


def test_a_link_that_leads_nowhere_says_so_kindly(asked: Asked, visitor: Client) -> None:
    for token in ("geen-link", asked.token[:-1], asked.token.swapcase()):
        for method, place in (
            ("get", ""),
            ("get", "chosen/"),
            ("post", "chosen/"),
            ("post", "keep/"),
            ("get", "done/"),
        ):
            reply = getattr(visitor, method)(f"/answer/{token}/{place}")
            assert reply.status_code == 404
            assert "Deze link leidt nergens heen" in reply.content.decode()
            assert token not in reply.content.decode().replace(f'value="/answer/{token}/{place}"', "")


def test_a_link_taken_back_and_a_draft_survey_look_like_no_link(asked: Asked, visitor: Client) -> None:
    Voice.objects.of(asked.survey.network_id).update(withdrawn=True)
    assert visitor.get(asked.address).status_code == 404
    Voice.objects.of(asked.survey.network_id).update(withdrawn=False)
    Survey.objects.of(asked.survey.network_id).update(state="draft")
    assert visitor.get(asked.address).status_code == 404


def test_the_letter_decides_the_language_until_somebody_chooses(asked: Asked) -> None:
    visitor = Client(headers={"accept-language": "nl"})
    Voice.objects.of(asked.survey.network_id).update(language="en")
    assert "Who sees what" in visitor.get(asked.address).content.decode()
    visitor.post("/language/", {"language": "nl", "next": asked.address})
    assert "Wie ziet wat" in visitor.get(asked.address).content.decode()


def test_a_short_list_is_tiles_and_without_script_each_step_is_a_form(asked: Asked, visitor: Client) -> None:
    page = visitor.get(f"{asked.address}chosen/").content.decode().partition('id="leaf"')[0]
    assert page.count('name="name"') == len(NAMES)
    chosen = [str(asked.names[name]) for name in NAMES[:2]]
    reply = visitor.post(f"{asked.address}chosen/", {"name": chosen, "go": "next"})
    assert reply.headers["Location"] == f"{asked.address}knows/"
    page = visitor.get(reply.headers["Location"]).content.decode().partition('id="leaf"')[0]
    assert page.count("<fieldset") == 2
    reply = visitor.post(f"{asked.address}knows/", {f"v-{chosen[0]}": "3", "go": "next"})
    assert reply.headers["Location"] == f"{asked.address}trust_reliable/"
    visitor.post(f"{asked.address}trust_reliable/", {f"v-{chosen[0]}": "4", f"v-{chosen[1]}": "-1", "go": "back"})
    page = visitor.get(f"{asked.address}check/").content.decode().partition('id="leaf"')[0]
    assert "Elke maand" in page
    assert "Weet ik niet" in page
    assert visitor.post(f"{asked.address}hand-in/", {"opted_in": "yes"}).headers["Location"] == f"{asked.address}done/"
    assert "Je antwoorden zijn binnen" in visitor.get(f"{asked.address}done/").content.decode()
    sheet = answering.opened(asked.token)
    assert sheet.is_done
    assert sheet.opted_in
    assert sheet.given[chosen[0]] == {"knows": 3, "trust_reliable": 4}
    assert sheet.given[chosen[1]] == {"knows": 1}  # known by name at least
    assert sheet.given[str(asked.names[NAMES[4]])] == {"knows": 0}


def test_one_taken_away_again_is_not_handed_in(asked: Asked, visitor: Client) -> None:
    first, second = (str(asked.names[name]) for name in NAMES[:2])
    visitor.post(f"{asked.address}chosen/", {"name": [first, second]})
    visitor.post(f"{asked.address}trust_open/", {f"v-{first}": "2", f"v-{second}": "2"})
    visitor.post(f"{asked.address}chosen/", {"name": [second]})
    visitor.post(f"{asked.address}hand-in/")
    assert answering.opened(asked.token).given[first] == {"knows": 0}


def test_nothing_chosen_means_nothing_is_asked_of_anybody_but_the_wish(asked: Asked, visitor: Client) -> None:
    reply = visitor.post(f"{asked.address}chosen/", {"go": "next"})
    assert reply.headers["Location"] == f"{asked.address}would_like/"
    visitor.post(f"{asked.address}hand-in/")
    assert answering.opened(asked.token).given == {}


def test_what_is_typed_is_kept_and_the_newest_of_two_devices_counts(asked: Asked, visitor: Client) -> None:
    name = str(asked.names[NAMES[0]])
    keep(visitor, asked, {"chosen": {name: [1, 1000]}, "trust_open": {name: [2, 5000]}})
    late = keep(visitor, asked, {"trust_open": {name: [4, 3000]}}).json()
    assert late["cells"]["trust_open"][name] == [2, 5000]
    newer = keep(visitor, asked, {"trust_open": {name: [3, 7000]}}).json()
    assert newer["cells"]["trust_open"][name] == [3, 7000]
    assert newer["before"]["trust_open"][name] == [2, 5000]
    assert leaf_of(visitor, asked)["cells"]["trust_open"][name] == (3, 7000)


def test_a_clock_that_runs_ahead_does_not_win_for_ever(asked: Asked, visitor: Client) -> None:
    name = str(asked.names[NAMES[0]])
    kept = keep(visitor, asked, {"chosen": {name: [1, 9_000_000_000_000_000]}}).json()
    assert kept["cells"]["chosen"][name][1] < 9_000_000_000_000_000


def test_handing_in_leaves_no_moment_and_may_be_done_again(asked: Asked, visitor: Client) -> None:
    name = str(asked.names[NAMES[0]])
    edition = leaf_of(visitor, asked)["edition"]
    cells = {"chosen": {name: [1, 1000]}, "value_resources": {name: [4, 1000]}}
    reply = send(visitor, asked, "hand-in/", {"cells": cells, "edition": edition, "opted_in": True})
    assert reply.json() == {"next": f"{asked.address}done/"}
    voice = Voice.objects.of(asked.survey.network_id).get()
    assert voice.draft == {}
    leaf = leaf_of(visitor, asked)
    assert {cell[1] for row in leaf["cells"].values() for cell in row.values()} == {0}
    assert leaf["edition"] != edition
    late = send(visitor, asked, "keep/", {"cells": cells, "edition": edition})
    assert late.status_code == 409
    again = {"value_resources": {name: [1, 2000]}}
    send(visitor, asked, "hand-in/", {"cells": again, "edition": leaf["edition"], "opted_in": False})
    assert answering.opened(asked.token).given[name] == {"knows": 1, "value_resources": 1}
    assert not answering.opened(asked.token).opted_in


@pytest.mark.parametrize(
    "cells",
    [
        {"chosen": {"00000000-0000-4000-8000-000000000000": [1, 1]}},
        {"strange": {"-": [1, 1]}},
        {"trust_open": {"NAME": [9, 1]}},
        {"trust_open": {"NAME": ["2", 1]}},
        {"trust_open": {"NAME": [True, 1]}},
        {"trust_open": {"NAME": 2}},
        {"trust_open": 2},
        [],
        None,
    ],
)
def test_what_is_no_answer_to_this_survey_is_refused_whole(asked: Asked, visitor: Client, cells: Any) -> None:
    before = state_of(asked)
    name = str(asked.names[NAMES[0]])
    sent = json.loads(json.dumps(cells).replace("NAME", name))
    edition = leaf_of(visitor, asked)["edition"]
    for where in ("keep/", "hand-in/"):
        assert send(visitor, asked, where, {"cells": sent, "edition": edition}).status_code == 400
    assert state_of(asked) == before


def test_names_of_another_survey_are_refused(asked: Asked, network: Network, visitor: Client) -> None:
    other = ask(network, ["Van Elders"])
    strange = str(other.names["Van Elders"])
    assert keep(visitor, asked, {"chosen": {strange: [1, 1]}}).status_code == 400
    visitor.post(f"{asked.address}chosen/", {"name": [strange]})
    visitor.post(f"{asked.address}hand-in/")
    assert answering.opened(asked.token).given == {}


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "nul"])
def test_what_is_no_json_is_refused(asked: Asked, visitor: Client, body: str) -> None:
    for where in ("keep/", "hand-in/"):
        reply = visitor.post(asked.address + where, body, content_type="application/json")
        assert reply.status_code in (400, 409)


def test_a_forged_form_is_refused(asked: Asked) -> None:
    strict = Client(enforce_csrf_checks=True)
    for where in ("chosen/", "keep/", "hand-in/"):
        assert strict.post(asked.address + where, {"go": "next"}).status_code == 403


def test_no_log_holds_a_link(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"{asked.address}nothing/")
    strict.post(f"{asked.address}keep/")
    strict.get(f"{asked.address}keep/")
    assert len(caplog.records) >= 3
    assert asked.token not in caplog.text


def test_an_empty_list_asks_nothing(asked: Asked, visitor: Client) -> None:
    RosterEntry.objects.of(asked.survey.network_id).delete()
    assert "Er staat nog niemand op de lijst" in visitor.get(asked.address).content.decode()
    assert visitor.get(f"{asked.address}chosen/").headers["Location"] == asked.address


def test_after_the_last_day_nothing_is_taken_and_the_page_says_so(asked: Asked, visitor: Client) -> None:
    edition = leaf_of(visitor, asked)["edition"]
    Survey.objects.of(asked.survey.network_id).update(closes_on=clock.today() - timedelta(days=1))
    before = state_of(asked)
    assert "De vragenlijst is gesloten" in visitor.get(asked.address).content.decode()
    for where in ("keep/", "hand-in/"):
        assert send(visitor, asked, where, {"cells": {}, "edition": edition}).status_code == 409
    assert visitor.post(f"{asked.address}chosen/", {"go": "next"}).headers["Location"] == asked.address
    assert visitor.post(f"{asked.address}hand-in/").headers["Location"] == asked.address
    assert state_of(asked) == before


def closed_wave(network: Network, days_ago: int) -> Asked:
    first = ask(network, is_evergreen=True)
    known, other = str(first.names[NAMES[0]]), str(first.names[NAMES[1]])
    answering.hand_in(first.token, {known: {"knows": 3, "trust_open": 4}, other: {"knows": 0}}, False)
    first.survey.state, first.survey.closed_on = "closed", clock.today() - timedelta(days=days_ago)
    first.survey.save()
    return first


def next_wave(network: Network, first: Asked, *new: str) -> Asked:
    second = ask(network, [], is_evergreen=True, follows=first.survey)
    for entry in RosterEntry.objects.of(network.pk).filter(survey=first.survey):
        entry.pk, entry.survey = None, second.survey
        entry.save(force_insert=True)
    list_names(second.survey, new)
    return second


def test_a_next_wave_asks_only_what_is_new(network: Network, visitor: Client) -> None:
    first = closed_wave(network, 30)
    second = next_wave(network, first, "Nieuw Hier")
    known = str(first.names[NAMES[0]])
    page = visitor.get(f"{second.address}chosen/").content.decode().partition('id="leaf"')[0]
    assert page.count('name="name"') == 1
    assert "Nieuw Hier" in page
    still = visitor.get(f"{second.address}still/").content.decode().partition('id="leaf"')[0]
    assert NAMES[0] in still
    assert NAMES[1] not in still
    visitor.post(f"{second.address}still/", {"go": "all-still"})
    visitor.post(f"{second.address}hand-in/")
    assert answering.opened(second.token).given[known] == {"knows": 3, "trust_open": 4}


def test_what_is_old_is_asked_again_with_what_was_said_and_one_press_confirms_it(
    network: Network, visitor: Client
) -> None:
    first = closed_wave(network, 400)
    second = next_wave(network, first)
    known = str(first.names[NAMES[0]])
    page = visitor.get(f"{second.address}trust_open/").content.decode().partition('id="leaf"')[0]
    assert f'name="v-{known}" value="4" checked' in page
    visitor.post(f"{second.address}still/", {"go": "all-still"})
    page = visitor.get(f"{second.address}trust_open/").content.decode().partition('id="leaf"')[0]
    assert known not in page
    visitor.post(f"{second.address}hand-in/")
    assert answering.opened(second.token).given[known] == {"knows": 3, "trust_open": 4}


def test_who_looks_again_is_asked_again(network: Network, visitor: Client) -> None:
    first = closed_wave(network, 30)
    second = next_wave(network, first)
    known = str(first.names[NAMES[0]])
    visitor.post(f"{second.address}still/", {f"still-{known}": "0"})
    visitor.post(f"{second.address}trust_open/", {f"v-{known}": "2"})
    visitor.post(f"{second.address}hand-in/")
    assert answering.opened(second.token).given[known] == {"knows": 3, "trust_open": 2}


def test_a_thousand_names_fit_in_one_page(network: Network, visitor: Client) -> None:
    asked = ask(network, [f"Naam {n}" for n in range(1000)])
    leaf = leaf_of(visitor, asked)
    assert len(leaf["names"]) == 1000
    assert len(json.dumps(leaf)) < 300_000


def test_the_worker_serves_only_under_its_own_address(visitor: Client) -> None:
    reply = visitor.get("/answer/offline.js")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"].startswith("text/javascript")
