"""``{% url %}`` gives what Django's own gives, and asks for it once."""

import pytest
from django.template import Context, Template
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, reverse

from groundswell.kernel import web
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


def test_an_address_is_asked_for_once(monkeypatch):
    asked = []

    def reverse_of(_name, args):
        asked.append(args)
        return f"/{args[0]}/"

    monkeypatch.setattr(web, "reverse", reverse_of)
    web._address.cache_clear()
    try:
        assert [web.address("any:page", word) for word in "aab"] == ["/a/", "/a/", "/b/"]
    finally:
        web._address.cache_clear()
    assert asked == [("a",), ("b",)]
