"""Spreadsheets as networks keep them."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from groundswell.formats.errors import FormatError
from groundswell.formats.table import guess_columns, read_table
from groundswell.formats.table_out import write_csv, write_xlsx


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows, merge=()) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Members"
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    return saved(book)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


TEXT = "Name;Joined;Café\nZoë;31/12/2024;yes\n\nAmara;31.12.24;"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_whatever_the_encoding_and_separator(encoding, separator, end):
    data = TEXT.replace(";", separator).replace("\n", end).encode(encoding)
    table = read_table(data, "members.csv")
    assert table.headings == ["Name", "Joined", "Café"]
    assert table.rows == [["Zoë", "31/12/2024", "yes"], ["Amara", "31.12.24", None]]
    assert table.row_numbers == [2, 4]
    assert bool(table.warnings) == (encoding == "cp1252")


def test_a_comma_inside_quotes_does_not_mislead():
    data = b'Name,Note\n"Neil, Sam","a ""b""\nc"\n"Ama","x;y;z"\n'
    assert read_table(data, "m.csv").rows == [["Neil, Sam", 'a "b"\nc'], ["Ama", "x;y;z"]]


def test_the_separator_line_of_excel_is_obeyed():
    table = read_table(b"sep=;\r\nName;A,B\r\nSam;1,2\r\n", "m.csv")
    assert (table.headings, table.rows, table.row_numbers) == (
        ["Name", "A,B"],
        [["Sam", "1,2"]],
        [3],
    )


def test_numbers_with_leading_zeros_stay_as_they_are_typed():
    assert read_table(b"Name,Number\nSam,007\n", "m.csv").rows == [["Sam", "007"]]


def test_a_quotation_mark_that_is_never_closed_is_named():
    with pytest.raises(FormatError, match="never closed"):
        read_table(b'Name,Note\nSam,"oh\nAma,b\n', "m.csv")


def test_loose_quotation_marks_are_read_with_a_warning():
    table = read_table(b'Name,Note\nSam,"a" b\n', "m.csv")
    assert table.rows == [["Sam", "a b"]]
    assert "quotation marks" in table.warnings[0]


def test_lines_of_title_above_the_headings_are_passed_over():
    data = workbook(
        ["Our network", None, None],
        [None],
        ["Updated", date(2024, 1, 1)],
        ["Name", "Mail", "Year"],
        ["Sam", "s@x.org", 3],
    )
    table = read_table(data, "m.xlsx")
    assert table.headings == ["Name", "Mail", "Year"]
    assert table.rows == [["Sam", "s@x.org", 3]]
    assert table.row_numbers == [5]
    assert "row 4" in table.warnings[0]


def test_merged_cells_each_get_the_value_and_the_range_is_named():
    rows = [
        ["Our network", None, None],
        ["Name", "Year", "Joined"],
        ["Sam", "Year 2", 1],
        ["Ama", None, 2],
        ["Zoë", "Year 3", 3],
    ]
    table = read_table(workbook(*rows, merge=("A1:C1", "B3:B4")), "m.xlsx")
    assert [row[1] for row in table.rows] == ["Year 2", "Year 2", "Year 3"]
    assert [warning for warning in table.warnings if "merged" in warning] == [
        "The cells B3:B4 were merged; their value was repeated in each of them."
    ]


def test_merged_cells_that_reach_to_the_end_of_the_sheet_are_cheap():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Year"])
    sheet.append(["Sam", "2"])
    sheet.merged_cells.add("B2:XFD1048576")
    assert read_table(saved(book), "m.xlsx").rows[0][:2] == ["Sam", "2"]


def test_kinds_of_cell_come_as_what_they_are():
    rows = [
        ["a", "b", "c", "d", "e", "f"],
        [date(2024, 5, 1), datetime(2024, 5, 1, 9, 30), 2.0, 2.5, True, "  x "],
    ]
    table = read_table(workbook(*rows), "m.xlsx")
    assert table.rows == [[date(2024, 5, 1), datetime(2024, 5, 1, 9, 30), 2, 2.5, "TRUE", "x"]]
    assert [type(cell) for cell in table.rows[0][:3]] == [date, datetime, int]


def test_hidden_and_empty_sheets_are_passed_over_and_others_are_named():
    book = Workbook()
    book.worksheets[0].title = "Empty"
    hidden, shown, more = (book.create_sheet(name) for name in ("Secret", "Members", "Old"))
    for sheet in (hidden, shown, more):
        sheet.append(["Name", sheet.title])
        sheet.append(["Sam", "x"])
    hidden.sheet_state = "hidden"
    table = read_table(saved(book), "m.xlsx")
    assert (table.sheet, table.headings) == ("Members", ["Name", "Members"])
    assert any("Old" in warning for warning in table.warnings)
    assert "Secret" not in " ".join(table.warnings)


def test_formulas_without_a_stored_result_and_error_values_are_told():
    table = read_table(workbook(["Name", "Age"], ["Sam", "=1+1"], ["Ama", "#N/A"]), "m.xlsx")
    assert table.rows == [["Sam", None], ["Ama", None]]
    assert any("B2" in warning for warning in table.warnings)
    assert any("#N/A" in warning for warning in table.warnings)


def test_columns_without_a_heading_and_headings_twice_are_named():
    table = read_table(
        workbook(["Name", None, "Name"], ["Sam", "x", "y"], ["Ama", None, "z"]), "m.xlsx"
    )
    assert table.headings == ["Name", "Column B", "Name"]
    assert table.warnings == (
        "Column B has no heading.",
        "The heading “Name” stands above more than one column.",
    )


def test_a_list_of_addresses_alone_is_read_with_a_warning_about_its_first_row():
    table = read_table(b"sam@example.org\nama@example.org\n", "m.csv")
    assert table.headings == ["sam@example.org"]
    assert "looks like data" in table.warnings[0]


def test_a_file_under_the_wrong_name_is_read_as_what_it_is():
    assert "is a CSV file" in read_table(b"Name,Year\nSam,2\n", "m.xlsx").warnings[0]
    assert (
        "is an Excel workbook"
        in read_table(workbook(["Name", "Year"], ["Sam", 2]), "m.csv").warnings[0]
    )


@pytest.mark.parametrize(
    ("data", "filename", "words"),
    [
        (b"%PDF-1.7 ...", "members.xlsx", "called .xlsx that is really a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", "members.xlsx", "locked with a password"),
        (b"<html><body><table></table></body></html>", "members.xls", "a web page"),
        (b"\x89PNG\r\n", "members.csv", "a picture"),
        (b"\x00\x01\x02\x03\x04\x05\x00", "members.csv", "not text"),
        (b"   \n ", "members.csv", "an empty file"),
        (b"", "members.csv", "an empty file"),
        (b"a,b\n" * 1_300_000, "members.csv", "at most 5 MB"),
        (b"a,b\n" * 5_200, "members.csv", "at most 5,000 rows"),
        (b"h" + b",h" * 100, "members.csv", "at most 100 columns"),
        (b",,,\n,,,\n", "members.csv", "nothing in it"),
        (b"Name\n\x81\x8d", "members.csv", "none of these"),
        (zipped(word__document_xml=b"<x/>"), "members.xlsx", "a Word document"),
        (zipped(hello=b"x"), "members.xlsx", "a zip archive"),
        (workbook(["a"])[:-300], "members.xlsx", "zip archive"),
        (zipped(xl__workbook_xml=b"<x/>"), "members.xlsx", "damaged"),
        (
            zipped(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
            "members.xlsx",
            "document type",
        ),
        (zipped(xl__workbook_xml=b" " * 70_000_000), "members.xlsx", "unpacks to 70 MB"),
        (
            zipped(xl__workbook_xml=b"", **{f"p{n}": b"" for n in range(2_001)}),
            "members.xlsx",
            "2,002 parts",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, filename, words):
    with pytest.raises(FormatError) as caught:
        read_table(data, filename)
    assert words in str(caught.value)
    assert str(caught.value).count(". ") == 0 or "No. " in str(caught.value)


def test_a_workbook_of_too_many_rows_or_columns_is_refused():
    with pytest.raises(FormatError, match="at most 5,000 rows"):
        read_table(write_xlsx(["a"], [["x"]] * 5_001), "m.xlsx")
    with pytest.raises(FormatError, match="at most 100 columns"):
        read_table(write_xlsx(["h"] * 101, []), "m.xlsx")


def test_exactly_five_thousand_rows_are_read():
    assert len(read_table(b"Name\n" + b"x\n" * 5_000, "m.csv").rows) == 5_000


def test_a_row_far_below_the_others_is_found():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A1048576"] = "Name", "Sam"
    assert read_table(saved(book), "m.xlsx").row_numbers == [1_048_576]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12).map(
    lambda text: text.strip().lstrip("=+-@＝＋－＠#'\ufeff\ufffe\uffff ").strip()
)
NAMES = ["First name", "Surname", "Cohort"]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_is_written_comes_back(rows):
    wanted = [[cell or None for cell in row] for row in rows if any(row)]
    assert read_table(write_csv(NAMES, rows), "m.csv").rows == wanted
    found = read_table(write_xlsx(NAMES, rows), "m.xlsx").rows
    assert found == [
        [(c and c.replace("\ufffe", "").replace("\uffff", "")) or None for c in row]
        for row in wanted
    ]


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_any_bytes_give_a_table_or_a_sentence(data, filename):
    try:
        table = read_table(data, filename)
    except FormatError:
        return
    assert all(len(row) == len(table.headings) for row in table.rows)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_a_table_or_a_sentence(place, noise):
    whole = workbook(["Name", "Year"], ["Sam", 2])
    with suppress(FormatError):
        assert read_table(whole[:place] + noise + whole[place + len(noise) :], "m.xlsx").headings


WANTED = {
    "email": ("mail", "e-mail address", "university email"),
    "given_name": ("first name", "forename"),
    "family_name": ("surname", "last name"),
    "joined_on": ("joined", "date joined", "member since"),
    "cohort": ("year group", "graduation year", "year"),
}


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (
            ["E-Mail", "FIRST_NAME", "Last Name:", "Date joined (approx.)"],
            {"email": 0, "given_name": 1, "family_name": 2, "joined_on": 3},
        ),
        (
            ["Surname", "Forename(s)", "Univeristy e-mail", "Year Group"],
            {"family_name": 0, "given_name": 1, "email": 2, "cohort": 3},
        ),
        (["Year", "Year group"], {"cohort": 0}),
        (["Colour", "", "Notes"], {}),
        ([], {}),
        (["dateJoined"], {"joined_on": 0}),
    ],
)
def test_columns_are_guessed_from_the_network_s_own_headings(headings, found):
    assert guess_columns(headings, WANTED) == found


def test_the_exact_heading_wins_over_one_that_contains_it():
    assert guess_columns(["Next of kin email", "Email"], {"email": ()}) == {"email": 1}


@given(st.lists(st.text(max_size=15), max_size=8))
def test_no_column_is_guessed_twice(headings):
    found = guess_columns(headings, WANTED)
    assert len(set(found.values())) == len(found)
    assert all(0 <= place < len(headings) for place in found.values())
