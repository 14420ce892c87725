"""The one error every reader raises: what was expected, what was found, what to do."""

from __future__ import annotations

LONGEST_QUOTE = 60


class FormatError(ValueError):
    """A file or a cell that could not be read, told as one helpful English sentence.

    ``expected``, ``found`` and ``cure`` are clauses without a capital or a full stop; ``row`` (counted
    from 1, as a spreadsheet shows it) and ``column`` (a letter or a heading) say where, when it is known.
    """

    def __init__(
        self,
        *,
        expected: str,
        found: str,
        cure: str,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        self.expected = expected
        self.found = found
        self.cure = cure
        self.row = row
        self.column = column
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        row = "" if self.row is None else f"row {self.row}"
        column = "" if self.column is None else f"column {self.column}"
        where = ", ".join(part for part in (row, column) if part)
        sentence = f"expected {self.expected}, but found {self.found}; {self.cure}."
        sentence = f"{where}: {sentence}" if where else sentence
        return sentence[0].upper() + sentence[1:]

    def at(self, *, row: int | None = None, column: str | None = None) -> FormatError:
        """Return the same error with its place in the file filled in."""
        return FormatError(
            expected=self.expected,
            found=self.found,
            cure=self.cure,
            row=self.row if row is None else row,
            column=self.column if column is None else column,
        )

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling of exceptions.
        return (_rebuild, (self.expected, self.found, self.cure, self.row, self.column))


def _rebuild(
    expected: str, found: str, cure: str, row: int | None, column: str | None
) -> FormatError:
    return FormatError(expected=expected, found=found, cure=cure, row=row, column=column)


def quote(value: object) -> str:
    """Return a value in curly quotes on one line, cut to a length that fits a sentence."""
    text = " ".join(str(value).split())
    if len(text) > LONGEST_QUOTE:
        text = text[: LONGEST_QUOTE - 1] + "…"
    return f"“{text}”"
