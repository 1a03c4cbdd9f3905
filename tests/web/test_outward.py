"""Outward on its pages: what everybody may do, what outsiders see, and files that go out safely."""

import io
import re
import zipfile
from datetime import timedelta
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.actions import appearance, log, news, page, turns
from vierspan.workspace.course.positioning.models import Communication, Post, Profile
from vierspan.workspace.directory.versions import version

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
FORM_MARK = re.compile(r"\b[A-Za-z0-9]{64}\b")


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/course/outward/{place}"


def out(cast: Cast, place: str = "") -> str:
    return f"/p/{cast.network.slug}/{place}"


def public(cast: Cast, *fields: str) -> None:
    """A page that is out, with a logo, a colour and a post."""
    appearance.choose_logo(cast.alice, SVG)
    appearance.choose_accent(cast.alice, "#1a6b54", seen=seen(cast))
    page.keep_words(cast.alice, {"motto_en": "Together at home", "motto_nl": "Samen thuis"}, seen=seen(cast))
    news.publish(cast.alice, news.write(cast.alice, news.Written(title="A start", text="**Go**", language="en")).pk)
    chosen = page.Chosen(fields=fields or ("logo", "motto", "news", "press_kit"), languages=("en", "nl"))
    page.choose_what_shows(cast.alice, chosen, seen=seen(cast))
    page.publish(cast.alice)


def seen(cast: Cast) -> str:
    return queries.seen_of(queries.profile(cast.alice))


def test_who_spoke_is_written_down_from_the_first_page(cast: Cast) -> None:
    bob = client_of("bob")
    assert 'value="Bob"' in bob.get(at(cast)).content.decode()
    given = {"what": "Talk at the fair", "medium": "talk", "person": "Zoe", "said_on": "2026-03-02"}
    assert bob.post(at(cast, "log/new/"), given).status_code == 302
    text = bob.get(at(cast, "log/")).content.decode()
    assert "Talk at the fair" in text
    assert "Once somebody spoke outside" in text


def test_what_is_wrong_is_told_beside_its_field_and_stays_typed(cast: Cast) -> None:
    given = {"what": "Talk", "medium": "talk", "person": "Nobody Atall", "link": "x y"}
    reply = client_of("bob").post(at(cast, "log/new/"), given)
    assert reply.status_code == 422
    assert "Nobody here has that name" in reply.content.decode()
    assert 'value="Nobody Atall"' in reply.content.decode()


def test_the_log_is_found_sorted_filtered_and_taken_along(cast: Cast) -> None:
    for n, what in enumerate(("Alpha", "Beta", "=SUM(1)")):
        told = log.Told(what=what, medium="press" if n else "talk", said_on=clock.today() - timedelta(days=n))
        log.log(cast.alice, told)
    carla = client_of("carla")
    assert [row.what for row in carla.get(at(cast, "log/?q=alp")).context["page"].rows] == ["Alpha"]
    assert [row.what for row in carla.get(at(cast, "log/?medium=press&sort=what")).context["page"].rows][-1] == "Beta"
    assert carla.get(at(cast, "log/?since=nonsense")).status_code == 422
    assert carla.get(at(cast, "log/?sort=nonsense&page=99&person=1")).status_code in (200, 422)
    sheet = carla.get(at(cast, "log/?as=csv")).content.decode()
    assert "'=SUM(1)" in sheet
    assert carla.get(at(cast, "log/?as=exe")).status_code == 404


def test_who_saves_second_sees_both_texts(cast: Cast) -> None:
    made = log.log(cast.alice, log.Told(what="Talk"))
    given = {"what": "Mine", "medium": "other", "version": version(made)}
    log.change(cast.alice, made.pk, log.Told(what="Theirs"), seen=version(made))
    reply = client_of("alice").post(at(cast, f"log/{made.pk}/"), given)
    assert reply.status_code == 409
    assert all(text in reply.content.decode() for text in ("Theirs", "Mine"))


