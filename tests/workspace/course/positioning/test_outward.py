"""The log, the turns, the page by choice, and what nobody outside may see."""

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.course.models import Course
from vierspan.workspace.course.positioning import queries, roster
from vierspan.workspace.course.positioning.actions import agreeing, appearance, log, news, page, turns
from vierspan.workspace.course.positioning.agreements import agreed_in, leave_of
from vierspan.workspace.course.positioning.models import FIELDS, Agreement, Communication, Post, Speaker, Turn
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.harvest import public_page
from vierspan.workspace.insight import runs

pytestmark = pytest.mark.django_db


def person(cast: Cast, name: str) -> UUID:
    return id_of(cast.alice, Person, name=name)


def acts(cast: Cast) -> list[Act]:
    return list(Act.objects.of(cast.network.pk).filter(kind="network.represented").exclude(subject=""))


def test_what_was_said_counts_as_an_act_of_who_spoke(cast: Cast) -> None:
    made = log.log(cast.bob, log.Told(what="Interview", person=person(cast, "Zoë")))
    (act,) = acts(cast)
    assert (act.person, act.subject, act.noted_by_id) == (person(cast, "Zoë"), str(made.pk), cast.bob.user_id)
    assert made.party_id == Person.objects.of(cast.network.pk).get(name="Zoë").party_id


def test_who_spoke_can_be_put_right_and_then_the_act_is_of_the_other(cast: Cast) -> None:
    made = log.log(cast.bob, log.Told(what="Interview", person=person(cast, "Zoë")))
    log.change(cast.bob, made.pk, log.Told(what="Interview", person=person(cast, "Dan")), seen=version(made))
    assert [act.person for act in acts(cast)] == [person(cast, "Dan")]
    log.remove(cast.bob, made.pk)
    assert acts(cast) == []


