"""What outsiders get through a link: what they may see, nothing else, and nothing any more when it is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Note, Party, Person, Tie
from vierspan.workspace.insight.map_views import public, shares, views
from vierspan.workspace.insight.models import MapShare, MapView

CANARIES = {
    "person": "qqperson0001zx",
    "email": "qqemail0002zx",
    "phone": "qqphone0003zx",
    "function": "qqfunction0004zx",
    "note": "qqnote0005zx",
    "told": "qqtold0006zx",
    "website": "qqwebsite0007zx",
    "place": "qqplace0008zx",
    "tag": "qqtag0009zx",
    "own": "qqown0010zx",
    "tie note": "qqtienote0011zx",
    "survey kind": "qqsurveykind0012zx",
    "trust kind": "qqtrust0013zx trust",
    "observed kind": "qqobserved0014zx",
}


def browser_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def address(cast: Cast, rest: str = "") -> str:
    return f"/n/{cast.network.slug}/map/{rest}"


def shown_outside(cast: Cast) -> tuple[Client, MapView, dict[str, str]]:
    """Alice, a view that she kept, and what she fills in to show it outside."""
    view = views.save(cast.alice, name="Our map", query="", is_shared=True)
    form = {"name": "Our map", "framing": "nowhere", "expires": str(timezone.localdate()), "kinds": "works with"}
    return browser_of(cast, "alice"), view, form


def planted(cast: Cast) -> None:
    """A token in everything that is nobody else's business."""
    person = Person.objects.of(cast.network.pk).get(name="Zoë")
    person.name, person.email, person.phone = CANARIES["person"], f"{CANARIES['email']}@x.nl", CANARIES["phone"]
    person.function, person.note, person.tags = CANARIES["function"], CANARIES["note"], [CANARIES["tag"]]
    person.save()
    party = Party.objects.of(cast.network.pk).get(name="Café Samen")
    party.website, party.place, party.note = CANARIES["website"], CANARIES["place"], CANARIES["note"]
    party.tags, party.extra = [CANARIES["tag"]], {"own": CANARIES["own"]}
    party.save()
    Note(network=cast.network, about=party.pk, text=CANARIES["told"]).save()
    other = Party.objects.of(cast.network.pk).get(name="Thuiszorg De Brink")
    for basis, kind in (
        ("survey", CANARIES["survey kind"]),
        ("declared", CANARIES["trust kind"]),
        ("observed", CANARIES["observed kind"]),
    ):
        Tie(network=cast.network, source=party.pk, target=other.pk, kind=kind, basis=basis).save()
    Tie(
        network=cast.network,
        source=party.pk,
        target=other.pk,
        kind="lends",
        basis="declared",
        note=CANARIES["tie note"],
    ).save()
    facts_changed(cast.network.pk)


def shared(cast: Cast, **wish: object) -> tuple[MapShare, str]:
    made = shares.publish(cast.alice, shares.Wish(name="Our network", **wish))  # type: ignore[arg-type]
    return made, shares.token_of(made.pk)


def bodies(token: str) -> str:
    visitor = Client()
    replies = [visitor.get(f"/{way}/{token}/") for way in ("shared", "embed")]
    assert {reply.status_code for reply in replies} == {200}
    return "".join(reply.content.decode() + str(reply.headers) for reply in replies)


def test_no_word_that_is_not_public_goes_outside(cast: Cast) -> None:
    planted(cast)
    _, token = shared(cast)
    text = bodies(token)
    assert "Café Samen" in text
    assert [name for name, canary in CANARIES.items() if canary in text] == []
    _, token = shared(cast, with_people=True, kinds=["lends", *CANARIES.values()])
    text = bodies(token)
    assert [name for name, canary in CANARIES.items() if canary in text] == ["person"]
    assert str(cast.network.pk) not in text
    for row in (*Party.objects.of(cast.network.pk), *Person.objects.of(cast.network.pk)):
        assert str(row.pk) not in text


