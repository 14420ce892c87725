"""A PowerPoint presentation: hidden slides are emptied, and nobody's name stands on a comment."""

from __future__ import annotations

from typing import Any

_FALSE = {"0", "false"}
_NAMES = {"name", "initials", "userId", "providerId", "lastIdx", "dt", "created", "modified"}


def clean(trees: dict[str, Any]) -> set[str]:
    """Clean every part in place."""
    left = set()
    for name, tree in trees.items():
        if name.endswith(".rels"):
            continue
        if name.startswith("ppt/notesSlides/"):
            left.add("notes")
        elif name.startswith("ppt/slides/"):
            _drop_objects(tree)
            if tree.get("show") in _FALSE:
                _empty(tree)
        elif name.startswith("ppt/comments/"):
            left.add("comments")
            _unname(tree, {"dt", "created", "modified"})
        elif name in {"ppt/commentAuthors.xml", "ppt/authors.xml"}:
            _unname(tree, _NAMES - {"lastIdx"})
    return left


def _unname(tree: Any, names: set[str]) -> None:
    for one in tree.iter():
        for key in names & set(one.attrib):
            if key in {"dt", "created", "modified"}:
                del one.attrib[key]
            else:
                one.set(key, "")


def _drop_objects(tree: Any) -> None:
    for one in [e for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}oleObj")]:
        frame = one
        while frame is not None and not str(frame.tag).endswith("}graphicFrame"):
            frame = frame.getparent()
        if frame is not None and frame.getparent() is not None:
            frame.getparent().remove(frame)


def _empty(tree: Any) -> None:
    for shapes in [e for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}spTree")]:
        for one in list(shapes)[2:]:  # the first two say what the tree is
            shapes.remove(one)
