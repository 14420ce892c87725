"""An Excel workbook: hidden rows, columns and sheets are emptied, with the words only they used."""

from __future__ import annotations

import re
from typing import Any, Final

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMN: Final = re.compile(r"[A-Z]+")
_TRUE: Final = {"1", "true"}


def clean(trees: dict[str, Any]) -> set[str]:
    """Clean every part in place."""
    left = {"formulas"}
    hidden = _hidden_sheets(trees)
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _empty(tree, everything=name in hidden)
        elif name.startswith(("xl/comments", "xl/threadedComments")):
            left.add("comments")
            _unname(tree)
        elif "pivotCache" in name and not name.endswith(".rels"):
            left.add("pivots")
    book = trees.get("xl/workbook.xml")
    if book is not None:
        for one in list(book.iter()):
            name = one.tag.rsplit("}", 1)[-1] if isinstance(one.tag, str) else ""
            if name in {"absPath", "fileSharing", "fileVersion", "AlternateContent", "revisionPtr"}:
                one.getparent().remove(one)
    _forget_unused(trees)
    return left


def _hidden_sheets(trees: dict[str, Any]) -> set[str]:
    book, links = trees.get("xl/workbook.xml"), trees.get("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return set()
    targets = {one.get("Id"): (one.get("Target") or "") for one in links}
    found = set()
    for sheet in book.iter(f"{S}sheet"):
        if sheet.get("state") in {"hidden", "veryHidden"}:
            number = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(number, "")
            found.add(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return found


def _empty(tree: Any, *, everything: bool) -> None:
    hidden = [
        (int(one.get("min", "0")), int(one.get("max", "0")))
        for one in tree.iter(f"{S}col")
        if one.get("hidden") in _TRUE
    ]
    for row in list(tree.iter(f"{S}row")):
        if everything or row.get("hidden") in _TRUE:
            row.getparent().remove(row)
            continue
        for cell in list(row):
            number = _number(cell.get("r", ""))
            if any(low <= number <= high for low, high in hidden):
                row.remove(cell)


def _number(place: str) -> int:
    number = 0
    found = _COLUMN.match(place)
    for letter in found[0] if found else "":
        number = number * 26 + ord(letter) - 64
    return number


def _unname(tree: Any) -> None:
    for one in tree.iter():
        if isinstance(one.tag, str) and one.tag.endswith("}author"):
            one.text = ""
        for key in ("dT", "personId"):
            if key in one.attrib and key == "dT":
                del one.attrib[key]


def _forget_unused(trees: dict[str, Any]) -> None:
    """Words that stood only in what was emptied."""
    table = trees.get("xl/sharedStrings.xml")
    if table is None:
        return
    used = {
        (cell.findtext(f"{S}v") or "").strip()
        for name, tree in trees.items()
        if name.startswith("xl/worksheets/") and not name.endswith(".rels")
        for cell in tree.iter(f"{S}c")
        if cell.get("t") == "s"
    }
    for number, words in enumerate(table.findall(f"{S}si")):
        if str(number) not in used:
            for inside in list(words):
                words.remove(inside)
            words.append(words.makeelement(f"{S}t", {}))