def test_the_roster_says_whose_turn_it_is_and_done_stands_in_the_log(cast: Cast) -> None:
    alice = client_of("alice")
    for name in ("Alice", "Bob"):
        alice.post(at(cast, "turns/speakers/"), {"person": name})
    assert alice.post(at(cast, "turns/speakers/"), {"person": "Nobody"}).status_code == 422
    today = clock.today().isoformat()
    alice.post(at(cast, "turns/plan/"), {"what": "Fair", "on": today, "medium": "talk", "person": ""})
    text = alice.get(at(cast, "turns/")).content.decode()
    assert "It is the turn of Bob to speak" in text
    turn = alice.get(at(cast, "turns/")).context["turns"][0][0]
    assert alice.post(at(cast, f"turns/{turn.pk}/assign/"), {"person": "x"}).status_code == 422
    assert alice.post(at(cast, f"turns/{turn.pk}/done/")).status_code == 302
    assert Communication.objects.of(cast.network.pk).get().what == "Fair"


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(cast: Cast) -> None:
    alice = client_of("alice")
    reply = alice.post(at(cast, "look/"), {"accent": "#808080"})
    assert reply.status_code == 422
    assert all(text in reply.content.decode() for text in ("3.95", "4.18", "#868686"))
    assert alice.post(at(cast, "look/"), {"accent": "#868686"}).status_code == 302
    assert alice.get(f"/n/{cast.network.slug}/look.css").content == b":root{--own:#868686;--own-on:#14202b}"
    assert 'class="own-name"' in alice.get(at(cast)).content.decode()


def test_a_logo_goes_out_as_a_file_that_nothing_runs_in(cast: Cast) -> None:
    alice = client_of("alice")
    hostile = SimpleUploadedFile("logo.png", SVG.replace(b"<path", b"<script>1</script><path"), "image/png")
    assert alice.post(at(cast, "look/logo/"), {"picture": hostile}).status_code == 422
    good = SimpleUploadedFile("../../x.html", SVG, "text/html")
    assert alice.post(at(cast, "look/logo/"), {"picture": good}).status_code == 302
    reply = client_of("gus").get(f"/n/{cast.network.slug}/logo/")
    assert reply["Content-Type"] == "image/svg+xml"
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Disposition"] == f'attachment; filename="{cast.network.slug}.svg"'
    assert client_of("dirk").get(f"/n/{cast.network.slug}/logo/").status_code == 404
    alice.post(at(cast, "look/logo/remove/"))
    assert alice.get(f"/n/{cast.network.slug}/logo/").status_code == 404


def test_news_has_a_picture_with_words_for_who_cannot_see_it(cast: Cast) -> None:
    content = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(content, "JPEG")
    bob = client_of("bob")
    given = {"title": "A start", "text": "# Hi\n\n<b>x</b>", "language": "en"}
    picture = SimpleUploadedFile("a.jpg", content.getvalue())
    assert bob.post(at(cast, "news/new/"), {**given, "picture": picture}).status_code == 422
    picture.seek(0)
    reply = bob.post(at(cast, "news/new/"), {**given, "picture": picture, "picture_words": "A hall"})
    text = bob.get(reply["Location"]).content.decode()
    assert 'alt="A hall"' in text
    assert "<h3>Hi</h3>" in text
    assert "&lt;b&gt;x" in text
    post = Post.objects.of(cast.network.pk).get()
    assert bob.get(at(cast, f"news/{post.pk}/picture/"))["Content-Type"] == "image/jpeg"
    assert client_of("carla").get(at(cast, f"news/{post.pk}/picture/")).status_code == 404


