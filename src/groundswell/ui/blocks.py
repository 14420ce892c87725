"""Components that hold other markup: `{% card %}…{% endcard %}`; registered in templatetags/ui.py."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

PARTS = "ui/components/"


def part(name_of_part: str, /, **context: Any) -> SafeString:
    """Draw one component file."""
    return render_to_string(f"{PARTS}{name_of_part}.html", context)


def card(
    content: str, title: str = "", url: str = "", tag: str = "", clock: str = "", sunk: bool = False
) -> SafeString:
    """Hold something that can be picked up."""
    return part("card", content=content, title=title, url=url, tag=tag, clock=clock, sunk=sunk)


def rows(content: str) -> SafeString:
    """Hold rows."""
    return format_html('<ul class="rows">{}</ul>', content)


def acts(content: str) -> SafeString:
    """Set buttons side by side."""
    return format_html('<div class="acts">{}</div>', content)


def quote(content: str, who: str = "") -> SafeString:
    """Set someone's own words."""
    return part("quote", content=content, who=who)


def verdict(content: str) -> SafeString:
    """Set what those affected say."""
    return format_html('<div class="verdict">{}</div>', content)


def notice(content: str, kind: str = "", title: str = "") -> SafeString:
    """Set something to know before going on."""
    return part("notice", content=content, kind=kind, title=title)


def empty(content: str, title: str, text: str = "", example: str = "") -> SafeString:
    """Teach what will be here: what it is, one example, one button."""
    return part("empty", content=content, title=title, text=text, example=example)


def table_region(content: str, caption: str) -> SafeString:
    """Hold a table written by hand."""
    return part("table_region", content=content, caption=caption)


def dialog(content: str, label: str, title: str = "", kind: str = "quiet") -> SafeString:
    """Ask before going on, in place."""
    return part("dialog", content=content, label=label, title=title, kind=kind)


def more(content: str, label: str) -> SafeString:
    """Fold away what not everyone needs."""
    return format_html('<details class="more"><summary>{}</summary>{}</details>', label, content)


def keep(content: str) -> SafeString:
    """Keep unsent words through a failed sending."""
    return part("keep", content=content)
