"""Opportunities on their pages: framed, what they take, coalitions, partners, letters, and what becomes of them."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from factories import Cast, id_of, nobody
from vierspan.workspace.accounts.models import User
from vierspan.workspace.conditions.models import Need
from vierspan.workspace.directory.models import Initiative, Introduction, Party, Person
from vierspan.workspace.directory.versions import version
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities.actions import asking, doors, framing, taking
from vierspan.workspace.horizon.opportunities.actions.asking import Invitation
from vierspan.workspace.horizon.opportunities.actions.framing import Frame
from vierspan.workspace.horizon.opportunities.actions.taking import Needed
from vierspan.workspace.horizon.opportunities.models import Door, Opportunity, Partner, Requirement, Source
from vierspan.workspace.initiatives.models import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


@pytest.fixture
def found(cast: Cast) -> Opportunity:
    """Bob sees something in housing with care."""
    signal = id_of(cast.bob, Signal, name="New law")
    return framing.frame(cast.bob, Frame(name="Living with care", about="Homes with a nurse near"), signals=[signal])


def at(cast: Cast, row: Any = None, place: str = "") -> str:
    return f"/n/{cast.network.slug}/horizon/opportunities/{f'{row.pk}/' if row else ''}{place}"


def party(cast: Cast, name: str) -> UUID:
    return id_of(cast.bob, Party, name=name)


BRINK, OOSTERDAL, SAMEN = "Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen"


def asked_for(cast: Cast, row: Opportunity, name: str = "Training of neighbours", **more: Any) -> Requirement:
    return taking.require(cast.bob, row.pk, Needed(**{"kind": "competence", "name": name, **more}))


def invited(cast: Cast, row: Opportunity) -> Partner:
    zoe = id_of(cast.bob, Person, name="Zoë")
    return asking.invite(cast.bob, row.pk, Invitation(party=party(cast, SAMEN), person=zoe, word="You came to mind"))


def token(kind: str = "interest") -> str:
    found = [re.findall(rf"/link/{kind}/([\w-]+)/", str(each.body)) for each in mail.outbox]
    return str([each[0] for each in found if each][-1])


def test_an_empty_network_is_told_what_will_be_here(cast: Cast) -> None:
    page = client_of("bob").get(at(cast)).content.decode()
    assert "No opportunity yet" in page
    assert "Frame the first" in page


def test_one_sheet_is_enough_to_begin(cast: Cast) -> None:
    bob = client_of("bob")
    refused = bob.post(at(cast, place="new/"), {"name": "", "about": "Homes with a nurse near"})
    assert refused.status_code == 422
    assert "Give it a name." in refused.content.decode()
    assert "Homes with a nurse near" in refused.content.decode()
    signal = id_of(cast.bob, Signal, name="New law")
    answer = bob.post(at(cast, place="new/"), {"name": "Living with care", "signals": [str(signal)]})
    made = Opportunity.objects.of(cast.network.pk).get()
    assert answer["Location"].endswith(f"/{made.pk}/#takes")
    page = bob.get(at(cast, made)).content.decode()
    assert "Now: what does it take?" in page
    assert "New law" in page


def test_what_it_takes_is_said_and_who_might_bring_it_is_shown(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    given = {"name": "Training of neighbours", "kind": "competence", "parties": "1", "is_must": "must"}
    assert bob.post(at(cast, found, "takes/"), {**given, "name": ""}).status_code == 422
    bob.post(at(cast, found, "takes/"), given)
    row = Requirement.objects.of(cast.network.pk).get()
    page = bob.get(at(cast, found)).content.decode()
    assert "has it on offer: training" in page
    bob.post(at(cast, found, f"takes/{row.pk}/by/"), {"party_name": "gemeente oosterdal"})
    assert "said so itself" in bob.get(at(cast, found)).content.decode()
    bob.post(at(cast, found, f"takes/{row.pk}/by/"), {"party_name": SAMEN})
    assert "not confirmed yet" in bob.get(at(cast, found)).content.decode()
    assert (
        "This party is not here"
        in bob.post(at(cast, found, f"takes/{row.pk}/by/"), {"party_name": "Nowhere"}, follow=True).content.decode()
    )


def test_two_who_change_one_sheet_see_both_texts(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    seen = re.findall(r'name="version" value="([^"]+)"', bob.get(at(cast, found, "edit/")).content.decode())[0]
    framing.change(cast.alice, found.pk, Frame(name="Living well"), seen=version(found))
    answer = bob.post(at(cast, found, "edit/"), {"name": "Living near", "version": seen})
    assert answer.status_code == 409
    assert "Living well" in answer.content.decode()
    assert "Living near" in answer.content.decode()


def test_a_coalition_is_explained_and_chosen(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    row = asked_for(cast, found)
    taking.bring(cast.bob, row.pk, party(cast, OOSTERDAL))
    taking.fix(cast.bob, found.pk, party(cast, SAMEN))
    page = bob.get(at(cast, found, "coalitions/")).content.decode()
    assert "2 parties together bring all that it takes" in page
    assert "said so itself" in page
    assert "never worked together" in page
    assert "who-knows" in page
    parties = re.findall(r'type="hidden" name="party" value="([^"]+)"', page)[:2]
    bob.post(at(cast, found, "coalitions/choose/"), {"party": parties})
    found.refresh_from_db()
    assert found.stage == "coalition"
    assert "The coalition stands. Begin?" in bob.get(at(cast, found)).content.decode()


def test_what_if_without_one_is_told_in_words(cast: Cast, found: Opportunity) -> None:
    row = asked_for(cast, found)
    for name in (OOSTERDAL, SAMEN, BRINK):
        taking.bring(cast.bob, row.pk, party(cast, name))
    out = client_of("bob").get(at(cast, found, "coalitions/"), {"out": str(party(cast, OOSTERDAL))}).content.decode()
    assert "Goes out: Gemeente Oosterdal." in out


def test_whom_one_misses_is_named(cast: Cast, found: Opportunity) -> None:
    asked_for(cast, found, "A harbour")
    page = client_of("bob").get(at(cast, found, "coalitions/")).content.decode()
    assert "You miss somebody who brings A harbour" in page


def test_partners_come_with_true_reasons_that_lead_to_facts(cast: Cast, found: Opportunity) -> None:
    page = client_of("bob").get(at(cast, found, "partners/")).content.decode()
    assert BRINK in page
    assert "worked together on" in page
    assert "Care shop" in page


def test_an_outsider_answers_by_link_without_an_account(cast: Cast, found: Opportunity) -> None:
    bob, outsider = client_of("bob"), Client(headers={"accept-language": "en"})
    zoe = id_of(cast.bob, Person, name="Zoë")
    where = at(cast, found, f"partners/{party(cast, SAMEN)}/invite/")
    assert bob.post(where, {"person": ""}).status_code == 422
    bob.post(where, {"person": str(zoe), "word": "You came to mind"})
    assert "You came to mind" in str(mail.outbox[-1].body)
    link = f"/link/interest/{token()}/"
    page = outsider.get(link).content.decode()
    assert "Is Café Samen interested?" in page
    refused = outsider.post(f"{link}answer/", {"state": "declined", "brings": "A kitchen"})
    assert refused.status_code == 422
    assert "A kitchen" in refused.content.decode()
    outsider.post(f"{link}answer/", {"state": "interested", "brings": "A kitchen"})
    row = Partner.objects.of(cast.network.pk).get()
    assert (row.state, row.brings, row.answered_by_id) == ("interested", "A kitchen", zoe)
    assert "You are interested" in outsider.get(link).content.decode()
    assert "Café Samen is interested" in str(mail.outbox[-1].body)
    assert "Could bring: A kitchen" in bob.get(at(cast, found, "partners/")).content.decode()


def test_a_wrong_link_opens_nothing(cast: Cast) -> None:
    assert Client().get("/link/interest/nothing/").status_code == 404
    assert Client().get("/link/door/nothing/").status_code == 404


def test_opening_a_link_changes_nothing(cast: Cast, found: Opportunity) -> None:
    row = invited(cast, found)
    Client().get(f"/link/interest/{token()}/")
    row.refresh_from_db()
    assert row.state == "invited"


def test_why_a_party_says_no_is_for_whom_it_is_meant(cast: Cast, found: Opportunity) -> None:
    invited(cast, found)
    Client().post(f"/link/interest/{token()}/answer/", {"state": "declined", "reason": "No money this year"})
    assert "No money this year" in client_of("bob").get(at(cast, found)).content.decode()
    assert "No money this year" in client_of("alice").get(at(cast, found)).content.decode()
    for other in ("carla", "gus"):
        assert "No money this year" not in client_of(other).get(at(cast, found)).content.decode()


def test_own_party_shows_its_interest_here(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    own = party(cast, OOSTERDAL)
    bob.post(at(cast, found, f"interest/{own}/"), {"state": "interested"})
    assert "Gemeente Oosterdal is interested" in bob.get(at(cast, found)).content.decode()
    assert bob.post(at(cast, found, f"interest/{party(cast, BRINK)}/"), {"state": "interested"}).status_code == 404


def test_somebody_willing_introduces(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    dan = id_of(cast.bob, Person, name="Dan")
    bob.post(at(cast, found, f"partners/{party(cast, SAMEN)}/door/"), {"introducer": str(dan)})
    link = f"/link/door/{token('door')}/"
    assert (
        "Would you introduce us to Café Samen?" in Client(headers={"accept-language": "en"}).get(link).content.decode()
    )
    Client().post(f"{link}answer/", {"says": "yes"})
    page = bob.get(at(cast, found, "partners/")).content.decode()
    assert "Dan is willing to introduce" in page
    row = Door.objects.of(cast.network.pk).get()
    bob.post(at(cast, found, f"doors/{row.pk}/"), {"says": "made"})
    assert Introduction.objects.of(cast.network.pk).filter(introducer=dan).exists()
    assert Partner.objects.of(cast.network.pk).get().through_id == dan


def test_it_becomes_an_initiative_and_back(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    invited(cast, found)
    asking.show_interest(cast.bob, found.pk, party(cast, OOSTERDAL), asking.Answer(state="interested"))
    answer = bob.post(at(cast, found, "begin/"))
    found.refresh_from_db()
    assert found.initiative is not None
    assert answer["Location"].endswith(f"/initiatives/{found.initiative.pk}/")
    seats = Seat.objects.of(cast.network.pk).filter(initiative=found.initiative)
    assert {each.state for each in seats} == {"invited", "interested"}
    page = bob.get(at(cast, found)).content.decode()
    assert "Where it came from and what came of it" in page
    bob.post(at(cast, found, "back/"))
    found.refresh_from_db()
    assert found.initiative is None
    assert not Initiative.objects.of(cast.network.pk).filter(name="Living with care").exists()


def test_it_is_let_go_with_a_reason_and_taken_up_again(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    assert bob.post(at(cast, found, "let-go/"), {"why": ""}).status_code == 422
    bob.post(at(cast, found, "let-go/"), {"why": "The law was put off"})
    assert "The law was put off" in bob.get(at(cast, found)).content.decode()
    bob.post(at(cast, found, "again/"))
    found.refresh_from_db()
    assert found.stage == "idea"


def test_the_list_is_found_sorted_shown_as_a_board_and_taken_along(cast: Cast, found: Opportunity) -> None:
    framing.frame(cast.alice, Frame(name="A shared car"))
    bob = client_of("bob")
    page = bob.get(at(cast), {"q": "living"}).content.decode()
    assert "Living with care" in page
    assert "A shared car" not in page
    board = bob.get(at(cast), {"view": "board"}).content.decode()
    assert "stage-board" in board
    csv = bob.get(at(cast, place="export/"), {"as": "csv", "sort": "name"}).content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in csv.splitlines()[1:]] == ["A shared car", "Living with care"]


def test_who_may_only_read_changes_nothing(cast: Cast, found: Opportunity) -> None:
    row = asked_for(cast, found)
    for name in ("carla", "gus"):
        client = client_of(name)
        assert client.get(at(cast, found)).status_code == 200
        assert client.post(at(cast, found, "takes/"), {"name": "x"}).status_code == 403
        assert client.post(at(cast, found, f"takes/{row.pk}/off/")).status_code == 403
    assert client_of("gus").get(at(cast, found, "coalitions/")).status_code == 403
    assert client_of("gus").get(at(cast, found, "partners/")).status_code == 403


def test_another_network_sees_nothing_of_it(cast: Cast, found: Opportunity) -> None:
    dirk = client_of("dirk")
    other = f"/n/{cast.other.slug}/horizon/opportunities/{found.pk}/"
    assert dirk.get(other).status_code == 404
    assert dirk.get(f"{other}coalitions/").status_code == 404
    assert dirk.get(f"{other}partners/").status_code == 404
    assert dirk.post(f"{other}begin/").status_code == 404
    assert client_of("bob").get(at(cast, found, f"partners/{nobody()}/")).status_code == 404


def test_a_source_is_put_to_it_and_taken_off(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    bob.post(at(cast, found, "from/"), {"words": "Rooms for nights", "kind": "need", "party": SAMEN})
    row = Source.objects.of(cast.network.pk).get(kind="need")
    assert row.party_id == party(cast, SAMEN)
    refused = bob.post(at(cast, found, "from/"), {"words": "Rooms", "kind": "need", "party": "Nowhere"})
    assert refused.status_code == 422
    bob.post(at(cast, found, f"from/{row.pk}/off/"))
    assert not Source.objects.of(cast.network.pk).filter(kind="need").exists()


def test_a_need_of_the_conditions_is_chosen_with_whose_it_is(cast: Cast, found: Opportunity) -> None:
    need = Need(network=cast.network, party_id=party(cast, SAMEN), what="A hall for two hundred")
    need.save()
    bob = client_of("bob")
    assert "A hall for two hundred" in bob.get(at(cast, found)).content.decode()
    bob.post(at(cast, found, "from/"), {"need": str(need.pk)})
    row = Source.objects.of(cast.network.pk).get(kind="need")
    assert (row.need, row.party_id, row.words) == (need.pk, need.party_id, "A hall for two hundred")
    assert f'value="{need.pk}"' not in bob.get(at(cast, found)).content.decode()
    assert bob.post(at(cast, found, "from/"), {"need": str(nobody())}).status_code == 404


def test_limits_are_kept_and_let_go(cast: Cast, found: Opportunity) -> None:
    bob = client_of("bob")
    bob.post(at(cast, found, "limits/"), {"says": "apart", "party_name": BRINK, "other_name": SAMEN})
    bob.post(at(cast, found, "limits/"), {"says": "fix", "party_name": OOSTERDAL})
    page = bob.get(at(cast, found)).content.decode()
    assert "not together" in page
    assert "Gemeente Oosterdal is in it in any case" in page
    bob.post(at(cast, found, "limits/"), {"says": "unfix", "party": str(party(cast, OOSTERDAL))})
    assert "Oosterdal is in it" not in bob.get(at(cast, found)).content.decode()


def test_an_introducer_may_say_no(cast: Cast, found: Opportunity) -> None:
    bob = cast.bob.person_id
    assert bob
    row = doors.ask(cast.alice, found.pk, party(cast, SAMEN), bob)
    client_of("bob").post(at(cast, found, f"doors/{row.pk}/"), {"says": "no"})
    row.refresh_from_db()
    assert row.willing is False