def test_this_test_notices_a_wall_that_fell(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(cast)
    monkeypatch.setattr(public, "_is_open", lambda tie, kinds: tie.source in kinds and tie.target in kinds)
    monkeypatch.setattr(public.Offer, "ids", lambda offer, kinds: [*offer.parties, *offer.people])
    _, token = shared(cast, kinds=list(CANARIES.values()))
    ground = shares.opened(token).ground
    assert CANARIES["survey kind"] in {tie.kind for tie in ground.ties}
    assert CANARIES["person"] in {place.name for place in ground.places}


@pytest.mark.parametrize("way", ["shared", "embed"])
def test_a_link_that_is_over_is_as_absent_as_one_that_never_was(cast: Cast, way: str) -> None:
    visitor = Client()
    never = visitor.get(f"/{way}/{'x' * 43}/")
    assert never.status_code == 404
    ended, token = shared(cast)
    assert visitor.get(f"/{way}/{token}/").status_code == 200
    shares.revoke(cast.alice, ended.pk)
    gone = visitor.get(f"/{way}/{token}/")
    assert (gone.status_code, len(gone.content)) == (404, len(never.content))
    over, token = shared(cast)
    MapShare.objects.of(cast.network.pk).filter(pk=over.pk).update(expires=clock.today() - timedelta(days=1))
    assert visitor.get(f"/{way}/{token}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("way", ["shared", "embed"])
def test_outsiders_only_read(cast: Cast, way: str, method: str) -> None:
    _, token = shared(cast)
    assert getattr(Client(), method)(f"/{way}/{token}/").status_code == 405


def test_search_engines_and_caches_keep_nothing_and_no_cookie_is_set(cast: Cast) -> None:
    _, token = shared(cast, frames="*")
    for way in ("shared", "embed"):
        reply = Client().get(f"/{way}/{token}/")
        assert reply["X-Robots-Tag"] == "noindex, nofollow"
        assert reply["Cache-Control"] == "no-store"
        assert reply.cookies == {}
        assert b"<script" not in reply.content
        assert b'name="robots" content="noindex' in reply.content


@pytest.mark.parametrize(
    ("frames", "ancestors"),
    [("*", "*"), ("www.example.nl http://b.nl:81", "https://www.example.nl http://b.nl:81"), ("", "'none'")],
)
def test_only_the_embedded_page_may_be_framed_and_only_where_the_leader_said(
    cast: Cast, frames: str, ancestors: str
) -> None:
    _, token = shared(cast, frames=frames)
    embedded, page = (Client().get(f"/{way}/{token}/") for way in ("embed", "shared"))
    assert f"frame-ancestors {ancestors}" in embedded["Content-Security-Policy"]
    assert ("X-Frame-Options" in embedded.headers) is (frames == "")
    assert "Vierspan-Framed" not in embedded.headers
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_the_page_speaks_the_language_of_the_network(cast: Cast) -> None:
    _, token = shared(cast)
    reply = Client().get(f"/shared/{token}/", headers={"accept-language": "nl"})
    assert reply["Content-Language"] == "en"
    assert '<html lang="en">' in reply.content.decode()


def test_a_link_is_made_after_looking_and_says_how_many_names_become_public(cast: Cast) -> None:
    client, view, form = shown_outside(cast)
    place = address(cast, f"views/{view.pk}/share/")
    assert "Then the names of 6 people become public" in client.get(place).content.decode()
    looked = client.post(place, {**form, "look": "yes"}).content.decode()
    assert "3 parties become public" in looked
    assert "No people are on it" in looked
    assert "Zoë" not in looked
    looked = client.post(place, {**form, "with_people": "on", "look": "yes"}).content.decode()
    assert "and 6 people by name" in looked
    assert "Zoë" in looked
    assert not MapShare.objects.of(cast.network.pk).exists()
    assert client.post(place, {**form, "publish": "yes"}).status_code == 302
    made = MapShare.objects.of(cast.network.pk).get()
    listed = client.get(address(cast, "links/")).content.decode()
    assert f"/shared/{shares.token_of(made.pk)}/" in listed
    assert "made by Alice" in listed
    client.post(address(cast, f"links/{made.pk}/end/"))
    assert Client().get(f"/shared/{shares.token_of(made.pk)}/").status_code == 404


@pytest.mark.parametrize(
    ("slip", "field"),
    [({"framing": "sites"}, "sites"), ({"framing": "sites", "sites": "not a site!"}, "sites"), ({"name": ""}, "name")],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_goes_out(cast: Cast, slip: dict[str, str], field: str) -> None:
    client, view, form = shown_outside(cast)
    reply = client.post(address(cast, f"views/{view.pk}/share/"), {**form, **slip, "publish": "yes"})
    assert reply.status_code == 422
    assert f'id="id_{field}-why"' in reply.content.decode()
    assert not MapShare.objects.of(cast.network.pk).exists()


@pytest.mark.parametrize(("name", "status"), [("bob", 403), ("carla", 403), ("gus", 403), ("dirk", 404), ("eve", 404)])
def test_nobody_but_who_leads_opens_the_list_of_links(cast: Cast, name: str, status: int) -> None:
    made, _ = shared(cast)
    client = browser_of(cast, name)
    assert client.get(address(cast, "links/")).status_code == status
    for what in ("end", "renew"):
        assert client.post(address(cast, f"links/{made.pk}/{what}/")).status_code == status
    made.refresh_from_db(from_queryset=MapShare.objects.of(cast.network.pk))
    assert made.revoked_at is None
