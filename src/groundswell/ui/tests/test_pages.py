"""The gallery shows every component; base and error pages come out whole."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from groundswell.ui.templatetags.ui import register
from groundswell.ui.views import gallery

TEMPLATES = Path(__file__).parent.parent / "templates"
COMPONENTS = sorted((TEMPLATES / "ui" / "components").glob("*.html"))
GALLERY = "".join(path.read_text() for path in (TEMPLATES / "ui" / "gallery").glob("*.html"))
BASE = (TEMPLATES / "ui" / "base.html").read_text()
NETWORK = SimpleNamespace(
    name="Tidewell",
    slug="tidewell",
    colour="pine",
    emergency_text="In danger now? Call 999.",
    official_route_name="Report and support",
    official_route_url="https://example.org/report",
)


@pytest.fixture(scope="module")
def drawn() -> str:
    return gallery(RequestFactory().get("/style/")).content.decode()


def base_page(**context: object) -> str:
    return render_to_string("ui/base.html", context)


@pytest.mark.parametrize("tag", sorted(set(register.tags) - {"mail_button"}))
def test_every_tag_is_used_where_the_gallery_shows_it(tag):
    assert re.search(rf"{{% {tag}\b", GALLERY)


def test_every_component_file_is_drawn_in_the_gallery():
    drawn: set[str] = set()

    def note(template: Template, **kwargs: object) -> None:
        drawn.add(str(template.name))

    template_rendered.connect(note)
    try:
        gallery(RequestFactory().get("/style/"))
    finally:
        template_rendered.disconnect(note)
    assert {f"ui/components/{path.name}" for path in COMPONENTS} <= drawn


def test_the_gallery_has_no_inline_script_or_style(drawn):
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", drawn)


def test_every_id_of_the_gallery_is_its_own(drawn):
    ids = re.findall(r'\sid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))


def test_the_gallery_only_answers_to_reading():
    assert gallery(RequestFactory().post("/style/")).status_code == 405


def test_a_page_says_its_language_and_direction():
    assert '<html lang="en-gb" dir="ltr">' in base_page()
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in base_page()


@pytest.mark.parametrize(
    ("theme", "mark"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"')]
)
def test_a_chosen_theme_is_on_the_page(theme, mark):
    assert mark in base_page(theme=theme)


def test_without_a_choice_the_system_decides():
    assert "data-theme" not in base_page(theme="")


def test_a_network_is_named_coloured_and_followed_by_its_official_route():
    page = base_page(network=NETWORK)
    assert 'data-colour="pine"' in page
    assert "· Tidewell</title>" in page
    assert "In danger now? Call 999." in page
    assert 'href="https://example.org/report"' in page


def test_without_a_network_the_page_still_says_what_it_is_not():
    assert "formal complaint route" in base_page()


def test_the_menu_marks_where_we_are():
    items = [
        {"label": "Today", "url": "/", "current": True},
        {"label": "People", "url": "/p/", "current": False},
    ]
    assert base_page(nav_items=items).count('aria-current="page"') == 1


def test_what_happened_is_said_in_a_live_region():
    page = base_page(messages=[SimpleNamespace(level_tag="success", __str__=lambda self: "")])
    assert page.count('role="status"') == 2


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "404.html", "403_csrf.html", "signed_out.html", "500.html"]
)
def test_an_error_page_comes_out_without_any_context(name):
    page = render_to_string(name)
    assert page.count("<h1>") == 1
    assert "<script" not in page


def test_an_error_page_gives_back_what_was_typed_and_can_send_it_again():
    page = render_to_string("403_csrf.html", {"typed": [("words", "a < b")], "again": "/raise/"})
    assert "a &lt; b</textarea>" in page
    assert '<input type="hidden" name="words" value="a &lt; b">' in page
    assert 'action="/raise/"' in page


def test_a_refusal_says_why():
    assert "Only a co-chair can." in render_to_string("403.html", {"why": "Only a co-chair can."})


def test_a_mail_says_who_writes_and_how_to_get_fewer():
    page = render_to_string(
        "ui/mail.html", {"network": NETWORK, "preferences_url": "https://x.example/p"}
    )
    assert "Tidewell" in page
    assert "https://x.example/p" in page
    assert "https://x.example/p" in render_to_string(
        "ui/mail.txt", {"preferences_url": "https://x.example/p"}
    )


def test_a_demonstration_says_on_every_page_that_it_is_one():
    assert "all of it is made up" in base_page(is_demo=True)
    assert "made up" not in base_page(network=NETWORK)
