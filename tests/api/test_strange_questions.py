"""Whatever is sent, the API answers with a refusal and never breaks."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import Cast
from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User
from vierspan.workspace.api.urls import api
from vierspan.workspace.insight.tables import MODELS

ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "0", "-1", "9" * 30, "%", "'", "\x00", "../..", "é", "2026-02-30", "null", "name", "done_on"]),
    st.sampled_from(["parties", "ledger", "json", "00000000-0000-0000-0000-000000000004", "due_on:no", "strength:x"]),
    st.sampled_from(sorted(MODELS)).flatmap(
        lambda key: st.sampled_from([column.key for column in _columns(key)]).flatmap(
            lambda column: st.sampled_from([f"{column}:x", f"{column}:", f"{column}.name:1", column])
        )
    ),
)
FIELDS = ["text", "orientation", "done_on", "party", "touched", "name", "version", "own", "knowing", "tags", "latitude"]
BODIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner),
    max_leaves=8,
)


def _columns(key: str) -> Any:
    from vierspan.analysis.schema import tables

    return tables()[key].columns


def operations() -> list[tuple[str, str, list[str]]]:
    described = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [
        (method, path, [each["name"] for each in operation.get("parameters", [])])
        for path, ways in described.items()
        for method, operation in ways.items()
    ]


@pytest.mark.parametrize(("method", "path", "names"), operations())
def test_no_question_breaks_the_api(cast: Cast, method: str, path: str, names: list[str]) -> None:
    user = User.objects.get(pk=cast.alice.user_id)
    client = Client(
        raise_request_exception=False, headers={"authorization": f"Bearer {tokens.make(user, name='fuzz')}"}
    )

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.data())
    def ask(drawn: st.DataObject) -> None:
        address = path.replace("{slug}", cast.network.slug)
        for name in names:
            address = address.replace("{" + name + "}", drawn.draw(ODD).replace("/", "-").replace("?", "-") or "-")
        query = {name: drawn.draw(ODD) for name in [*names, "where", "id"] if drawn.draw(st.booleans())}
        with transaction.atomic():
            reply = _sent(client, method, address, query, drawn)
            transaction.set_rollback(True)
        assert reply.status_code < 500, (address, query)

    ask()


def _sent(client: Client, method: str, address: str, query: dict[str, str], drawn: st.DataObject) -> Any:
    if method == "get":
        return client.get(address, query)
    if "imports" in address:
        return client.post(address, {"file": drawn.draw(st.text(max_size=20))})
    return getattr(client, method)(address, drawn.draw(BODIES), content_type="application/json", query_params=query)
