"""Views of the map that are kept, stories, and the map on paper."""

import pytest
from django.test import Client

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.insight.map_views import stories, views
from vierspan.workspace.insight.models import MapStep, MapStory, MapView


def browser_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def address(cast: Cast, rest: str = "") -> str:
    return f"/n/{cast.network.slug}/map/{rest}"


def told(cast: Cast, *, is_shared: bool = True) -> tuple[MapStory, list[MapStep]]:
    story = stories.make(cast.alice, name="How it began", text="For the meeting.", is_shared=is_shared)
    queries = ("", "show=person&colour=ring", "layout=rings")
    texts = ("First <b>bold</b>.\n\nThen more.", "", "Third.")
    steps = [
        stories.add_step(cast.alice, story.pk, name=f"Step {number}", text=text, query=query)
        for number, (query, text) in enumerate(zip(queries, texts, strict=True), 1)
    ]
    return story, steps


def test_the_map_as_it_is_now_is_kept_and_opened_again(cast: Cast) -> None:
    client = browser_of(cast, "bob")
    page = client.get(address(cast, "?colour=ring")).content.decode()
    assert 'action="' + address(cast, "views/save/") in page
    assert 'name="query" value="colour=ring"' in page
    reply = client.post(address(cast, "views/save/"), {"name": "By ring", "query": "?colour=ring", "is_shared": "on"})
    assert reply["Location"] == address(cast, "?colour=ring")
    kept = MapView.objects.of(cast.network.pk).get()
    assert kept.is_shared
    assert "By ring" in browser_of(cast, "alice").get(address(cast, "kept/")).content.decode()
    assert client.get(address(cast, f"views/{kept.pk}/"))["Location"] == address(cast, "?colour=ring")


def test_a_view_without_a_name_is_asked_for_one_and_keeps_what_it_showed(cast: Cast) -> None:
    reply = browser_of(cast, "bob").post(
        address(cast, "views/save/"), {"name": "", "query": "colour=ring", "text": "x y"}
    )
    page = reply.content.decode()
    assert reply.status_code == 422
    assert 'value="colour=ring"' in page
    assert "x y" in page
    assert 'id="id_name-why"' in page


def test_the_map_can_be_kept_as_a_step_of_a_story(cast: Cast) -> None:
    client = browser_of(cast, "bob")
    client.post(address(cast, "views/save/"), {"name": "First", "query": "colour=ring", "story": "new"})
    story = MapStory.objects.of(cast.network.pk).get()
    client.post(address(cast, "views/save/"), {"name": "Second", "query": "", "story": str(story.pk)})
    names = MapStep.objects.of(cast.network.pk).order_by("place").values_list("name", flat=True)
    assert list(names) == ["First", "Second"]
    nobodys = client.post(address(cast, "views/save/"), {"name": "Third", "story": "not-a-story"})
    assert nobodys.status_code == 404


def test_who_renames_a_view_second_sees_both_names(cast: Cast) -> None:
    kept = views.save(cast.alice, name="A", query="", is_shared=True)
    client, place = browser_of(cast, "alice"), address(cast, f"views/{kept.pk}/edit/")
    form = {"text": "", "is_shared": "on", "version": kept.changed_at.isoformat()}
    assert client.post(place, {**form, "name": "B"}).status_code == 302
    second = client.post(place, {**form, "name": "C"})
    assert second.status_code == 409
    assert "Somebody changed this while you were typing" in second.content.decode()
    assert MapView.objects.of(cast.network.pk).get().name == "B"


def test_views_go_up_down_and_away(cast: Cast) -> None:
    one = views.save(cast.alice, name="One", query="")
    views.save(cast.alice, name="Two", query="")
    client = browser_of(cast, "alice")
    client.post(address(cast, f"views/{one.pk}/move/"), {"to": "down"})
    assert [each.name for each in views.views(cast.alice)] == ["Two", "One"]
    client.post(address(cast, f"views/{one.pk}/remove/"))
    assert [each.name for each in views.views(cast.alice)] == ["Two"]


def test_a_story_shows_its_steps_with_a_picture_and_its_text_as_text(cast: Cast) -> None:
    story, _ = told(cast)
    page = browser_of(cast, "bob").get(address(cast, f"stories/{story.pk}/")).content.decode()
    assert page.count('class="chart-svg still"') == 6
    assert "&lt;b&gt;bold" in page
    assert "<p>Then more.</p>" in page
    assert "Take out" not in page
    assert "Take out" in browser_of(cast, "alice").get(address(cast, f"stories/{story.pk}/")).content.decode()