def test_ten_times_one_face_shows_in_the_mirror(cast: Cast) -> None:
    for day in range(9):
        log.log(cast.bob, log.Told(what="Talk", person=cast.bob.person_id, said_on=clock.today() - timedelta(days=day)))
    log.log(cast.bob, log.Told(what="Talk", person=cast.alice.person_id))
    face = runs.make(cast.network.pk).picture["face"]
    assert face["person"] == str(cast.bob.person_id)
    assert face["face_share"]["value"] > 0.5


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (log.Told(what=" "), "what"),
        (log.Told(what="x" * 501), "what"),
        (log.Told(what="x", medium="smoke"), "medium"),
        (log.Told(what="x", link="javascript:alert(1)"), "link"),
        (log.Told(what="x", link="ftp://x.nl/"), "link"),
        (log.Told(what="x", said_on=clock.today() + timedelta(days=1)), "said_on"),
        (log.Told(what="x", person=UUID(int=7)), "person"),
        (log.Told(what="x", party=UUID(int=7)), "party"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, told: log.Told, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        log.log(cast.bob, told)
    assert refused.value.field == field
    assert not Communication.objects.of(cast.network.pk).exists()


def test_only_who_takes_part_logs_and_only_theirs_or_a_leaders_can_be_changed(cast: Cast) -> None:
    for outsider in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            log.log(outsider, log.Told(what="x"))
    made = log.log(cast.alice, log.Told(what="x", person=cast.alice.person_id))
    with pytest.raises(NotAllowed):
        log.change(cast.bob, made.pk, log.Told(what="y"), seen=version(made))
    with pytest.raises(NotFound):
        log.remove(cast.dirk, made.pk)
    with pytest.raises(NotAllowed):
        queries.communications(cast.gus)
    spoken = log.log(cast.alice, log.Told(what="x", person=cast.bob.person_id))
    assert queries.may_change(cast.bob, spoken)


def test_who_saves_second_sees_both(cast: Cast) -> None:
    made = log.log(cast.alice, log.Told(what="x"))
    seen = version(made)
    log.change(cast.alice, made.pk, log.Told(what="theirs"), seen=seen)
    with pytest.raises(Changed) as changed:
        log.change(cast.alice, made.pk, log.Told(what="mine"), seen=seen)
    assert [(each.theirs, each.yours) for each in changed.value.differences if each.column == "what"] == [
        ("theirs", "mine")
    ]


def test_the_roster_takes_turns_and_never_twice_in_a_row(cast: Cast) -> None:
    for name in ("Alice", "Bob", "Zoë"):
        turns.put_on(cast.alice, person(cast, name))
    log.log(cast.alice, log.Told(what="x", person=person(cast, "Bob"), said_on=clock.today() - timedelta(days=9)))
    planned = [
        turns.plan(cast.bob, turns.Occasion(what=f"Talk {n}", on=clock.today() + timedelta(days=n)))
        for n in range(1, 7)
    ]
    order = [each.person_id for each in planned]
    assert all(one != other for one, other in pairwise(order))
    spoken = [order.count(each) + (each == person(cast, "Bob")) for each in set(order)]
    assert max(spoken) - min(spoken) <= 1
    with pytest.raises(Invalid) as refused:
        turns.assign(cast.bob, planned[1].pk, order[0], seen=version(planned[1]))  # type: ignore[arg-type]
    assert refused.value.reason == "twice_in_a_row"


def test_a_turn_that_was_taken_stands_in_the_log(cast: Cast) -> None:
    turns.put_on(cast.bob, cast.bob.person_id)  # type: ignore[arg-type]
    planned = turns.plan(cast.bob, turns.Occasion(what="Talk", on=clock.today(), medium="talk"))
    made = turns.done(cast.bob, planned.pk)
    assert (made.person_id, made.medium) == (cast.bob.person_id, "talk")
    assert roster.turns(cast.bob) == []
    with pytest.raises(NotFound):
        turns.done(cast.bob, planned.pk)
    (row,) = [row for row in roster.spread(cast.bob) if row.spoken]
    assert (row.person.name, row.share) == ("Bob", 1.0)


def test_two_take_each_others_turn(cast: Cast) -> None:
    for name in ("Alice", "Bob"):
        turns.put_on(cast.alice, person(cast, name))
    one = turns.plan(cast.alice, turns.Occasion(what="a", on=clock.today() + timedelta(days=1)))
    other = turns.plan(cast.alice, turns.Occasion(what="b", on=clock.today() + timedelta(days=2)))
    before = (one.person_id, other.person_id)
    turns.swap(cast.bob, one.pk, other.pk)
    after = [Turn.objects.of(cast.network.pk).get(pk=each.pk).person_id for each in (one, other)]
    assert tuple(after) == before[::-1]


def test_oneself_goes_on_the_roster_and_others_only_by_a_leader(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        turns.put_on(cast.bob, person(cast, "Zoë"))
    with pytest.raises(NotAllowed):
        turns.put_on(cast.carla, person(cast, "Zoë"))
    turns.put_on(cast.alice, person(cast, "Zoë"))
    assert [each.name for each in roster.speakers(cast.carla)] == ["Zoë"]


TOKENS = {
    "motto": "Motto-token",
    "about": "About-token",
    "identity": "Identity-token",
    "issue": "Issue-token",
    "ambition": "Ambition-token",
    "themes": "Theme-token",
    "gatherings": "Gathering-token",
    "news": "News-token",
    "parties": "Party-token",
    "contact": "contact-token@network.example",
    "press_kit": "Fact-token",
}


def furnished(cast: Cast) -> None:
    """Each field holds a token of its own; nothing is chosen yet."""
    network_id = cast.network.pk
    words = {f"{key}_en": TOKENS[key] for key in ("motto", "about")} | {"facts_en": TOKENS["press_kit"]}
    page.keep_words(cast.alice, words, seen="")
    for kind in ("identity", "issue", "ambition"):
        Course(network_id=network_id, kind=kind, name=TOKENS[kind], version=9, endorsed_by=["x"]).save()
    Theme(network_id=network_id, name=TOKENS["themes"]).save()
    Gathering(network_id=network_id, name=TOKENS["gatherings"], held_on=clock.today() + timedelta(days=3)).save()
    Party(network_id=network_id, name=TOKENS["parties"]).save()
    news.publish(cast.alice, news.write(cast.alice, news.Written(title=TOKENS["news"], text="x", language="en")).pk)


def choose(cast: Cast, *fields: str) -> None:
    network_id = cast.network.pk
    chosen = page.Chosen(
        fields=fields,
        languages=("en",),
        contact_email=TOKENS["contact"],
        parties=[Party.objects.of(network_id).get(name=TOKENS["parties"]).pk],
        gatherings=[Gathering.objects.of(network_id).get(name=TOKENS["gatherings"]).pk],
    )
    page.choose_what_shows(cast.alice, chosen, seen=queries.seen_of(queries.profile(cast.alice)))


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "logo"])
def test_a_field_shows_its_own_and_nothing_of_another(cast: Cast, field: str) -> None:
    furnished(cast)
    choose(cast, field)
    seen = public_page.preview(cast.carla)
    parts = (seen.motto, seen.about, seen.texts, seen.themes, seen.gatherings, seen.parties, seen.email, seen.facts)
    text = repr(parts) + " ".join(each.post.title for each in seen.news)
    assert {key for key, token in TOKENS.items() if token in text} == {field}


