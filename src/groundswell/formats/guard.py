"""Guards shared by every reader: size, true type, text encoding, and archives that unpack to far too much."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Final

from groundswell.formats.errors import FormatError, quote

MEGABYTE: Final = 1_000_000
MAX_UNPACKED: Final = 64 * MEGABYTE
MAX_PARTS: Final = 2_000

KIND_NAMES: Final = {
    "empty": "an empty file",
    "pdf": "a PDF",
    "xlsx": "an Excel workbook (.xlsx)",
    "docx": "a Word document (.docx)",
    "docm": "a Word document with macros (.docm)",
    "pptx": "a PowerPoint presentation (.pptx)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "odt": "an OpenDocument text (.odt)",
    "zip": "a zip archive",
    "ole": "an old Office file (.xls or .doc) or one locked with a password",
    "image": "a picture",
    "rtf": "a rich-text file (.rtf)",
    "html": "a web page (HTML)",
    "ics": "a calendar (.ics)",
    "binary": "data that is not text",
    "text": "plain text",
}

_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "rtf"),
)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """Decoded text, and the name of the encoding it was written in."""

    text: str
    encoding: str


def check_size(data: bytes, *, most: int) -> None:
    """Refuse more than ``most`` bytes, and an empty file."""
    if not data.strip(b"\x00 \t\r\n"):
        raise FormatError(
            expected="a file with something in it",
            found="an empty file",
            cure="export it again and send the new one",
        )
    if len(data) > most:
        raise FormatError(
            expected=f"a file of at most {_megabytes(most)}",
            found=f"one of {_megabytes(len(data))}",
            cure="split it, or export a shorter period or fewer columns",
        )


def sniff(data: bytes) -> str:
    """Return what the bytes are, whatever the file is called: a key of ``KIND_NAMES``."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    return _sniff_text(data)


def _sniff_text(data: bytes) -> str:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_utf16(head) is not None:
        head = head.replace(b"\x00", b"")
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if b"\x00" in head:
        return "binary"
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return "ics"
    if _HTML.match(head) or (head.startswith(b"<") and _HTML.search(head[:1024])):
        return "html"
    return "text"


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = _open_document_kind(archive, names)
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        OSError,
        EOFError,
        RuntimeError,
        zlib.error,
    ):
        return "zip"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docm" if "word/vbaProject.bin" in names else "docx"
    return "pptx" if "ppt/presentation.xml" in names else kind


def _open_document_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return "zip"
    mimetype = archive.read("mimetype")
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    return "odt" if b"opendocument.text" in mimetype else "zip"


def check_kind(data: bytes, filename: str, *, wanted: dict[str, str], cure: str) -> str:
    """Return the true kind when it is a key of ``wanted``; otherwise say what the file really is.

    ``wanted`` maps each kind that can be read to the name people know it by.
    """
    kind = sniff(data)
    if kind in wanted:
        return kind
    suffix = PurePath(filename).suffix.lower()
    called = (
        f"a file called {suffix} that is really {KIND_NAMES[kind]}" if suffix else KIND_NAMES[kind]
    )
    raise FormatError(expected=" or ".join(dict.fromkeys(wanted.values())), found=called, cure=cure)


def check_zip(data: bytes, *, most_unpacked: int = MAX_UNPACKED) -> None:
    """Refuse an archive that is damaged, locked, has very many parts, or unpacks to too much.

    Only the sizes the archive declares are read before anything is unpacked; ``zipfile`` never unpacks a
    part beyond its declared size, so a lying header fails its checksum instead of filling memory. Parts
    with a document type are refused too: Office never writes one, and entity bombs need one.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, most_unpacked)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive.read(part), part.filename)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        EOFError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise FormatError(
            expected="a complete Office file",
            found="one that is damaged or cut short",
            cure="open it in its own program, save it again and send that copy",
        ) from error


def _check_parts(parts: list[zipfile.ZipInfo], most_unpacked: int) -> None:
    if len(parts) > MAX_PARTS:
        raise FormatError(
            expected=f"an Office file of at most {MAX_PARTS:,} parts",
            found=f"{len(parts):,} parts",
            cure="copy what is needed into a new file",
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise FormatError(
            expected="a file anyone can open",
            found="one locked with a password",
            cure="save it without the password",
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > most_unpacked:
        raise FormatError(
            expected=f"a file that unpacks to at most {_megabytes(most_unpacked)}",
            found=f"one that unpacks to {_megabytes(unpacked)}",
            cure="copy only the rows and pages that are needed into a new file",
        )


def _check_xml(xml: bytes, name: str) -> None:
    # UTF-16 would hide the marker below, and no Office program writes it.
    if (
        xml.startswith((b"\xff\xfe", b"\xfe\xff"))
        or b"\x00" in xml[:64]
        or b"<!DOCTYPE" in xml
        or b"<!ENTITY" in xml
    ):
        raise FormatError(
            expected="a file written by an Office program",
            found=f"a document type or unusual encoding inside its part {quote(name)}",
            cure="open it in its own program, save it again and send that copy",
        )


def decode_text(data: bytes) -> Text:
    """Decode UTF-8 (with or without a mark), UTF-16, or Windows cp1252, tried in that order.

    Bytes that are none of these raise ``FormatError``.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return _decode(data, "utf-8-sig")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16")
    if (guess := looks_utf16(data[:4096])) is not None:
        return _decode(data, guess)
    try:
        return Text(_no_nul(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def looks_utf16(head: bytes) -> str | None:
    """Return the UTF-16 flavour of unmarked text, judged by where its zero bytes fall, or None."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.7 and odd < pairs * 0.1 else None


def _decode(data: bytes, encoding: str) -> Text:
    try:
        return Text(_no_nul(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            expected="text in UTF-8, UTF-16 or Windows (cp1252) encoding",
            found=f"a byte at position {error.start + 1:,} that is none of these",
            cure="save it again as “CSV UTF-8” or plain UTF-8 text",
        ) from error


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise FormatError(
            expected="plain text",
            found="zero bytes, which text never has",
            cure="check that it is the right file and save it again as UTF-8 text",
        )
    return text


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB".replace(".0 MB", " MB")
