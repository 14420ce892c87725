"""What a first visit carries stays small, and scripts stay short."""

import gzip
from pathlib import Path

import django_htmx

STATIC = Path(__file__).parent.parent / "static" / "ui"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


def carried(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_style_sheets_stay_small():
    sheets = list(STATIC.glob("*.css"))
    assert sum(map(carried, sheets)) <= 9_000
    assert sum(path.stat().st_size for path in sheets) <= 30_000


def test_a_first_visit_leaves_room_for_the_page_itself():
    assert sum(map(carried, [*STATIC.iterdir(), HTMX])) <= 32_000


def test_scripts_are_short():
    assert max(len(path.read_text().splitlines()) for path in STATIC.glob("*.js")) < 80


def test_scripts_keep_nothing_that_is_sealed():
    assert "data-sealed" in (STATIC / "gs-keep.js").read_text()
