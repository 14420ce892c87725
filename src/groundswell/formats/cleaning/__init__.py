"""Copies of files without who made them, where and when: pictures, PDFs, Word, Excel and PowerPoint files.

``clean`` is for a process of its own (``python -m groundswell.formats.cleaning``, which bounds itself): the files come
from anybody, and the libraries that read them are large. What a cleaned copy still holds is in ``Cleaned.left``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from groundswell.formats import guard

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_CLEANED: Final = 40 * 1024 * 1024
# What a file may be called, by what it really is. What is in none of these is kept as it is and not cleaned.
SUFFIXES: Final = {
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "png": (".png",),
    "gif": (".gif",),
    "webp": (".webp",),
    "tiff": (".tif", ".tiff"),
    "bmp": (".bmp",),
    "pdf": (".pdf",),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "pptx": (".pptx",),
}
_MAGIC: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
)
_KINDS: Final = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}


class NotCleaned(ValueError):
    """Why there is no copy.

    ``broken``, ``too large``, ``mislabelled``: refuse the file. ``locked``, ``macros``, ``unknown``: keep it as it is.
    """

    def __init__(self, why: str, kind: str = "") -> None:
        super().__init__(why)
        self.why, self.kind = why, kind


@dataclass(frozen=True)
class Cleaned:
    """A copy: what it is, how such a file is called, and by codes what it may still tell."""

    kind: str
    suffix: str
    data: bytes = field(repr=False)
    left: tuple[str, ...] = ()


def kind_of(data: bytes) -> str:
    """What the bytes are, whatever they are called: a key of ``SUFFIXES``, or what ``guard.sniff`` says."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return guard.sniff(data)


def clean(data: bytes, suffix: str) -> Cleaned:
    """A copy without what names people. ``suffix`` is how the file is called, with its dot, or empty."""
    kind, called = kind_of(data), _KINDS.get(suffix.lower())
    if kind == "empty":
        raise NotCleaned("broken", kind)
    if called is not None and kind == "ole":
        raise NotCleaned("locked", kind)  # what Office makes of a file with a password
    if called != kind and (called is not None or kind in SUFFIXES):
        raise NotCleaned("mislabelled", kind)
    if kind not in SUFFIXES:
        raise NotCleaned("macros" if kind == "docm" else "unknown", kind)
    if kind == "pdf":
        from groundswell.formats.cleaning.pdf import clean_pdf

        return clean_pdf(data)
    if kind in {"docx", "xlsx", "pptx"}:
        from groundswell.formats.cleaning.office import clean_office

        return clean_office(data, kind)
    from groundswell.formats.cleaning.pictures import clean_picture

    return clean_picture(data, kind)
