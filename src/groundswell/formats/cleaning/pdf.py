"""PDFs, written anew without author, history, attachments and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from groundswell.formats.cleaning import Cleaned, NotCleaned
from groundswell.formats.cleaning.jpeg import without_notes

# Left out wherever they stand: histories, previews, what runs when a page opens, private data of programs.
_EVERYWHERE: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/AF", "/JS")
_ROOT: Final = ("/OpenAction", "/Collection", "/Perms", "/DSS", "/SpiderInfo", "/Legal")
_NAMES: Final = ("/EmbeddedFiles", "/JavaScript", "/AlternatePresentations", "/Renditions")
_NOTE: Final = ("/T", "/NM", "/M", "/CreationDate", "/RC", "/Popup", "/FS")
_RUNS: Final = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/GoToE",
    "/GoToR",
}
_FILES: Final = {"/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/Popup"}
LEFT: Final = ("words", "layers", "covered")


def clean_pdf(data: bytes) -> Cleaned:
    """The pages as they look, in a new file: what nothing on a page needs is not copied."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return Cleaned("pdf", ".pdf", _cleaned(pdf), LEFT)
    except pikepdf.PasswordError as error:
        raise NotCleaned("locked", "pdf") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotCleaned("broken", "pdf") from error


def _cleaned(pdf: Pdf) -> bytes:
    if not len(pdf.pages):
        raise NotCleaned("broken", "pdf")
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    _drop(pdf.Root, _ROOT)
    if "/Names" in pdf.Root:
        _drop(pdf.Root.Names, _NAMES)
    if "/AcroForm" in pdf.Root:
        _drop(pdf.Root.AcroForm, ("/XFA",))
    for page in pdf.pages:
        _clean_notes(page.obj)
    for found in _every(pdf):
        _drop(found, _EVERYWHERE)
        if str(found.get("/S", "")) in _RUNS:
            found["/S"] = Name("/Nothing")
            _drop(found, ("/F", "/URI", "/Win", "/Unix", "/D"))
        if isinstance(found, Stream) and found.get("/Filter") == Name("/DCTDecode"):
            _clean_photo(found)
    into = BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(into, fix_metadata_version=False, deterministic_id=True)
    return into.getvalue()


def _every(pdf: Pdf) -> Iterator[Any]:
    """Every dictionary and stream, those inside others too."""
    for found in pdf.objects:
        waiting = [(found, 0)]
        while waiting:
            one, deep = waiting.pop()
            if isinstance(one, (Dictionary, Stream)):
                yield one
            if deep < 12 and isinstance(one, (Dictionary, Stream)):
                inside = [one[name] for name in list(one.keys())]
            elif deep < 12 and isinstance(one, Array):
                inside = list(one)
            else:
                continue
            waiting += [
                (each, deep + 1)
                for each in inside
                if isinstance(each, (Dictionary, Array)) and not each.is_indirect
            ]


def _drop(found: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in found:
            del found[name]


def _clean_notes(page: Any) -> None:
    """Notes on a page without who wrote them and when; attached files and films go."""
    if "/Annots" not in page:
        return
    kept = Array()
    for note in page.Annots:
        if not isinstance(note, Dictionary) or str(note.get("/Subtype", "")) in _FILES:
            continue
        is_field = "/FT" in note or "/Parent" in note
        _drop(note, tuple(name for name in _NOTE if not (is_field and name == "/T")))
        kept.append(note)
    page.Annots = kept


def _clean_photo(found: Any) -> None:
    raw = found.read_raw_bytes()
    bare = without_notes(raw)
    if bare != raw:
        found.write(bare, filter=Name("/DCTDecode"), decode_parms=found.get("/DecodeParms"))
