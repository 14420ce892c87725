"""What is said of files: limits, why one is not stored or not cleaned, and what a cleaned copy may still tell."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ACCEPTED = "image/jpeg,image/png,image/gif,image/webp,.pdf,.docx,.xlsx,.pptx,*/*"


def refused(why: str, kind: str) -> str:
    """Why a file is not stored, and what to do."""
    if why == "mislabelled":
        return _(
            "This file was called one thing and is really %(kind)s, so it was not stored. Give it the right ending, or "
            "save it again in the program it comes from, and choose it once more."
        ) % {"kind": kind_name(kind)}
    return {
        "too large": _(
            "This file is too large, or unpacks to too much, so it was not stored. Up to 10 MB fit: make it smaller, "
            "or send it in parts."
        ),
        "too many": _(
            "Twenty files fit here and there are twenty, so this one was not stored. Take one back first."
        ),
        "nothing": _("No file arrived. Choose one first, then send it."),
    }.get(
        why,
        _(
            "This file is broken or empty, so it was not stored. Open it on your side; if it opens there, save it "
            "again, or make a picture of what it shows, and send that."
        ),
    )


def kind_name(kind: str) -> str:
    """What a file is, in words."""
    if kind in {"jpeg", "png", "gif", "webp", "tiff", "bmp", "image"}:
        return _("a picture")
    return {
        "pdf": _("a PDF"),
        "docx": _("a Word document"),
        "docm": _("a Word document"),
        "xlsx": _("an Excel workbook"),
        "pptx": _("a PowerPoint presentation"),
    }.get(kind, _("a file of another kind"))


def why_not_cleaned(why: str) -> str:
    """Why there is no cleaned copy of a file that is stored."""
    return {
        "locked": _("Not cleaned: it is locked with a password."),
        "macros": _("Not cleaned: it holds programs."),
        "unbounded": _("Not cleaned: this server has no safe place to do it."),
    }.get(why, _("Not cleaned: nothing here can clean files of this kind."))


def left_in(codes: Iterable[str]) -> list[str]:
    """What a cleaned copy may still tell: one sentence for each code."""
    said = {
        "faces": _("What the picture shows stays: faces, badges, screens, handwriting."),
        "moves": _("Only its first picture was kept."),
        "words": _("The words stay: names in the text are not taken out."),
        "layers": _("Layers that are switched off stay."),
        "covered": _("Words under a black box can still be copied out."),
        "styles": _("Words hidden by a style, or white on white, stay."),
        "comments": _("Comments stay, without who wrote them."),
        "formulas": _("Formulas stay, and what they were worked out from may show."),
        "pivots": _("Pivot tables keep what they were made of."),
        "notes": _("The speaker’s notes stay."),
        "pictures": _("Some pictures inside are of a kind that could not be cleaned."),
    }
    return [said[code] for code in codes if code in said]


def size(n_bytes: int) -> str:
    """A size as it is said."""
    if n_bytes < 1_000_000:
        n_kb = max(1, round(n_bytes / 1000))
        return ngettext("%(n)s kB", "%(n)s kB", n_kb) % {"n": f"{n_kb:,}"}
    return _("%(n)s MB") % {"n": f"{n_bytes / 1_000_000:.1f}"}
