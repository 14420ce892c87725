"""Cleaned copies hold what is seen and nothing of who, where and when; hostile files are refused."""

import contextlib
import io
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from groundswell.formats.cleaning import NotCleaned, clean, kind_of

WHO = "Zebrafinch Quartermaster"


def picture(form="JPEG", **more):
    into = io.BytesIO()
    Image.effect_noise((40, 30), 50).convert("RGB").save(into, form, **more)
    return into.getvalue()


def photo():
    exif = Image.Exif()
    exif[0x013B] = WHO
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=WHO)


def refused(data, suffix=""):
    with pytest.raises(NotCleaned) as found:
        clean(data, suffix)
    return found.value.why


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data, **changed):
    parts = parts_of(data) | {name.replace("__", "/"): text for name, text in changed.items()}
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return into.getvalue()


def everything(data):
    return b"".join(parts_of(data).values())


def test_a_photo_loses_place_author_and_comment_and_stands_upright():
    made = clean(photo(), ".jpg")
    with Image.open(io.BytesIO(made.data)) as copy:
        assert copy.size == (30, 40)
        assert not copy.getexif()
        assert "comment" not in copy.info
    assert WHO.encode() not in made.data


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_other_pictures_become_a_bare_png(form):
    info = PngInfo()
    info.add_text("Author", WHO)
    made = clean(picture(form, **({"pnginfo": info} if form == "PNG" else {})), f".{form.lower()}")
    assert made.suffix == ".png"
    assert WHO.encode() not in made.data


def test_what_stands_behind_a_picture_does_not_come_along():
    both = photo() + b"PK\x03\x04" + WHO.encode()
    assert WHO.encode() not in clean(both, ".jpg").data


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked():
    head = (
        b"\x89PNG\r\n\x1a\n"
        + b"\x00\x00\x00\rIHDR"
        + (60000).to_bytes(4, "big") * 2
        + b"\x08\x02\0\0\0"
    )
    crc = zlib.crc32(head[12:]).to_bytes(4, "big")
    idat = zlib.compress(b"\0" * 1000)
    chunk = (
        len(idat).to_bytes(4, "big")
        + b"IDAT"
        + idat
        + zlib.crc32(b"IDAT" + idat).to_bytes(4, "big")
    )
    assert refused(head + crc + chunk, ".png") == "too large"


def pdf_with(**extra):
    into = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0].obj
        photo_in = pikepdf.Stream(
            pdf,
            photo(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=40,
            Height=30,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo_in))
        page.Contents = pdf.make_stream(b"q 40 0 0 30 0 0 cm /Im0 Do Q")
        page.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Text,
                    T=WHO,
                    M="D:2020",
                    Rect=[0, 0, 9, 9],
                    Contents="What the note says",
                ),
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"alert('{WHO}')"),
                ),
            ]
        )
        page.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=WHO))
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=WHO)
        pdf.attachments["who.txt"] = WHO.encode()
        pdf.docinfo["/Author"] = WHO
        with pdf.open_metadata() as meta:
            meta["dc:creator"] = [WHO]
        pdf.save(into, **extra)
    return into.getvalue()


