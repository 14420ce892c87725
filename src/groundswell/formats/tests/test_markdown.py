"""Markdown: what people type becomes safe HTML."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.formats.errors import FormatError
from groundswell.formats.markdown import is_own_path, render_markdown

PIECES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](https://evil.example/p.png)",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,x)",
    "<a href='java\nscript:x' onclick=x>",
    "![x](//evil.example/a)",
    "![x](/\\evil.example)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<https://a.example>",
    "`<script>`",
    "| a |\n|-|\n| b |\n",
    "\n\n",
    "<svg/onload=alert(1)>",
    "**b**",
    "# h\n",
    "> q\n",
    "- i\n",
    '[a](https://a.example "onmouseover=x")',
    "<!-- x -->",
    "~~s~~",
    '![a" onerror="x](/a.png)',
    "<style>*{}</style>",
    "&lt;script&gt;",
    "\\<script>",
    "<iframe src=//x>",
    "\x00",
    "🙂 مرحبا",
]


class Tags(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(render_markdown(text))
    return parser.found


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=8).map("".join))
def test_nothing_typed_becomes_script_style_or_a_call_to_another_host(text):
    for tag, attributes in tags(text):
        assert tag not in {
            "script",
            "style",
            "iframe",
            "svg",
            "object",
            "form",
            "input",
            "base",
            "meta",
            "link",
        }
        assert set(attributes) <= {"href", "title", "rel", "src", "alt", "start"}
        if (href := attributes.get("href")) is not None:
            assert "nofollow" in str(attributes["rel"])
            scheme = href.partition(":")[0].lower() if ":" in href.partition("/")[0] else ""
            assert scheme in {"", "http", "https", "mailto"}
        if (src := attributes.get("src")) is not None:
            assert is_own_path(src)


def test_ordinary_markdown_is_rendered():
    html = render_markdown(
        "# Aim\n\nHello *you* and **all**, ~~not~~ [here](https://example.org).\n\n3. c\n\n| a |\n|---|\n| b |"
    )
    assert html.startswith(
        "<h2>Aim</h2>\n<p>Hello <em>you</em> and <strong>all</strong>, <s>not</s> "
    )
    assert '<a href="https://example.org" rel="nofollow noopener">here</a>' in html
    assert '<ol start="3">' in html
    assert "<td>b</td>" in html


def test_typed_html_is_shown_not_obeyed():
    assert render_markdown("<b>x</b> & y").strip() == "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"


@pytest.mark.parametrize(
    "src",
    ["https://evil.example/p.png", "//evil.example/p.png", "p.png", "http:/x"],
)
def test_a_picture_from_elsewhere_leaves_its_description(src):
    assert render_markdown(f"![Our *choir*]({src})").strip() == "<p>Our choir</p>"


def test_a_picture_of_this_site_is_shown():
    assert (
        render_markdown("![Our choir](/media/choir.png)").strip()
        == '<p><img src="/media/choir.png" alt="Our choir"></p>'
    )


def test_no_style_reaches_the_page_from_aligned_tables():
    assert "style" not in render_markdown("| a |\n|--:|\n| b |")


def test_headings_never_become_the_page_s_own_nor_go_below_six():
    assert render_markdown("# a\n\n###### b") == "<h2>a</h2>\n<h6>b</h6>\n"


def test_a_text_of_more_than_a_hundred_thousand_characters_is_refused():
    with pytest.raises(FormatError, match="at most 100,000 characters"):
        render_markdown("x" * 100_001)


@pytest.mark.parametrize("piece", [">", "[", "![", "*a", "`", "- ", "<", "[a](", "| ", "\\", "&#"])
def test_deep_nesting_does_not_keep_the_page_waiting(piece):
    began = time.perf_counter()
    render_markdown(piece * (8_000 // len(piece)))
    assert time.perf_counter() - began < 5
