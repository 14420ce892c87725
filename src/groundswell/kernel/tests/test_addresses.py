"""``{% url %}`` gives what Django's own gives, and asks for it once."""

import re

import pytest
from django.template import Context, Template
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, reverse

from groundswell.kernel import pages, registries, web
from groundswell.kernel.templatetags.addresses import Url

PAGES = (
    "{% url 'home:front' %}",
    "{% url 'home:network' slug %}",
    "{% url 'home:network' slug=slug %}",
)


@pytest.mark.parametrize("words", PAGES)
def test_an_address_is_the_one_django_gives(words):
    context = Context({"slug": "tide-well"})
    (node,) = Template(words).nodelist
    assert isinstance(node, Url)
    plain = URLNode(node.view_name, node.args, node.kwargs, node.asvar)
    assert [node.render(context) for _twice in range(2)] == [plain.render(context)] * 2


def test_a_number_and_its_words_lead_to_the_same_page():
    url = reverse("projects:project", args=["tidewell", 7])
    assert web.address("projects:project", "tidewell", 7) == url
    assert web.address("projects:project", "tidewell", "7") == url


def test_what_leads_nowhere_is_said_or_left_out():
    with pytest.raises(NoReverseMatch):
        Template("{% url 'no:page' %}").render(Context())
    assert Template("{% url 'no:page' as it %}[{{ it }}]").render(Context()) == "[]"


@pytest.fixture
def asked(monkeypatch):
    """What Django was asked for; each answer is the words given, as a path."""
    found = []

    def reverse_of(_name, args):
        found.append(args)
        return f"/{'/'.join(args)}/"

    monkeypatch.setattr(web, "reverse", reverse_of)
    monkeypatch.setattr(web, "_addresses", {})
    return found


def test_an_address_is_asked_for_once(asked):
    assert [web.address("any:page", word) for word in "aab"] == ["/a/", "/a/", "/b/"]
    assert asked == [("a",), ("b",)]


@pytest.mark.parametrize(
    "words",
    [
        ("link", "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"),
        ("join", "abcdefghijklmnopqrstuvwx"),
        ("sealed", "7"),
    ],
)
def test_what_opens_something_or_is_sealed_is_not_remembered(asked, monkeypatch, words):
    monkeypatch.setattr(registries, "hushed_paths", [re.compile("/sealed/")])
    monkeypatch.setattr(pages, "hushed_paths", registries.hushed_paths)
    assert web.address("any:page", *words) == web.address("any:page", *words)
    assert len(asked) == 2
    assert web._addresses == {}


def test_only_so_many_are_remembered(asked, monkeypatch):
    monkeypatch.setattr(web, "MOST_ADDRESSES", 3)
    for number in range(9):
        web.address("any:page", number)
        assert len(web._addresses) <= 3
