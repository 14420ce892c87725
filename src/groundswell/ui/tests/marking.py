"""Find words in a template that nobody could translate.

`untranslated_text(source)` returns each piece of text, speaking attribute or quoted tag argument
that is not marked. An architecture test runs it over every room's templates.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

# A stand-in for what a tag or a variable prints; it holds no letters.
HOLE = "\ufffc"
WORD = re.compile(r"[^\W\d_]{2,}")
MARKED = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans"}
SKIPPED = {**MARKED, "comment": "endcomment"}
# Blocks of the base page that stand inside an attribute, such as `{% block main_look %} narrow`.
ATTRIBUTE_BLOCK = re.compile(r"block \w+_(look|url|attributes)$")
SPEAKING_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
SPEAKING_DATA = re.compile(r"data-(say|label|done|kept|clear|unsent)$")
SPEAKING_ARGUMENT = re.compile(
    r"\b(title|text|label|kicker|lead|note|caption|example|who|when|words|tag|\w+_label)"
    r"=(?P<quote>['\"])(?P<words>.*?)(?P=quote)"
)
# Tags whose first argument is shown to people, when it is a quoted string.
SPEAKING_FIRST = {
    "page_header", "row", "tag", "button", "data_table", "table_region", "toast", "who_sees",
    "progress", "dialog", "more", "copy_text", "mail_button", "empty", "person",
}  # fmt: skip
SPEAKING_FILTER = re.compile(
    r"\|(?:default|default_if_none|yesno):(?P<quote>['\"])(?P<words>.*?)(?P=quote)"
)
# Arguments with a meaning to the browser, not to a reader.
NOT_LANGUAGE = {"submit", "post", "get", "button", "reset", "\\n"}
SILENT_ELEMENTS = {"script", "style", "code", "kbd", "samp"}


def untranslated_text(template_source: str) -> list[str]:
    """Return every unmarked piece of language, in the order of the source."""
    found: list[str] = []
    shown: list[str] = []
    for token in _outside_marked(Lexer(template_source).tokenize()):
        if token.token_type is TokenType.TEXT:
            shown.append(token.contents)
            continue
        if token.token_type is not TokenType.COMMENT:
            shown.append(HOLE)
            found += _quoted(token)
    reader = _Reader()
    reader.feed("".join(shown))
    reader.close()
    return found + reader.found


def _outside_marked(tokens: list[Token]) -> Iterator[Token]:
    """Leave out what stands between a marking tag and its end."""
    until = ""
    for token in tokens:
        name = token.contents.split(" ")[0] if token.token_type is TokenType.BLOCK else ""
        fills_attribute = name == "block" and ATTRIBUTE_BLOCK.match(token.contents)
        if until:
            until = "" if name == until else until
        elif fills_attribute:
            until = "endblock"
        elif name in SKIPPED:
            until = SKIPPED[name]
        else:
            yield token


def _quoted(token: Token) -> list[str]:
    """Return quoted words handed to a tag or a filter without `_( )`."""
    if token.contents.startswith("extends "):
        return []
    words = [match["words"] for match in SPEAKING_FILTER.finditer(token.contents)]
    if token.token_type is TokenType.BLOCK:
        bits = token.split_contents()
        if bits[0] not in {"translate", "trans", "url", "static", "include", "with", "load"}:
            words += [match["words"] for match in SPEAKING_ARGUMENT.finditer(token.contents)]
        if bits[0] in SPEAKING_FIRST and len(bits) > 1 and bits[1][0] in "'\"":
            words.append(bits[1][1:-1])
    return [piece for piece in words if WORD.search(piece) and piece not in NOT_LANGUAGE]


class _Reader(HTMLParser):
    """Collect the text and the speaking attributes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at attributes that are read out or shown."""
        tag = tag.strip(HOLE)
        self.silent += tag in SILENT_ELEMENTS
        names = {name: value or "" for name, value in attrs}
        for name, value in names.items():
            speaks = name in SPEAKING_ATTRIBUTES or bool(SPEAKING_DATA.match(name))
            button = (
                tag == "input" and name == "value" and names.get("type") in {"submit", "button"}
            )
            if (speaks or button) and WORD.search(value):
                self.found.append(value.replace(HOLE, "…"))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element whose text is not language."""
        self.silent = max(self.silent - (tag in SILENT_ELEMENTS), 0)

    def handle_data(self, data: str) -> None:
        """Look at text between tags."""
        if not self.silent and WORD.search(data):
            self.found.append(data.replace(HOLE, "…").strip())