def test_a_pdf_loses_author_history_attachments_scripts_and_who_noted():
    made = clean(pdf_with(), ".pdf")
    with pikepdf.open(io.BytesIO(made.data)) as copy:
        assert "/Info" not in copy.trailer
        assert not copy.attachments
        assert {"/OpenAction", "/Metadata"}.isdisjoint(copy.Root.keys())
        text, link = copy.pages[0].Annots
        assert str(text.Contents) == "What the note says"
        assert str(link.A.S) == "/Nothing"
        bare = io.BytesIO()
        copy.save(bare, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert WHO.encode() not in bare.getvalue()
    assert b"JavaScript" not in bare.getvalue()


def test_a_pdf_with_a_password_is_locked_and_half_of_one_is_broken():
    locked = pdf_with(encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused(locked, ".pdf") == "locked"
    assert refused(b"%PDF-1.7\n" + b"\0garbage" * 40, ".pdf") == "broken"


def word_file():
    document = docx.Document()
    document.core_properties.author = WHO
    document.add_paragraph("What is seen")
    run = document.add_paragraph().add_run("Hidden words")
    run.font.hidden = True
    document.add_picture(io.BytesIO(photo()))
    into = io.BytesIO()
    document.save(into)
    data = into.getvalue()
    body = parts_of(data)["word/document.xml"].decode()
    tracked = (
        f'<w:p><w:ins w:id="1" w:author="{WHO}" w:date="2020-01-01T00:00:00Z"><w:r><w:t>Put in</w:t></w:r></w:ins>'
        f'<w:del w:id="2" w:author="{WHO}"><w:r><w:delText>Taken out</w:delText></w:r></w:del></w:p>'
    )
    at = body.index("<w:body>") + len("<w:body>")
    return repacked(data, **{"word__document.xml": (body[:at] + tracked + body[at:]).encode()})


def test_a_word_file_keeps_what_is_seen_and_nobodys_name():
    made = clean(word_file(), ".docx")
    text = everything(made.data)
    for gone in (WHO, "Hidden words", "Taken out"):
        assert gone.encode() not in text
    for kept in ("What is seen", "Put in"):
        assert kept.encode() in text
    seen = docx.Document(io.BytesIO(made.data))
    assert "Put in" in [one.text for one in seen.paragraphs]
    assert not any(name.startswith("docProps/") for name in parts_of(made.data))


def test_a_workbook_loses_what_its_hidden_rows_columns_and_sheets_say():
    book = openpyxl.Workbook()
    book.properties.creator = WHO
    sheet = book.active
    assert sheet is not None
    sheet.append(["Seen", "In a hidden column", "Last"])
    sheet.append(["In a hidden row"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("Other")
    other.append(["On a hidden sheet"])
    other.sheet_state = "hidden"
    into = io.BytesIO()
    book.save(into)
    made = clean(into.getvalue(), ".xlsx")
    text = everything(made.data)
    for gone in (WHO, "hidden column", "hidden row", "hidden sheet"):
        assert gone.encode() not in text
    copy = openpyxl.load_workbook(io.BytesIO(made.data))
    assert copy.active is not None
    assert [cell.value for cell in copy.active[1]] == ["Seen", None, "Last"]


def presentation(show):
    ns = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    slide = (
        f"<p:sld {ns} show='{show}'><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>"
        "<p:sp><p:t>On the slide</p:t></p:sp></p:spTree></p:cSld></p:sld>"
    )
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", f"<p:presentation {ns}/>")
        archive.writestr("ppt/slides/slide1.xml", slide)
        archive.writestr("ppt/commentAuthors.xml", f"<a><b name='{WHO}' initials='ZQ'/></a>")
        archive.writestr("docProps/app.xml", f"<a>{WHO}</a>")
    return into.getvalue()


def test_a_presentation_loses_hidden_slides_and_the_names_of_who_commented():
    shown, hidden = (everything(clean(presentation(n), ".pptx").data) for n in "10")
    assert b"On the slide" in shown
    assert b"On the slide" not in hidden
    assert WHO.encode() not in shown + hidden


def test_macros_other_kinds_and_wrong_endings_say_which_they_are():
    assert refused(repacked(word_file(), **{"word__vbaProject.bin": b"x"}), ".docm") == "macros"
    assert refused(b"\x00\x01\x02binary", ".heic") == "unknown"
    assert refused(b"just words", ".txt") == "unknown"
    assert refused(photo(), ".pdf") == "mislabelled"
    assert refused(photo(), ".exe") == "mislabelled"
    assert refused(b"MZ\x90\x00 a program", ".jpg") == "mislabelled"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, ".docx") == "locked"
    assert refused(b"", ".jpg") == "broken"


def test_a_zip_bomb_is_refused_by_what_it_declares():
    assert (
        refused(repacked(word_file(), **{"word__big.xml": b"0" * 70_000_000}), ".docx")
        == "too large"
    )


def test_entities_inside_an_office_file_are_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "ccc">]><a>&b;</a>'
    assert refused(repacked(word_file(), **{"word__x.xml": bomb}), ".docx") in {
        "broken",
        "too large",
    }


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_files_with_altered_bytes_are_cleaned_or_refused_and_nothing_else(data):
    whole = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _number in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    whole = whole[: data.draw(st.integers(1, len(whole)))]
    with contextlib.suppress(NotCleaned):
        clean(bytes(whole), "")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_of_some_kind(data):
    assert kind_of(data)


SAMPLES = [photo(), picture("PNG"), pdf_with(), word_file(), presentation("1")]
