"""A small table in words: what a network of twelve should print in place of a grid of blanks."""

from .cells import Mark
from .figures import Figures
from .policy import Policy
from .protect import protect
from .tables import Table
from .words import Message, message


def sentences(what: Table | Figures, policy: Policy) -> tuple[Message, ...]:
    """Say the totals of a table, by its rows; never more than the table itself would have shown."""
    figures = protect(what, policy).figures if isinstance(what, Table) else what
    if figures.withheld is not None:
        return (figures.withheld,)
    return (_in_all(figures), *_rows(figures))


def is_small(figures: Figures, policy: Policy) -> bool:
    """Say whether words would serve better than the table."""
    if figures.withheld is not None:
        return True
    total = figures[None, None]
    n_hidden = sum(not cell.is_shown for _, cell in figures.cells)
    few = total.value is not None and total.value < policy.words_below
    return few or total.mark is Mark.LOW or 2 * n_hidden > len(figures.cells)


def _in_all(figures: Figures) -> Message:
    total = figures[None, None]
    if total.mark is Mark.LOW:
        return message("all-low", minimum=(total.high or 0) + 1)
    if total.value is None:
        return message("all-hidden")
    return message("all", total=total.value)


def _rows(figures: Figures) -> list[Message]:
    labels = figures.shape.rows.labels
    cells = {label: figures[row, None] for row, label in enumerate(labels)}
    said = [
        message("one", label=label, count=cell.value)
        for label, cell in cells.items()
        if cell.value is not None
    ]
    low = [label for label, cell in cells.items() if cell.mark is Mark.LOW]
    if low:
        least = max(cells[label].high or 0 for label in low) + 1
        one = len(low) == 1
        said.append(
            message(
                "one-low" if one else "rest-low",
                minimum=least,
                **{"label" if one else "labels": ", ".join(low)},
            )
        )
    hidden = [label for label, cell in cells.items() if cell.mark is Mark.HIDDEN]
    return [*said, message("rest-hidden", labels=", ".join(hidden))] if hidden else said