def test_who_is_named_in_news_is_asked_before_it_goes_out(cast: Cast) -> None:
    made = news.write(cast.bob, news.Written(title="With Gerda", text="x", language="en"))
    alice = client_of("alice")
    where = at(cast, f"news/{made.pk}/publish/")
    assert alice.post(where).status_code == 422
    gerda = alice.get(at(cast, f"news/{made.pk}/")).context["unasked"][0]
    assert alice.post(where, {"agreed": str(gerda.pk)}).status_code == 302
    assert Post.objects.of(cast.network.pk).get().state == "published"


def everything(cast: Cast) -> dict[str, str]:
    """Every page and every deed under Outward, with something real in its address."""
    said = log.log(cast.alice, log.Told(what="Talk"))
    turn = turns.plan(cast.alice, turns.Occasion(what="Talk", on=clock.today()))
    post = news.write(cast.alice, news.Written(title="Draft", text="x", language="en"))
    ids = {"communication_id": said.pk, "turn_id": turn.pk, "post_id": post.pk, "person_id": cast.bob.person_id}
    names = {
        "said_outside say_outside outward_names one_said_outside turns public_page_chosen public_page_words": "get",
        "preview_page press_kit outward_look agreeing write_post outward_post edit_post post_picture": "get",
        "remove_said_outside plan_turn put_on_roster take_off_roster assign_turn swap_turn done_turn": "post",
        "call_off_turn publish_post withdraw_post remove_post drop_post_picture publish_page": "post",
        "withdraw_page choose_logo remove_logo say_agreeing note_agreeing take_back_agreeing": "post",
    }
    slug = cast.network.slug
    found = {}
    for several, method in names.items():
        for name in several.split():
            found[_address(name, slug, ids)] = method
    return found


def _address(name: str, slug: str, ids: dict[str, UUID | None]) -> str:
    for given in ({}, *({key: value} for key, value in ids.items())):
        try:
            return reverse(f"web:{name}", kwargs={"slug": slug, **given})
        except Exception:  # noqa: S112 - another object, then
            continue
    raise LookupError(name)


def test_wrong_users_get_nowhere(cast: Cast) -> None:
    """Who is of elsewhere finds nothing, who is not signed in is asked to, and a guest gets no further than news."""
    places = everything(cast)
    for place, method in places.items():
        assert getattr(client_of("dirk"), method)(place).status_code == 404, place
        assert getattr(client_of("eve"), method)(place).status_code == 404, place
        assert getattr(Client(), method)(place)["Location"].startswith("/in/"), place
        assert getattr(client_of("gus"), method)(place).status_code in (403, 404), place
        if method == "post":
            assert client_of("carla").post(place).status_code == 403, place
    for place in ("page/", "page/words/", "look/"):
        assert client_of("bob").get(at(cast, place)).status_code == 403
    assert Communication.objects.of(cast.network.pk).count() == 1
    assert Post.objects.of(cast.network.pk).count() == 1


def test_what_is_not_public_cannot_be_told_from_what_never_was(cast: Cast) -> None:
    public(cast)
    page.withdraw(cast.alice)
    picture = Profile.objects.of(cast.network.pk).get().logo_id
    places = ("", "en/", "nl/", "look.css", "news.atom", "press-kit.zip", "news/a-start/", f"pictures/{picture}/")
    for client in (Client(), client_of("alice"), client_of("eve")):
        for place in places:
            hidden, nothing = client.get(out(cast, place)), client.get(f"/p/never-was/{place}")
            assert hidden.status_code == nothing.status_code == 404
            texts = [FORM_MARK.sub("·", reply.content.decode()) for reply in (hidden, nothing)]
            assert texts[0].replace(cast.network.slug, "·") == texts[1].replace("never-was", "·")
            assert dict(hidden.headers) | {"Content-Length": ""} == dict(nothing.headers) | {"Content-Length": ""}