def test_a_page_is_off_until_a_leader_lets_it_out_and_gone_as_soon_as_it_is_taken_back(cast: Cast) -> None:
    furnished(cast)
    choose(cast, "motto")
    with pytest.raises(NotFound):
        public_page.page(cast.network.slug)
    with pytest.raises(NotAllowed):
        page.publish(cast.bob)
    page.publish(cast.alice)
    assert public_page.page(cast.network.slug).motto
    page.withdraw(cast.alice)
    with pytest.raises(NotFound):
        public_page.page(cast.network.slug)


def test_nothing_can_be_let_out_before_something_is_chosen(cast: Cast) -> None:
    with pytest.raises(Invalid):
        page.publish(cast.alice)


def test_a_text_that_names_somebody_stays_inside_until_they_agree(cast: Cast) -> None:
    Theme(network_id=cast.network.pk, name="Walks with Gerda").save()
    page.choose_what_shows(cast.alice, page.Chosen(fields=("themes",)), seen="")
    seen = public_page.preview(cast.alice)
    assert "Walks with Gerda" not in seen.themes
    assert [each.name for each in seen.withheld] == ["Gerda"]
    agreeing.note_word(cast.alice, person(cast, "Gerda"), "yes")
    assert "Walks with Gerda" in public_page.preview(cast.alice).themes


def test_ones_own_word_goes_before_what_a_leader_noted(cast: Cast) -> None:
    bob = person(cast, "Bob")
    agreeing.note_word(cast.alice, bob, "yes")
    agreeing.say_oneself(cast.bob, "no")
    assert bob not in agreed_in(cast.network.pk)
    with pytest.raises(Conflict):
        agreeing.note_word(cast.alice, bob, "yes")
    with pytest.raises(NotAllowed):
        agreeing.note_word(cast.bob, bob, "yes")
    with pytest.raises(NotFound):
        agreeing.note_word(cast.alice, id_of(cast.dirk, Person, name="Bob"), "yes")


def test_a_name_within_another_word_is_nobody(cast: Cast) -> None:
    leave = leave_of(cast.network.pk)
    assert [each.name for each in leave.named("Bobsleigh, and BOB!")] == ["Bob"]
    assert leave.named("Bobsleigh") == []


def test_the_address_of_a_person_is_no_contact_address_until_they_agree(cast: Cast) -> None:
    email = Person.objects.of(cast.network.pk).get(name="Zoë").email
    chosen = page.Chosen(fields=("contact",), contact_email=email.upper())
    with pytest.raises(Invalid) as refused:
        page.choose_what_shows(cast.alice, chosen, seen="")
    assert (refused.value.field, refused.value.reason) == ("contact_email", "did_not_agree")
    agreeing.note_word(cast.alice, person(cast, "Zoë"), "yes")
    page.choose_what_shows(cast.alice, chosen, seen="")
    assert public_page.preview(cast.alice).email
    agreeing.note_word(cast.alice, person(cast, "Zoë"), "no")
    assert public_page.preview(cast.alice).email == ""


def test_the_author_stands_under_news_only_where_they_agree(cast: Cast) -> None:
    written = news.Written(title="News", text="x", language="en", author=cast.bob.person_id)
    news.publish(cast.alice, news.write(cast.bob, written).pk)
    page.choose_what_shows(cast.alice, page.Chosen(fields=("news",), languages=("en",)), seen="")
    assert public_page.preview(cast.alice).news[0].author == ""
    agreeing.say_oneself(cast.bob, "yes")
    assert public_page.preview(cast.alice).news[0].author == "Bob"


