"""Read the lines of Markdown or plain text minutes."""

from __future__ import annotations

import re
from typing import Final

from groundswell.formats.raw_lines import RawLine

_HEADING: Final = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_UNDERLINE: Final = re.compile(r"(=+|-{3,})")
_TASK: Final = re.compile(r"[-*+]\s+\[[ xX]\]\s+(.*)")
_BULLET: Final = re.compile(r"(?:[-*+•◦]|\d{1,3}[.)])\s+(.*)")
_LINK: Final = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|~~|`)(.+?)\1")
_ITALIC: Final = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])")


def read_text_lines(text: str) -> list[RawLine]:
    """Return the lines that say something; wrapped lines of one paragraph are joined.

    Markdown's marks for emphasis and links are taken off, a ticked-off list becomes actions.
    """
    lines: list[RawLine] = []
    joinable = False
    for raw in _without_front_matter(text.splitlines()):
        line = raw.strip()
        if not line or (re.fullmatch(r"[*_-]{3,}", line) and not joinable):
            joinable = False
        elif joinable and _UNDERLINE.fullmatch(line):
            lines[-1] = RawLine("heading", lines[-1].text)
            joinable = False
        else:
            read = _line(line)
            joined = joinable and read.kind == "text" and _continues(raw, lines[-1])
            if joined:
                lines[-1] = RawLine(lines[-1].kind, f"{lines[-1].text} {read.text}")
            elif read.text:
                lines.append(read)
            joinable = read.kind != "heading" and bool(lines)
    return lines


def _without_front_matter(lines: list[str]) -> list[str]:
    if lines and lines[0].strip().lstrip("\ufeff") == "---":
        for place, line in enumerate(lines[1:60], 1):
            if line.strip() == "---":
                return lines[place + 1 :]
    return lines


def _line(line: str) -> RawLine:
    if match := _HEADING.fullmatch(line):
        return RawLine("heading", _plain(match[1]))
    if match := _TASK.fullmatch(line):
        return RawLine("action", _plain(match[1]))
    if match := _BULLET.fullmatch(line):
        return RawLine("bullet", _plain(match[1]))
    return RawLine("text", _plain(line.lstrip("> ")))


def _continues(raw: str, before: RawLine) -> bool:
    """Whether a line carries on the one before: indented below a bullet, or a lower-case letter follows."""
    if before.kind == "heading":
        return False
    return raw[:2].isspace() or raw.lstrip()[:1].islower()


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _ITALIC.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return " ".join(text.split())
