"""Turn what people type into safe HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from groundswell.formats.errors import FormatError

MAX_CHARACTERS: Final = 100_000
_TAGS: Final = frozenset(
    {
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "s",
    }
    | {"a", "img", "br", "hr", "table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES: Final = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_OWN_PATH: Final = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")


def render_markdown(text: str) -> str:
    """Return the text as HTML that is safe to put into a page.

    CommonMark with tables and strike-through. HTML in the text is shown, never obeyed. Links may go to
    http, https, mailto and this site, and carry rel="nofollow noopener". Pictures only come from this site
    (a path that begins with one “/”); of others the description stays. “# Title” becomes an h2, because
    the page has its own h1. Raises ``FormatError`` over 100,000 characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise FormatError(
            expected=f"at most {MAX_CHARACTERS:,} characters",
            found=f"{len(text):,}",
            cure="shorten the text or split it in two",
        )
    return nh3.clean(
        _PARSER.render(text),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_filter,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )


def is_own_path(url: str) -> bool:
    """Whether a URL stays on this site: a path, with neither host nor scheme however it is spelled."""
    if _OWN_PATH.fullmatch(url) is None:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _filter(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if is_own_path(value) else None
    return value


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    token = tokens[place]
    if is_own_path(str(token.attrGet("src") or "")):
        return renderer.image(tokens, place, options, env)
    described = renderer.renderInlineAsText(token.children or [], options, env)
    return described.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _heading(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    level = min(int(tokens[place].tag[1:]) + 1, 6)
    slash = "/" if tokens[place].nesting < 0 else ""
    return f"<{slash}h{level}>" + ("\n" if slash else "")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    return parser


_PARSER: Final = _parser()
