"""Every kind of reply carries exactly the headers that it should."""

from contextlib import closing
from typing import Any

import pytest
from django.test import Client

from factories import small_records
from vierspan.workspace.accounts.models import User
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.networks.models import Network
from vierspan.workspace.networks.queries import actor_for

ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# What says something of this one reply.
OF_ITS_OWN = {
    *("Content-Type", "Content-Length", "Content-Language", "Content-Disposition", "Content-Encoding"),
    *("Cache-Control", "Vary", "Location", "Allow", "Last-Modified", "ETag", "Expires", "Accept-Ranges"),
}
STATIC = "/static/vierspan/main.css"


def headers_of(reply: Any) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name not in OF_ITS_OWN}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/nothing-here/",
        "/n/{slug}/",
        "/n/{slug}/settings/",
        "/n/elders/",
        "/n/{slug}/export/json/",
        "/api/v1/networks",
        "/api/v1/networks/elders",
        "/api/v1/openapi.json",
        "/static/nothing.css",
        "/in/two/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_what_somebody_signed_in_gets_has_all_headers_and_is_not_kept(
    lead_client: Client, network: Network, address: str, method: str
) -> None:
    reply = getattr(lead_client, method)(address.format(slug=network.slug))
    assert headers_of(reply) == ALWAYS
    assert address.startswith("/static") or reply["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/in/", "/nothing-here/", "/n/elders/", "/api/v1/networks", "/me/", "/shared/x/", "/embed/x/"]
)
def test_what_a_stranger_gets_has_all_headers(client: Client, address: str) -> None:
    assert headers_of(client.get(address)) == ALWAYS


@pytest.mark.django_db
def test_a_forged_form_is_refused_with_all_headers(anna: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    reply = client.post("/me/", {"name": "Eve"})
    assert reply.status_code == 403
    assert headers_of(reply) == ALWAYS


@pytest.mark.django_db
def test_a_page_that_breaks_has_all_headers_and_tells_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from vierspan.workspace.web.pages import start

    def broken(*_: object) -> None:
        raise RuntimeError("binnenwerk")

    monkeypatch.setattr(start, "render", broken)
    client.raise_request_exception = False
    reply = client.get("/")
    assert reply.status_code == 500
    assert headers_of(reply) == ALWAYS
    assert b"binnenwerk" not in reply.content


def test_styles_and_scripts_carry_them_too(client: Client, db: None) -> None:
    with closing(client.get(STATIC)) as reply:
        if reply.status_code == 404:
            pytest.skip("the front end is not built")
        assert headers_of(reply).items() >= ALWAYS.items()


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_a_download_is_an_attachment(lead_client: Client, anna: User, network: Network, form: str) -> None:
    import_records(actor_for(anna, network.slug), small_records())
    reply = lead_client.get(f"/n/{network.slug}/export/{form}/")
    assert reply["Content-Disposition"].startswith("attachment")
    assert reply["X-Content-Type-Options"] == "nosniff"
