"""A leader makes a survey, opens it, reminds and closes it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from factories import join
from survey_circle import Circle, drawn
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import answering, jobs, queries, standard
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.actions.drafts import Asked, Description
from vierspan.workspace.directory.surveys.errors import AlreadyOpen, SurveyClosed
from vierspan.workspace.directory.surveys.models import RosterEntry, Survey, Voice
from vierspan.workspace.directory.versions import Changed, version

TokenOf = Callable[[Survey, Person], str]


def test_a_new_survey_holds_the_standard_questions_and_letters(circle: Circle) -> None:
    survey = drafts.create(circle.lead, Description(title=" How  are we? "))
    kinds = [item.kind for item in queries.items(circle.lead, survey.pk)]
    assert survey.title == "How are we?"
    assert [kinds.count(kind) for kind in ("knows", "would_like", "trust", "value", "leads")] == [1, 1, 3, 3, 4]
    assert set(survey.letters) == {"invitation", "reminder", "thanks"}
    assert queries.missing(circle.lead, survey.pk) == ["too_few_voices", "no_last_day"]


def test_own_questions_stand_after_the_standard_ones_and_knows_cannot_go(circle: Circle) -> None:
    survey = drafts.create(circle.lead, Description(title="Own"))
    asked = [Asked(key="trust_open", text_en="{name} tells bad news too"), Asked(text_nl="{name} lacht veel"), Asked()]
    drafts.ask(circle.lead, survey.pk, asked, seen=version(survey))
    items = queries.items(circle.lead, survey.pk)
    assert [item.key for item in items] == ["knows", "trust_open", "own_1"]
    assert items[1].text_en == "{name} tells bad news too"
    assert items[1].text_nl, "what was left empty keeps its standard words"


def test_who_saves_second_sees_both_texts(circle: Circle) -> None:
    survey = drafts.create(circle.lead, Description(title="One"))
    seen = version(survey)
    drafts.describe(circle.lead, survey.pk, Description(title="Two"), seen=seen)
    with pytest.raises(Changed) as changed:
        drafts.describe(circle.lead, survey.pk, Description(title="Three"), seen=seen)
    assert [(each.theirs, each.yours) for each in changed.value.differences] == [("Two", "Three")]
    with pytest.raises(Changed):
        drafts.ask(circle.lead, survey.pk, [Asked(key="trust_open", text_nl="anders")], seen=seen)


def test_a_letter_keeps_its_place_for_the_link(circle: Circle) -> None:
    survey = circle.draft()
    letters = standard.letters()
    letters["reminder"]["nl"]["body"] = "Vergeet ons niet!"
    with pytest.raises(Invalid) as slip:
        drafts.write_letters(circle.lead, survey.pk, letters, closes_on=survey.closes_on, seen=version(survey))
    assert (slip.value.field, slip.value.reason) == ("reminder.nl", "letter_without_link")


def test_opening_fixes_the_survey_and_sends_everybody_a_link_of_their_own(circle: Circle) -> None:
    survey = circle.opened()
    assert len(mail.outbox) == 16
    links = {re.findall(r"http://testserver/answer/(\S+)/", str(letter.body))[0] for letter in mail.outbox}
    assert len(links) == 16
    assert {answering.opened(link).voice for link in links} == {person.name for person in circle.people}
    assert "{" not in mail.outbox[0].body
    assert mail.outbox[0].subject == "Will you help The circle with a few questions?"
    with pytest.raises(AlreadyOpen):
        drafts.describe(circle.lead, survey.pk, Description(title="Late"), seen=version(survey))
    with pytest.raises(AlreadyOpen):
        drafts.choose_voices(circle.lead, survey.pk, [])
    assert Act.objects.of(survey.network_id).filter(kind="reflection.opened").count() == 1


def test_with_too_few_people_it_does_not_open(circle: Circle) -> None:
    survey = circle.draft()
    drafts.choose_voices(circle.lead, survey.pk, [person.pk for person in circle.people[:4]])
    with pytest.raises(Invalid) as slip:
        running.open_to_voices(circle.lead, survey.pk)
    assert slip.value.reason == "too_few_voices"
    assert mail.outbox == []


def test_who_left_or_has_no_address_is_not_asked(circle: Circle) -> None:
    gone, silent = circle.people[:2]
    gone.left_on = clock.today()
    gone.save()
    silent.email = ""
    silent.save()
    survey = circle.draft()
    assert len(queries.voices(circle.lead, survey.pk)) == 14
    assert queries.without_address(circle.lead) == 1


def test_the_list_is_as_it_stood_at_opening(circle: Circle) -> None:
    survey = circle.opened()
    circle.parties[0].name = "Another name"
    circle.parties[0].save()
    entries = RosterEntry.objects.of(survey.network_id).filter(survey=survey)
    assert [entry.name for entry in entries] == [f"Party {n}" for n in range(8)]


def test_a_reminder_goes_once_a_day_and_only_to_who_did_not_answer(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    assert running.remind(circle.lead, survey.pk) == 0, "they were invited today"
    voices = Voice.objects.of(survey.network_id).filter(survey=survey)
    voices.update(invited_on=clock.today() - timedelta(days=5))
    answering.hand_in(token_of(survey, circle.people[0]), {}, opted_in=False)
    mail.outbox.clear()
    assert running.remind(circle.lead, survey.pk) == 15
    assert circle.people[0].email not in {letter.to[0] for letter in mail.outbox}
    assert running.remind(circle.lead, survey.pk) == 0


def test_somebody_can_be_asked_later_and_asked_no_longer(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.draft()
    drafts.choose_voices(circle.lead, survey.pk, [person.pk for person in circle.people[:10]])
    running.open_to_voices(circle.lead, survey.pk)
    mail.outbox.clear()
    assert running.add_voices(circle.lead, survey.pk, [person.pk for person in circle.people[8:12]]) == 2
    assert len(mail.outbox) == 2
    voice = Voice.objects.of(survey.network_id).get(survey=survey, person=circle.people[11])
    running.withdraw_voice(circle.lead, survey.pk, voice.pk)
    assert len(queries.voices(circle.lead, survey.pk)) == 11
    assert running.add_voices(circle.lead, survey.pk, [circle.people[11].pk]) == 1, "and asked again"


def test_progress_tells_bands_and_nobody(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    for person in circle.people[:5]:
        answering.hand_in(token_of(survey, person), {}, opted_in=False)
    progress = queries.progress(circle.lead, survey.pk)
    assert (progress.whole.from_percent, progress.whole.to_percent, progress.whole.answered) == (25, 50, None)
    assert [group.name for group in progress.groups] == ["care", "council"]
    assert progress.waiting == (8, 12)
    shown = queries.voices(circle.lead, survey.pk)
    assert all("has_answered" in voice.get_deferred_fields() for voice in shown)


def test_it_closes_by_itself_the_night_after_its_last_day(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = circle.opened()
    ids = (str(survey.network_id), str(survey.pk))
    jobs.close_when_due.call(*ids)
    survey.refresh_from_db()
    assert survey.state == "open"
    later = clock.today() + timedelta(days=15)
    monkeypatch.setattr(clock, "today", lambda: later)
    jobs.close_when_due.call(*ids)
    jobs.close_when_due.call(*ids)
    survey.refresh_from_db()
    assert (survey.state, survey.closed_on) == ("closed", later)


def test_who_answered_gets_thanks_with_a_page_of_their_own(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    answering.hand_in(token, drawn(survey, token, 1), opted_in=False)
    mail.outbox.clear()
    running.close(circle.lead, survey.pk)
    assert [letter.to for letter in mail.outbox] == [["p0@example.org"]]
    link = re.findall(r"http://testserver/answer/(\S+)/", str(mail.outbox[0].body))[0]
    page = answering.own_page(link)
    assert len(page.gave) == 7
    assert page.results is not None
    with pytest.raises(SurveyClosed):
        running.close(circle.lead, survey.pk)


def test_only_a_leader_runs_a_survey_and_no_other_network_sees_it(circle: Circle) -> None:
    survey = circle.opened()
    network = survey.network
    member = join(User.objects.create_user("m@example.org", "M", "en"), network, Role.MEMBER)
    observer = join(User.objects.create_user("o@example.org", "O", "en"), network, Role.OBSERVER)
    for refused in (member, observer):
        with pytest.raises(NotAllowed):
            running.remind(refused, survey.pk)
        with pytest.raises(NotAllowed):
            drafts.create(refused, Description(title="Mine"))
        with pytest.raises(NotAllowed):
            queries.progress(refused, survey.pk)
    with pytest.raises(NotAllowed):
        queries.surveys(observer)
    assert [each.pk for each in queries.surveys(member)] == [survey.pk]
    draft = drafts.create(circle.lead, Description(title="Not yet"))
    with pytest.raises(NotFound):
        queries.survey(member, draft.pk)


def test_a_draft_is_thrown_away_whole(circle: Circle) -> None:
    survey = circle.draft()
    drafts.discard(circle.lead, survey.pk)
    assert not Survey.objects.of(circle.lead.network_id).exists()
    assert not Voice.objects.of(circle.lead.network_id).exists()
