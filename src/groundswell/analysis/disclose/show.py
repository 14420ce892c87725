"""A published table as rows, as text and as an accessible HTML table, in any language."""

from collections.abc import Iterator
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from .tables import Position
from .words import Message, Translate, message

if TYPE_CHECKING:
    from .figures import Figures


def rows_of(figures: "Figures", translate: Translate = str) -> list[tuple[str, ...]]:
    """Give a line of headings, a line for each row and one of totals, every cell as it is printed."""
    if figures.withheld is not None:
        return []
    shape, total = figures.shape, message("total").say(translate)
    columns = shape.columns.labels if shape.columns else ()
    lines = [(shape.rows.name, *columns, total)]
    for row, label in [*enumerate(shape.rows.labels), (None, total)]:
        places: list[Position] = [*((row, c) for c in range(len(columns))), (row, None)]
        lines.append((label, *(_printed(figures, place, translate) for place in places)))
    return lines


def _printed(figures: "Figures", position: Position, translate: Translate) -> str:
    text = figures[position].text(translate)
    percent = figures.percent_at(position)
    if percent is None:
        return text
    value, step = percent
    shown = f"{float(value):.1f}" if step < 1 else str(round(value))
    return f"{text} ({message('percent', percent=shown).say(translate)})"


def notes_of(figures: "Figures", translate: Translate = str) -> list[str]:
    """Give what a reader must know, each sentence once: why numbers are missing, what is rounded."""
    found: dict[Message, None] = {}
    if figures.withheld is not None:
        found[figures.withheld] = None
    found.update(dict.fromkeys(cell.why for _, cell in figures.cells if cell.why))
    found.update(dict.fromkeys(figures.notes))
    return [note.say(translate) for note in found]


def to_text(figures: "Figures", translate: Translate = str) -> str:
    """Draw the table in plain characters, its notes under it."""
    lines = rows_of(figures, translate)
    widths = [max(len(word) for word in column) for column in zip_longest(*lines, fillvalue="")]
    drawn = [_line(line, widths) for line in lines]
    title = [figures.shape.title] if figures.shape.title else []
    return "\n".join([*title, *drawn, *notes_of(figures, translate)])


def _line(words: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = zip(words, widths, strict=True)
    return "  ".join(
        [first[0].ljust(first[1]), *(word.rjust(width) for word, width in rest)]
    ).rstrip()


def to_html(figures: "Figures", translate: Translate = str) -> str:
    """Give a table with a caption, headings that say what they head, and its notes as a list."""
    return "".join([*_table(figures, translate), bullets(notes_of(figures, translate))])


def bullets(sentences: list[str]) -> str:
    """Give a list of sentences, or nothing."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def _table(figures: "Figures", translate: Translate) -> Iterator[str]:
    lines = rows_of(figures, translate)
    if not lines:
        return
    yield f"<table><caption>{escape(figures.shape.title)}</caption><thead><tr>"
    yield from (f'<th scope="col">{escape(word)}</th>' for word in lines[0])
    yield "</tr></thead><tbody>"
    for label, *words in lines[1:]:
        yield f'<tr><th scope="row">{escape(label)}</th>'
        yield from (f"<td>{escape(word)}</td>" for word in words)
        yield "</tr>"
    yield "</tbody></table>"
