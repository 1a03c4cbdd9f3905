import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from vierspan.workspace.accounts import sign_in
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import NotFound

pytestmark = pytest.mark.django_db


def mailed_code() -> str:
    found = re.search(r"\b([0-9B-Z]{8})\b", str(mail.outbox[-1].subject))
    assert found
    return found[1]


def asked(client: Client, email: str = "anna@kern.nl") -> str:
    assert client.post("/in/", {"email": email}).status_code == 302
    return mailed_code()


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_from_the_mail_signs_in_and_a_first_time_makes_the_account(client: Client) -> None:
    code = asked(client)
    response = client.post("/in/code/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert response.status_code == 302
    assert is_signed_in(client)
    assert User.objects.get().email == "anna@kern.nl"


def test_opening_the_link_changes_nothing_however_often_and_the_button_signs_in(client: Client) -> None:
    code = asked(client)
    for _ in range(20):
        page = client.get(f"/in/code/?code={code}")
        assert code in page.content.decode()
        assert not is_signed_in(client)
    client.post("/in/code/", {"code": code})
    assert is_signed_in(client)


def test_the_link_does_not_work_in_another_browser(client: Client) -> None:
    code = asked(client)
    elsewhere = Client()
    assert elsewhere.get(f"/in/code/?code={code}").status_code == 410
    elsewhere.post("/in/code/", {"code": code})
    assert not is_signed_in(elsewhere)


def test_a_code_works_once(client: Client) -> None:
    code = asked(client)
    client.post("/in/code/", {"code": code})
    client.post("/out/")
    assert client.post("/in/code/", {"code": code}).status_code == 410
    assert not is_signed_in(client)


def test_a_code_is_over_after_ten_minutes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    code = asked(client)
    later = time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post("/in/code/", {"code": code}).status_code == 410


def test_five_wrong_codes_end_it(client: Client) -> None:
    code = asked(client)
    for _ in range(4):
        assert client.post("/in/code/", {"code": "AAAAAAAA"}).status_code == 422
    assert client.post("/in/code/", {"code": "AAAAAAAA"}).status_code == 410
    assert client.post("/in/code/", {"code": code}).status_code == 410


def test_known_and_unknown_addresses_get_the_same_answer(client: Client) -> None:
    User.objects.create_user("known@kern.nl")
    answers = []
    for email in ("known@kern.nl", "unknown@kern.nl"):
        response = client.post("/in/", {"email": email})
        page = client.get("/in/code/").content.decode().replace(email, "")
        answers.append((response.status_code, response["Location"], re.sub(r'value="\w{64}"|: "\w{64}"', "", page)))
    assert answers[0] == answers[1]
    assert len(mail.outbox) == 2


def test_one_address_gets_at_most_three_mails_a_quarter(client: Client) -> None:
    for _ in range(3):
        asked(client)
    refused = client.post("/in/", {"email": "anna@kern.nl"})
    assert refused.status_code == 422
    assert len(mail.outbox) == 3


def test_after_signing_in_one_goes_on_to_where_one_wanted_but_never_to_another_site(client: Client) -> None:
    client.get("/in/?next=/new/")
    assert client.post("/in/code/", {"code": asked(client)})["Location"] == "/new/"
    other = Client()
    other.get("/in/?next=https://elders.nl/")
    code = asked(other, "bram@kern.nl")
    assert other.post("/in/code/", {"code": code})["Location"] == "/"


def test_there_is_no_demo_link_unless_the_site_runs_as_demo(client: Client, settings: Settings) -> None:
    user = User.objects.create_user("demo@kern.nl")
    with pytest.raises(NotFound):
        sign_in.demo_link(user, "langer-thuis")
    settings.DEMO = True
    link = sign_in.demo_link(user, "langer-thuis")
    settings.DEMO = False
    assert client.post("/in/demo/", {"token": link.token}).status_code == 404


def test_the_demo_link_opens_the_demo_once_and_only_on_a_press(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    link = sign_in.demo_link(User.objects.create_user("demo@kern.nl"), "langer-thuis")
    client.get(link.address)
    assert not is_signed_in(client)
    assert client.post("/in/demo/", {"token": link.token})["Location"] == "/n/langer-thuis/"
    assert is_signed_in(client)
    assert Client().post("/in/demo/", {"token": link.token}).status_code == 410


def test_signing_out_takes_a_press_too(client: Client) -> None:
    client.force_login(User.objects.create_user("anna@kern.nl"))
    assert client.get("/out/").status_code == 405
    client.post("/out/")
    assert not is_signed_in(client)
