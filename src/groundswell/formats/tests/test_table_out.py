"""Tables we write."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from groundswell.formats.errors import FormatError
from groundswell.formats.table_out import write_csv, write_xlsx

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=cmd|' /C calc'!A0"]


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=10), min_size=1, max_size=5))
def test_no_text_in_a_csv_begins_a_formula(cells):
    written = write_csv(cells, [cells]).decode("utf-8-sig")
    for row in csv.reader(StringIO(written, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)


def test_numbers_dates_and_nothing_are_written_plainly():
    row = [
        -5,
        2.5,
        None,
        True,
        date(2024, 1, 2),
        datetime(2024, 1, 2, 3, 4, tzinfo=UTC),
        "Zoë مرحبا",
    ]
    data = write_csv(list("abcdefg"), [row])
    assert data.startswith(b"\xef\xbb\xbfa,b,c,d,e,f,g\r\n")
    assert (
        data.decode("utf-8-sig").splitlines()[1]
        == "-5,2.5,,TRUE,2024-01-02,2024-01-02T03:04:00+00:00,Zoë مرحبا"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_a_workbook_is_never_a_formula(text):
    cell = load_workbook(BytesIO(write_xlsx(["x"], [[text]]))).worksheets[0]["A2"]
    assert cell.data_type in ("s", "inlineStr")


def test_a_workbook_keeps_dates_numbers_and_odd_titles():
    moment = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)
    data = write_xlsx(
        ["a", "b"], [[date(2024, 1, 2), -5], [moment, "bell\x07"]], sheet="a/b: [x]?" * 9
    )
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == (datetime(2024, 1, 2), -5)
    assert (sheet["A3"].value, sheet["B3"].value) == ("2024-01-02T03:04:00+00:00", "bell")
    assert len(sheet.title) <= 31
    assert sheet.freeze_panes == "A2"


def test_a_text_no_cell_can_hold_is_refused_with_its_place():
    with pytest.raises(FormatError, match=r"^Row 2, column B: expected"):
        write_xlsx(["a", "b"], [["x", "y" * 32_768]])
