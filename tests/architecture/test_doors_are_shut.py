"""Every named page sends a visitor to sign-in, unless it is listed here with its reason."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

# Pages anybody may open. A link page checks its own token; everything allauth offers guards itself.
PUBLIC = {
    "networks:begin": "the founder of an empty installation; guarded by the setup code",
    "networks:begin_step": "the founder of an empty installation; guarded by the setup code",
    "networks:join": "anybody may ask to join",
    "networks:privacy": "the privacy notice of a network with a public wall",
    "networks:route": "whom to tell at a placement site, where the wall is public",
    "networks:join_asked": "what happens after asking; the same words for all",
    "networks:look_in_mail": "what happens after a link for many; the same words for all",
    "home:front": "shows which networks live here",
    "kernel:health": "a yes or no for a monitor, without details",
    "ui:gallery": "the components, with invented text",
    "people:left": "the goodbye after an account is closed",
    "people:demo": "exists in the demo only",
    "people:demo_enter": "exists in the demo only, for made-up people",
    "suggestions:raise": "anybody may raise something, signed in or not",
    "concerns:before": "a raiser has no account; open only where somebody listens",
    "concerns:write": "a raiser has no account",
    "concerns:send": "opens with a receipt, which no address holds",
    "concerns:back": "opens with a receipt, which no address holds",
    "concerns:files": "opens with a receipt, which no address holds",
    "concerns:leave": "away from here, for anybody",
    "concerns:heard": "published figures, of a network with a public wall",
    "mail:outbox": "exists in development and the demo only",
    "mail:letter": "exists in development and the demo only",
    "mail:enclosure": "exists in development and the demo only",
}
PUBLIC_PREFIXES = (
    "wall:",
    "account_",
    "mfa_",
    "socialaccount_",
    "openid_connect_",
)
FILLED = {"slug": "tidewell", "pk": 1, "token": "x" * 32}


def named_urls(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_urls(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", entry


def address(name, entry):
    wanted = entry.pattern.converters
    kwargs = {
        key: FILLED.get(key, 1 if "int" in type(conv).__name__.lower() else "x" * 12)
        for key, conv in wanted.items()
    }
    if any("UUID" in type(conv).__name__ for conv in wanted.values()):
        kwargs = {
            key: "12345678-1234-1234-1234-123456789012"
            if "UUID" in type(wanted[key]).__name__
            else value
            for key, value in kwargs.items()
        }
    return reverse(name, kwargs=kwargs)


def is_public(name):
    return name in PUBLIC or name.startswith(PUBLIC_PREFIXES)


def is_link_page(entry):
    return "token" in entry.pattern.converters or "token" in re.findall(
        r"<(?:\w+:)?(\w+)>", str(entry.pattern)
    )


SHUT = [
    (name, entry) for name, entry in named_urls() if not is_public(name) and not is_link_page(entry)
]


@pytest.mark.parametrize(("name", "entry"), SHUT, ids=[name for name, _entry in SHUT])
def test_a_visitor_is_sent_to_sign_in(name, entry, client, cast):
    try:
        response = client.get(address(name, entry))
    except NoReverseMatch:
        pytest.fail(f"{name}: no example arguments; name them in FILLED")
    if response.status_code == 405:
        response = client.post(address(name, entry))
    assert response.status_code == 302, f"{name} answered {response.status_code}"
    assert response.url.startswith("/accounts/login/"), name


@pytest.mark.parametrize(
    ("name", "entry"),
    [(n, e) for n, e in named_urls() if is_link_page(e) and not is_public(n)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_made_up_link_opens_nothing(name, entry, client, cast):
    response = client.get(address(name, entry))
    assert response.status_code in {403, 404, 405, 410}, f"{name} answered {response.status_code}"
