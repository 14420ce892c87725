"""Word, Excel and PowerPoint files, packed anew: without properties, authors, tracked changes and hidden words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any, Final

from lxml import etree

from groundswell.formats import guard
from groundswell.formats.cleaning import Cleaned, NotCleaned, pictures, sheets, slides, word
from groundswell.formats.errors import FormatError

Parts = dict[str, bytes]
Tree = Any  # lxml brings no useful type for an element of unknown name
# Never needed to show the file: properties, previews, people, private data, other files inside, what runs.
_DROPPED: Final = re.compile(
    r"^docProps/|^customXml/|/people\.xml$|/persons/|/printerSettings/|/embeddings/|/activeX/|/ctrlProps/"
    r"|/revisions/|/calcChain\.xml$|/connections\.xml$|/queryTables/|/externalLinks/|/glossary/|/tags/"
    r"|/commentsIds\.xml$|/commentsExtensible\.xml$|vbaData\.xml$|_xmlsignatures/|/changesInfos/|/webextensions/"
)
_MACROS: Final = re.compile(r"vbaProject\.bin$|/macrosheets/")
_POINTS_OUT: Final = {
    "attachedTemplate",
    "oleObject",
    "externalLinkPath",
    "externalLink",
    "frame",
    "subDocument",
}
_OBJECTS: Final = {"object", "oleObjects", "externalData", "controls", "externalReferences"}
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
)
_BY_KIND: Final[dict[str, Callable[[dict[str, Tree]], set[str]]]] = {
    "docx": word.clean,
    "xlsx": sheets.clean,
    "pptx": slides.clean,
}


def clean_office(data: bytes, kind: str) -> Cleaned:
    """The same file with only what is needed to read it."""
    try:
        guard.check_zip(data)
    except FormatError as error:
        why = str(error)
        raise NotCleaned(
            "locked" if "password" in why else "broken" if "damaged" in why else "too large", kind
        ) from error
    parts = _unpacked(data)
    if any(_MACROS.search(name) for name in parts):
        raise NotCleaned("macros", kind)
    try:
        left = _clean(parts, kind)
    except etree.XMLSyntaxError as error:
        raise NotCleaned("broken", kind) from error
    return Cleaned(kind, f".{kind}", _packed(parts), tuple(sorted(left)))


def _unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}


def _packed(parts: Parts) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def _clean(parts: Parts, kind: str) -> set[str]:
    gone = {name for name in parts if _DROPPED.search(name)}
    for name in gone:
        del parts[name]
    left = _redraw(parts)
    trees = {
        name: etree.fromstring(data, _PARSER)
        for name, data in parts.items()
        if name.endswith((".xml", ".rels", ".vml"))
    }
    for name, tree in trees.items():
        if name.endswith(".rels"):
            _clean_relations(name, tree, gone)
        elif name == "[Content_Types].xml":
            _drop(one for one in tree if (one.get("PartName") or "").lstrip("/") in gone)
        else:
            _drop(one for one in tree.iter() if local(one) in _OBJECTS)
    left |= _BY_KIND[kind](trees)
    for name, tree in trees.items():
        for note in list(tree.iter(etree.Comment, etree.ProcessingInstruction)):
            if note.getparent() is not None:
                note.getparent().remove(note)
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return left


def _redraw(parts: Parts) -> set[str]:
    """Pictures inside without where and when they were taken."""
    left = {"words"}
    for name in [one for one in parts if "/media/" in one]:
        try:
            bare = pictures.redraw(parts[name])
        except NotCleaned as error:
            if error.why == "too large":
                raise
            bare = None
        if bare is None:
            left.add("pictures")
        else:
            parts[name] = bare
    return left


def _clean_relations(name: str, tree: Tree, gone: set[str]) -> None:
    """No pointer to what is gone, none to files of somebody's disk; links to the web stay."""
    base = dirname(dirname(name))
    for one in list(tree):
        kind, target = (one.get("Type") or "").rsplit("/", 1)[-1], one.get("Target") or ""
        if one.get("TargetMode") == "External":
            if kind != "hyperlink" or not target.startswith(("http:", "https:", "mailto:", "#")):
                tree.remove(one) if kind in _POINTS_OUT else one.set("Target", "about:blank")
        elif normpath(target.lstrip("/") if target.startswith("/") else join(base, target)) in gone:
            tree.remove(one)


def _drop(found: Any) -> None:
    for one in list(found):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


def local(one: Tree) -> str:
    """An element's name without where it is from; nothing for comments."""
    return one.tag.rsplit("}", 1)[-1] if isinstance(one.tag, str) else ""
