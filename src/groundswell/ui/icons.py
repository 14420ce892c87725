"""A dozen line icons on a 20 by 20 grid, drawn in the text's own colour."""

from typing import Final

ICONS: Final[dict[str, str]] = {
    "check": '<path d="M4 10.5l4 4 8-9"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4l3 2"/>',
    "late": '<path d="M10 3L18 17H2ZM10 8v4M10 14.6v.1"/>',
    "forward": '<path d="M4 10h12M11 5l5 5-5 5"/>',
    "back": '<path d="M16 10H4M9 5l-5 5 5 5"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "close": '<path d="M5 5l10 10M15 5L5 15"/>',
    "menu": '<path d="M3 6h14M3 10h14M3 14h14"/>',
    "eye": '<path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10Z"/><circle cx="10" cy="10" r="2.2"/>',
    "calendar": '<path d="M3.5 5h13v11.5h-13ZM3.5 8.5h13M7 3v3M13 3v3"/>',
    "mail": '<path d="M3 5h14v10.5H3ZM3 6l7 5 7-5"/>',
    "file": '<path d="M5 2.5h6.5L15 6v11.5H5ZM11 3v4h4M10 9.5v5M7.8 12.4L10 14.6l2.2-2.2"/>',
}
TURNING: Final = frozenset({"forward", "back"})
"""Icons that point along the line of text and turn round with it."""
