"""Past minutes, as documents hold them."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.formats.errors import FormatError
from groundswell.formats.minutes_in import Line, read_minutes

NOTES = """# Network meeting

Date: Wednesday 19 April 2023
Present: Sam, Priya, Ama

## Headwear in theatre

We talked about what the trust allows,
and what it does not.

- Theatre managers were asked twice
1. One replied

**Decision:** write to the theatre lead together
Agreed: meet monthly
ACTION (Sam, by 3 May 2023): draft the letter
Action: Priya and Ama to book a room by 5 June
- Action 4.2 [Lee]: find the policy
- [ ] Zoë O'Neil: ring the trust (due 1/6/23)
AP - send thanks
Actions were discussed at length.
Decision:
"""


def test_decisions_and_actions_are_told_from_the_rest():
    minutes = read_minutes(NOTES.encode(), "whatever.md")
    assert (minutes.title, minutes.held_on) == ("Network meeting", date(2023, 4, 19))
    assert minutes.paragraphs == (
        Line("text", "Date: Wednesday 19 April 2023"),
        Line("text", "Present: Sam, Priya, Ama"),
        Line("heading", "Headwear in theatre"),
        Line("text", "We talked about what the trust allows, and what it does not."),
        Line("bullet", "Theatre managers were asked twice"),
        Line("bullet", "One replied"),
        Line("decision", "write to the theatre lead together"),
        Line("decision", "meet monthly"),
        Line("action", "draft the letter", "Sam", date(2023, 5, 3)),
        Line("action", "Priya and Ama to book a room by 5 June", "Priya and Ama", date(2023, 6, 5)),
        Line("action", "find the policy", "Lee", None),
        Line("action", "Zoë O'Neil: ring the trust", "Zoë O'Neil", date(2023, 6, 1)),
        Line("action", "send thanks", None, None),
        Line("text", "Actions were discussed at length."),
        Line("text", "Decision:"),
    )


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("Action (Sam; due Friday 5 May): x", "Sam", date(2023, 5, 5)),
        ("ACTION (by 2023-05-03): x", None, date(2023, 5, 3)),
        ("Action: Sam Okoro will ring, by 31/02/2023", "Sam Okoro", None),
        ("Action: ring the trust (Sam, Priya & Ama)", "Sam, Priya & Ama", None),
        ("Action point 3: ring the trust before next week", None, None),
        ("TODO: Everyone to read it", "Everyone", None),
        ("Action: to be decided (see the annex)", None, None),
        ("Action: Sam - ring the trust, due 20th April", "Sam", date(2023, 4, 20)),
    ],
)
def test_owners_and_due_days_are_found_where_the_words_give_them(line, owner, due):
    minutes = read_minutes(f"Date: 19/04/2023\n\n{line}".encode(), "m.txt")
    found = minutes.paragraphs[-1]
    assert (found.kind, found.owner, found.due_on) == ("action", owner, due)


@pytest.mark.parametrize(
    ("text", "filename", "held_on"),
    [
        ("Minutes of 3rd May 2023\n\nNext meeting: 7 June 2023", "x.txt", date(2023, 5, 3)),
        ("Next meeting: 7 June 2023\n\nHello", "x.txt", None),
        ("Hello", "2023-05-03 minutes.txt", date(2023, 5, 3)),
        ("Hello", "minutes_20230503.md", date(2023, 5, 3)),
        ("Hello", "minutes 20239903.md", None),
    ],
)
def test_the_day_of_the_meeting_is_looked_for_in_the_text_then_in_the_name(text, filename, held_on):
    assert read_minutes(text.encode(), filename).held_on == held_on


def test_text_without_a_heading_takes_its_title_from_the_file():
    assert read_minutes(b"Hello", "May_2023 notes.txt").title == "May 2023 notes"


def test_underlined_headings_and_front_matter_are_understood():
    minutes = read_minutes(b"---\ntitle: x\n---\nMay meeting\n===\n\nHello\n\n---\n\nBye\n", "m.md")
    assert minutes.title == "May meeting"
    assert [line.text for line in minutes.paragraphs] == ["Hello", "Bye"]


def document() -> bytes:
    doc = Document()
    doc.add_heading("May meeting", 0)
    doc.add_paragraph("Held on 3 May 2023")
    doc.add_heading("Headwear", 1)
    doc.add_paragraph("Two trusts replied", style="List Bullet")
    doc.add_paragraph("Decision: ").add_run("write together").bold = True
    tracked = doc.add_paragraph("Agreed: ")
    for xml in (
        "<w:ins {} w:id='1' w:author='a'><w:r><w:t>keep going</w:t></w:r></w:ins>",
        "<w:del {} w:id='2' w:author='a'><w:r><w:delText>secret</w:delText></w:r></w:del>",
    ):
        tracked._p.append(parse_xml(xml.format(nsdecls("w"))))
    table = doc.add_table(rows=0, cols=3)
    for cells in (
        ("Action point", "Who", "By when"),
        ("Ring the trust", "Sam", "1 June"),
        ("", "Ama", ""),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    plain = doc.add_table(rows=1, cols=2)
    plain.rows[0].cells[0].text, plain.rows[0].cells[1].text = "Apologies", "Lee"
    return saved(doc)


def saved(doc) -> bytes:
    out = BytesIO()
    doc.save(out)
    return out.getvalue()


def test_a_word_document_is_read_with_its_tables_and_tracked_changes():
    minutes = read_minutes(document(), "x.docx")
    assert (minutes.title, minutes.held_on) == ("May meeting", date(2023, 5, 3))
    assert minutes.paragraphs == (
        Line("text", "Held on 3 May 2023"),
        Line("heading", "Headwear"),
        Line("bullet", "Two trusts replied"),
        Line("decision", "write together"),
        Line("decision", "keep going"),
        Line("action", "Ring the trust", "Sam", date(2023, 6, 1)),
        Line("text", "Apologies | Lee"),
    )


def repacked(data: bytes, **parts: bytes) -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(
                name, parts.pop(name.replace("/", "__").replace(".", "_"), b"") or old.read(name)
            )
        for name, content in parts.items():
            new.writestr(
                name.replace("__", "/").replace("_bin", ".bin").replace("_xml", ".xml"), content
            )
    return out.getvalue()


def test_a_macro_inside_a_document_is_ignored():
    assert (
        read_minutes(repacked(document(), word__vbaProject_bin=b"evil"), "x.docx").title
        == "May meeting"
    )


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "filename", "words"),
    [
        (b"%PDF-1.4", "minutes.docx", "called .docx that is really a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "minutes.doc", "old Office file"),
        (b"<html><body>hi</body></html>", "minutes.txt", "a web page"),
        (b"{\\rtf1 hi}", "minutes.txt", "a rich-text file"),
        (b" \n", "minutes.txt", "an empty file"),
        (b"***\n\n---\n", "minutes.md", "without any"),
        (b"- x\n" * 5_001, "minutes.md", "at most 5,000 lines"),
        (b"x" * 5_000_001, "minutes.md", "at most 5 MB"),
        (b"- ( " * 5_001, "minutes.md", "at most 20,000 characters"),
        (saved(Document()), "minutes.docx", "without any"),
        (repacked(document(), word__document_xml=BOMB), "minutes.docx", "document type"),
        (repacked(document(), word__document_xml=b"<w:broken"), "minutes.docx", "damaged"),
        (repacked(document(), word__document_xml=b"<x/>"), "minutes.docx", "damaged"),
        (repacked(document(), word__big_xml=b" " * 70_000_000), "minutes.docx", "unpacks to"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, filename, words):
    with pytest.raises(FormatError) as caught:
        read_minutes(data, filename)
    assert words in str(caught.value)


@given(st.text(max_size=300))
def test_any_text_is_minutes_or_a_sentence(text):
    with suppress(FormatError):
        assert all(line.text for line in read_minutes(text.encode(), "m.md").paragraphs)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 30_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_document_is_minutes_or_a_sentence(place, noise):
    with suppress(FormatError):
        assert read_minutes(
            DOCUMENT[:place] + noise + DOCUMENT[place + len(noise) :], "m.docx"
        ).title


DOCUMENT = document()
