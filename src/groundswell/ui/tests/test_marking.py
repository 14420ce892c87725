"""The finder finds, and our own templates have nothing to be found."""

from pathlib import Path

import pytest

from groundswell.ui.tests.marking import untranslated_text

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").rglob("*.*"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", []),
        ("{# a remark #}{% comment %}another{% endcomment %}<b>·</b> &middot; 12", []),
        ('<img alt="A wave">', ["A wave"]),
        ('<input placeholder="{% translate "Name" %}" name="who_is">', []),
        ('<input type="submit" value="Send">', ["Send"]),
        ('{% button "Send" %}', ["Send"]),
        ('{% button _("Send") kind="quiet" url="/x/" %}', []),
        ('{% empty title="Nothing yet" %}{% endempty %}', ["Nothing yet"]),
        ('{% empty title=_("Nothing yet") %}{% endempty %}', []),
        ('{{ name|default:"nobody" }}', ["nobody"]),
        ('{{ name|default:"–" }} {{ on|date:"j F" }}', []),
        (
            "{% block main_look %} narrow{% endblock %}{% block main %}Hello{% endblock %}",
            ["…Hello…"],
        ),
        ("<code>make demo</code><script>let words = 1;</script>", []),
        ('<p class="{% if a %}one{% endif %}">{{ b }} of {{ c }}</p>', ["… of …"]),
    ],
)
def test_words_are_found_unless_they_are_marked(source, found):
    assert untranslated_text(source) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_of_the_room_marks_its_words(path):
    assert untranslated_text(path.read_text()) == []
