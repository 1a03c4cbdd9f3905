from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# Guarded by their own makers: allauth asks for sign-in itself, the API by its own keys.
OTHERS = ("in/two/", "api/v1/")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, address)
        else:
            yield address, each


def test_every_page_says_who_may_see_it() -> None:
    undeclared = [
        address
        for address, pattern in patterns(get_resolver())
        if not hasattr(pattern.callback, "access_rule") and not address.startswith(OTHERS)
    ]
    assert undeclared == []


def test_pages_within_a_network_are_never_open() -> None:
    rules = {
        address: pattern.callback.access_rule  # type: ignore[attr-defined]
        for address, pattern in patterns(get_resolver())
        if address.startswith("n/")
    }
    assert rules
    assert not {address for address, rule in rules.items() if rule in {"open", "signed_in"}}