def test_every_step_that_is_shown_has_an_address_of_its_own(cast: Cast) -> None:
    story, _ = told(cast)
    client, place = browser_of(cast, "bob"), address(cast, f"stories/{story.pk}/present/")
    second = client.get(place, {"step": "2"}).content.decode()
    assert "Step 2 of 3" in second
    assert 'href="?step=1"' in second
    assert 'href="?step=3"' in second
    assert "Zoë" in second
    for strange in ("0", "99", "x", "-1", "²"):
        assert client.get(place, {"step": strange}).status_code == 200


def test_a_story_without_steps_goes_back_to_where_one_adds_them(cast: Cast) -> None:
    story = stories.make(cast.alice, name="Empty", is_shared=True)
    client = browser_of(cast, "alice")
    for what in ("present", "handout"):
        assert client.get(address(cast, f"stories/{story.pk}/{what}/")).status_code == 302


def test_steps_are_edited_moved_and_taken_out(cast: Cast) -> None:
    story, steps = told(cast)
    client = browser_of(cast, "alice")
    form = {"name": "New", "text": "Other words", "version": steps[0].changed_at.isoformat()}
    assert client.post(address(cast, f"steps/{steps[0].pk}/edit/"), form).status_code == 302
    assert client.post(address(cast, f"steps/{steps[0].pk}/edit/"), {**form, "text": "Third"}).status_code == 409
    client.post(address(cast, f"steps/{steps[0].pk}/move/"), {"to": "down"})
    client.post(address(cast, f"steps/{steps[2].pk}/remove/"))
    assert [each.name for each in stories.steps(cast.alice, story)] == ["Step 2", "New"]
    assert browser_of(cast, "bob").post(address(cast, f"steps/{steps[0].pk}/remove/")).status_code == 403


def test_a_kept_view_becomes_a_step_and_a_story_goes(cast: Cast) -> None:
    story = stories.make(cast.alice, name="Story")
    kept = views.save(cast.alice, name="Rings", query="layout=rings", text="Look")
    client = browser_of(cast, "alice")
    client.post(address(cast, f"stories/{story.pk}/add/"), {"view": str(kept.pk)})
    step = MapStep.objects.of(cast.network.pk).get()
    assert (step.name, step.text, step.query) == ("Rings", "Look", "layout=rings")
    client.post(address(cast, f"stories/{story.pk}/remove/"))
    assert not MapStory.objects.of(cast.network.pk).exists()


@pytest.mark.parametrize(("name", "status"), [("carla", 403), ("gus", 403), ("dirk", 404), ("eve", 404)])
def test_who_may_not_see_names_sees_no_story_and_no_poster(cast: Cast, name: str, status: int) -> None:
    story, steps = told(cast)
    kept = views.save(cast.alice, name="A", query="", is_shared=True)
    client = browser_of(cast, name)
    places = ("kept/", f"views/{kept.pk}/", f"stories/{story.pk}/", f"stories/{story.pk}/present/", "poster/")
    for place in (*places, f"steps/{steps[0].pk}/poster/", f"stories/{story.pk}/handout/"):
        assert client.get(address(cast, place)).status_code == status
    assert client.post(address(cast, "views/save/"), {"name": "x"}).status_code == status


def test_a_story_of_ones_own_is_not_there_for_others(cast: Cast) -> None:
    story, steps = told(cast, is_shared=False)
    client = browser_of(cast, "bob")
    for place in (f"stories/{story.pk}/", f"stories/{story.pk}/present/", f"steps/{steps[0].pk}/poster/"):
        assert client.get(address(cast, place)).status_code == 404


@pytest.mark.parametrize("paper", ["a3", "a2-tall"])
def test_a_view_hangs_on_the_wall(cast: Cast, paper: str) -> None:
    kept = views.save(cast.alice, name="Ring after ring", text="Some words.", query="layout=rings", is_shared=True)
    reply = browser_of(cast, "bob").get(address(cast, f"views/{kept.pk}/poster/"), {"paper": paper})
    assert reply["Content-Type"] == "application/pdf"
    assert reply["Content-Disposition"] == f'inline; filename="ring-after-ring-{paper}.pdf"'
    assert reply.content.startswith(b"%PDF")
    assert reply.content.count(b"/Type /Page\n") + reply.content.count(b"/Type /Page ") in (0, 1)


def test_a_paper_that_does_not_exist_is_not_there(cast: Cast) -> None:
    assert browser_of(cast, "bob").get(address(cast, "poster/"), {"paper": "a0"}).status_code == 404


def test_a_story_is_handed_out_on_paper(cast: Cast) -> None:
    story, _ = told(cast)
    reply = browser_of(cast, "bob").get(address(cast, f"stories/{story.pk}/handout/"))
    assert reply.content.startswith(b"%PDF")
    assert reply["Content-Disposition"] == 'inline; filename="how-it-began-a4.pdf"'
