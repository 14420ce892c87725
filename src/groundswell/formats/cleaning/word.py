"""A Word document: changes taken as they stand, hidden words gone, nobody's name on a comment."""

from __future__ import annotations

from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAKEN_OUT: Final = {"del", "moveFrom", "cellDel"}
_TAKEN_IN: Final = {"ins", "moveTo"}
_RECORDS: Final = {
    *(
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
    ),
    *("tblGridChange", "numberingChange", "cellIns", "cellMerge"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *(
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
    ),
    *(
        "rsids",
        "trackRevisions",
        "attachedTemplate",
        "mailMerge",
        "docVars",
        "proofErr",
        "writeProtection",
    ),
    *("documentProtection", "dataBinding"),
}
_WHO: Final = ("author", "initials", "date")


def clean(trees: dict[str, Any]) -> set[str]:
    """Clean every part in place. What may still be there: words hidden by a style, and comments."""
    left = {"styles"}
    for name, tree in trees.items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        if name.startswith("word/comments"):
            left.add("comments")
        _settle(tree)
        _unhide(tree)
        for one in tree.iter():
            for key in [k for k in one.attrib if _tells(k)]:
                if key.rsplit("}", 1)[-1] == "author":
                    one.set(key, "")
                else:
                    del one.attrib[key]
    return left


def _tells(key: str) -> bool:
    name = key.rsplit("}", 1)[-1]
    return key.startswith("{") and (name.startswith("rsid") or name in _WHO or name == "dateUtc")


def _settle(tree: Any) -> None:
    """Tracked changes: what was put in stays, what was taken out is gone, and so is who did it."""
    for one in list(tree.iter()):
        parent = one.getparent()
        if parent is None or not isinstance(one.tag, str) or not one.tag.startswith(W):
            continue
        name = one.tag.removeprefix(W)
        if name == "del" and parent.tag == f"{W}rPr":
            parent.remove(one)
        elif name == "del" and parent.tag == f"{W}trPr":
            row = parent.getparent()
            if row is not None and row.getparent() is not None:
                row.getparent().remove(row)
        elif name in _TAKEN_OUT or name in _RECORDS:
            parent.remove(one)
        elif name in _TAKEN_IN:
            at = parent.index(one)
            for inside in list(one):
                parent.insert(at, inside)
                at += 1
            parent.remove(one)


def _unhide(tree: Any) -> None:
    for mark in [
        *tree.iter(f"{W}vanish"),
        *tree.iter(f"{W}specVanish"),
        *tree.iter(f"{W}webHidden"),
    ]:
        if mark.tag == f"{W}webHidden" or mark.get(f"{W}val") in {"0", "false", "off"}:
            continue
        run = mark.getparent().getparent() if mark.getparent() is not None else None
        if run is not None and run.tag == f"{W}r" and run.getparent() is not None:
            run.getparent().remove(run)