def test_everybody_sees_a_page_that_is_out_in_its_languages(cast: Cast) -> None:
    public(cast)
    stranger = Client(headers={"accept-language": "nl"})
    reply = stranger.get(out(cast))
    text = reply.content.decode()
    assert '<html lang="en">' in text
    assert "Together at home" in text
    assert 'property="og:description" content="Together at home"' in text
    assert "<script" not in text
    assert "Set-Cookie" not in reply.headers
    assert not reply.cookies
    assert "Samen thuis" in stranger.get(out(cast, "nl/")).content.decode()
    assert stranger.get(out(cast, "de/")).status_code == 404
    assert stranger.post(out(cast)).status_code == 405


def test_search_engines_stay_away_unless_they_are_let_in(cast: Cast) -> None:
    public(cast)
    reply = Client().get(out(cast))
    assert reply["X-Robots-Tag"] == "noindex, nofollow"
    assert 'content="noindex, nofollow"' in reply.content.decode()
    page.choose_what_shows(cast.alice, page.Chosen(fields=("motto",), is_found=True), seen=seen(cast))
    reply = Client().get(out(cast))
    assert "X-Robots-Tag" not in reply.headers
    assert "noindex" not in reply.content.decode()


def test_who_chooses_second_sees_what_the_first_chose_by_name(cast: Cast) -> None:
    public(cast, "motto")
    alice = client_of("alice")
    given = {"fields_shown": ["motto", "themes"], "languages": ["en"], "version": "2020-01-01"}
    reply = alice.post(at(cast, "page/"), given)
    assert reply.status_code == 409
    assert "<td>Motto</td><td>Motto, Themes</td>" in reply.content.decode()
    again = alice.post(at(cast, "page/"), {**given, "version": seen(cast)})
    assert again.status_code == 302


def test_what_was_not_chosen_has_no_address_either(cast: Cast) -> None:
    public(cast, "motto")
    stranger = Client()
    picture = Profile.objects.of(cast.network.pk).get().logo_id
    for place in ("news.atom", "news/a-start/", "press-kit.zip", f"pictures/{picture}/"):
        assert stranger.get(out(cast, place)).status_code == 404
    text = stranger.get(out(cast)).content.decode()
    assert "A start" not in text
    assert "/pictures/" not in text


def test_nobody_of_the_network_stands_on_a_page_where_everything_is_shown(cast: Cast) -> None:
    everything(cast)
    public(cast, "logo", "motto", "about", "identity", "issue", "ambition", "themes", "gatherings", "news", "press_kit")
    text = Client().get(out(cast)).content.decode()
    for name in ("Alice", "Bob", "Zoë", "Gerda", "people.example", "Draft", "Talk"):
        assert name not in text


def test_a_picture_of_another_network_has_no_address_here(cast: Cast) -> None:
    public(cast)
    theirs = appearance.choose_logo(cast.dirk, SVG).logo_id
    assert Client().get(out(cast, f"pictures/{theirs}/")).status_code == 404


def test_the_feed_can_be_read_by_readers(cast: Cast) -> None:
    public(cast)
    reply = Client().get(out(cast, "news.atom"))
    assert reply["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(reply.content)  # noqa: S314 - our own
    titles = [each.text for each in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["Network A", "A start"]


def test_the_press_kit_holds_a_sheet_per_language_and_the_logo(cast: Cast) -> None:
    public(cast)
    reply = Client().get(out(cast, "press-kit.zip"))
    assert reply["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as kit:
        assert sorted(kit.namelist()) == ["network-a-en.docx", "network-a-logo.svg", "network-a-nl.docx"]
        with zipfile.ZipFile(io.BytesIO(kit.read("network-a-nl.docx"))) as sheet:
            assert "Samen thuis" in sheet.read("word/document.xml").decode()


@pytest.mark.parametrize("place", ["", "log/", "turns/", "news/", "page/", "look/", "agreeing/", "page/preview/"])
def test_a_new_network_is_told_where_to_begin(lead_client: Client, network: object, place: str) -> None:
    reply = lead_client.get(f"/n/zorg-aan-zee/course/outward/{place}")
    assert reply.status_code == 200