def test_members_write_and_leaders_publish(cast: Cast) -> None:
    made = news.write(cast.bob, news.Written(title="News", text="With Gerda", language="en"))
    with pytest.raises(NotAllowed):
        news.publish(cast.bob, made.pk)
    with pytest.raises(Invalid) as refused:
        news.publish(cast.alice, made.pk)
    assert refused.value.reason == "names_somebody"
    agreeing.note_word(cast.alice, person(cast, "Gerda"), "yes")
    news.publish(cast.alice, made.pk)
    with pytest.raises(NotAllowed):
        news.rewrite(cast.bob, made.pk, news.Written(title="Mine", text="x"), seen="")
    with pytest.raises(NotFound):
        queries.post(cast.dirk, made.pk)


def test_drafts_and_what_has_yet_to_come_are_not_outside(cast: Cast) -> None:
    news.write(cast.bob, news.Written(title="Draft", text="x", language="en"))
    tomorrow = clock.today() + timedelta(days=1)
    later = news.write(cast.bob, news.Written(title="Later", text="x", language="en", shown_on=tomorrow))
    news.publish(cast.alice, later.pk)
    page.choose_what_shows(cast.alice, page.Chosen(fields=("news",), languages=("en",)), seen="")
    assert public_page.preview(cast.alice).news == ()
    assert [each.title for each in queries.posts(cast.gus)] == ["Later"]


def test_the_course_shows_the_latest_text_that_somebody_endorsed(cast: Cast) -> None:
    for number, endorsed in ((2, ["x"]), (3, [])):
        Course(
            network_id=cast.network.pk, kind="issue", name=f"Issue {number}", version=number, endorsed_by=endorsed
        ).save()
    page.choose_what_shows(cast.alice, page.Chosen(fields=("issue",)), seen="")
    assert [each.text for each in public_page.preview(cast.alice).texts["issue"]] == ["Issue 2"]


def test_the_first_who_shows_something_and_who_comes_second_meet(cast: Cast) -> None:
    appearance.choose_accent(cast.alice, "#1a6b54", seen="")
    with pytest.raises(Changed):
        appearance.choose_accent(cast.alice, "#000000", seen="")
    with pytest.raises(Invalid) as refused:
        appearance.choose_accent(cast.alice, "#808080", seen="")
    assert refused.value.reason == "colour_too_middling"


def test_two_who_choose_parties_at_once_lose_nothing(cast: Cast) -> None:
    one, other = Party.objects.of(cast.network.pk).order_by("name").values_list("pk", flat=True)[:2]
    page.choose_what_shows(cast.alice, page.Chosen(fields=("parties",)), seen="")
    both_saw = queries.seen_of(queries.profile(cast.alice))
    page.choose_what_shows(cast.alice, page.Chosen(fields=("parties",), parties=[one]), seen=both_saw)
    with pytest.raises(Changed) as changed:
        page.choose_what_shows(cast.alice, page.Chosen(fields=("parties",), parties=[other]), seen=both_saw)
    assert [each.column for each in changed.value.differences] == ["parties"]
    assert queries.shown_parties(cast.alice) == {one}


def spoke_everywhere(cast: Cast, actor: Actor, who: UUID) -> None:
    log.log(actor, log.Told(what="x", person=who))
    turns.put_on(actor, who)
    turns.plan(actor, turns.Occasion(what="x", on=clock.today(), person=None))
    agreeing.note_word(actor, who, "yes")
    news.write(actor, news.Written(title="x", text="x", author=who))


def test_who_is_taken_out_stands_nowhere_and_the_sums_stay(cast: Cast) -> None:
    zoe = person(cast, "Zoë")
    spoke_everywhere(cast, cast.alice, zoe)
    removal.remove(cast.alice, zoe)
    network_id = cast.network.pk
    assert Communication.objects.of(network_id).get().person_id is None
    assert Post.objects.of(network_id).get().author_id is None
    assert not Speaker.objects.of(network_id).exists()
    assert not Agreement.objects.of(network_id).exists()
    assert len(acts(cast)) == 1


def test_two_who_turn_out_to_be_one_agree_only_where_both_did(cast: Cast) -> None:
    zoe, dan = person(cast, "Zoë"), person(cast, "Dan")
    spoke_everywhere(cast, cast.alice, zoe)
    agreeing.note_word(cast.alice, dan, "no")
    turns.put_on(cast.alice, dan)
    doubles.merge(cast.alice, "people", keep=dan, gone=zoe)
    assert Communication.objects.of(cast.network.pk).get().person_id == dan
    assert [each.name for each in roster.speakers(cast.alice)] == ["Dan"]
    assert agreed_in(cast.network.pk) == frozenset()
