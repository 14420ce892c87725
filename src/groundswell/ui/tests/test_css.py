"""The style sheets keep their promises: contrast, direction, size, one dark palette."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))
TOKENS = (STATIC / "tokens.css").read_text()
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9A-F]{6})", re.IGNORECASE)
SURFACES = ("paper", "card", "sunk")
AA, AAA, SHAPE = 4.5, 7.0, 3.0


def palette(opening: str) -> dict[str, str]:
    """Every colour set in the blocks that open with these words."""
    blocks = re.findall(re.escape(opening) + r"\s*\{(.*?)\}", TOKENS, re.DOTALL)
    return {name: value for block in blocks for name, value in TOKEN.findall(block)}


LIGHT = palette("\n:root")
DARK = palette(':root[data-theme="dark"]')
SYSTEM_DARK = palette(':root:not([data-theme="light"])')
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK}}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str, float]]:
    """Each token set on each surface it may stand on, with the contrast it owes."""
    speaking = ("muted", "accent", "green", "gold", "blue", "error", "pine", "ochre", "deep")
    return [
        *(("ink", surface, AAA) for surface in (*SURFACES, "heat-0", "swell-far")),
        *((token, surface, AA) for token in speaking for surface in SURFACES),
        *(("on-accent", accent, AA) for accent in ("accent", "pine", "ochre", "deep")),
        *(("ink", f"heat-{step}", AA) for step in (1, 2)),
        *(("on-heat", f"heat-{step}", AA) for step in (3, 4)),
        ("paper", "ink", AAA),
        *(("edge", surface, SHAPE) for surface in SURFACES),
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("token", "surface", "owed"), pairs())
def test_every_pair_of_tokens_has_the_contrast_it_owes(theme, token, surface, owed):
    colours = THEMES[theme]
    assert contrast(colours[token], colours[surface]) >= owed


def test_the_contrast_sum_gives_the_known_value_of_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_both_dark_palettes_are_the_same_and_complete():
    assert DARK == SYSTEM_DARK
    assert set(DARK) == set(LIGHT)


PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|border-(top|bottom)-(left|right)-radius|left|right|top|bottom)\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)"
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_names_a_physical_side(sheet):
    assert PHYSICAL.search(sheet.read_text()) is None


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_asks_another_host_for_anything(sheet):
    assert not re.search(r"url\(|@import|https?:", sheet.read_text().replace('[href^="http"]', ""))


@pytest.mark.parametrize(
    "sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=lambda path: path.name
)
def test_colours_come_from_the_tokens(sheet):
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!\s*\{)", sheet.read_text())) <= {"#FFFFFF"}


def test_the_sheets_use_only_tokens_that_exist():
    known = set(re.findall(r"(--[\w-]+)\s*:", TOKENS))
    for sheet in SHEETS:
        assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) <= known


def test_the_paper_of_a_mail_is_our_paper():
    mail = (STATIC.parent.parent / "templates" / "ui" / "mail.html").read_text()
    assert set(re.findall(r"#[0-9A-F]{6}", mail)) <= set(LIGHT.values())
