"""Are the links in the documentation good, and do the files it names exist?

Every relative link and anchor in a Markdown file of the repository must lead somewhere, and every file
named in backticks in CONTRIBUTING.md and ARCHITECTURE.md must be there. Links to other sites are left
alone: a check must not fail because somebody else's server is down.

    python tools/check_links.py [FOLDER]
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

# Folders that belong to nobody's documentation.
SKIPPED = {".git", ".venv", "node_modules", "var", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
NAMES_FILES = {"CONTRIBUTING.md", "ARCHITECTURE.md"}

FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s+(\S+)", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
NAMED_ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")
# A path in backticks: no blanks, and either a folder separator or an ending we use. `<room>/x.py`,
# `*.md` and `NNNN-name.md` are patterns, not files.
PATH = re.compile(r"`([\w.][\w./-]*)`")
ENDINGS = (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".cfg", ".json", ".yml")


def markdown_files(root: Path) -> list[Path]:
    """Every Markdown file under ``root`` that people read."""
    found = root.rglob("*.md")
    return sorted(p for p in found if not SKIPPED & set(p.relative_to(root).parts))


def anchors(text: str) -> set[str]:
    """The anchors a page offers: its headings as a code host writes them, and named ones."""
    seen: dict[str, int] = {}
    out = set(NAMED_ANCHOR.findall(text))
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")
        n = seen.get(slug, 0)
        seen[slug] = n + 1
        out.add(f"{slug}-{n}" if n else slug)
    return out


def broken_links(page: Path, text: str) -> Iterator[str]:
    """A sentence for each link of one page that leads nowhere."""
    prose = CODE.sub("", FENCE.sub("", text))
    for target in LINK.findall(prose) + REFERENCE.findall(prose):
        if re.match(r"[a-z][a-z0-9+.-]*:", target) or target.startswith("//"):
            continue
        place, _, anchor = unquote(target).partition("#")
        other = (page.parent / place) if place else page
        if not other.exists():
            yield f"links to {target}, and there is no {place}"
        elif anchor and other.suffix == ".md":
            offered = anchors(other.read_text(encoding="utf-8"))
            if anchor not in offered:
                yield f"links to {target}, and {other.name} has no heading #{anchor}"


def missing_files(root: Path, text: str) -> Iterator[str]:
    """A sentence for each file named in backticks that is not in the repository."""
    for name in dict.fromkeys(PATH.findall(FENCE.sub("", text))):
        is_path = ("/" in name and not name.startswith("/")) or name.endswith(ENDINGS)
        if not is_path or "NNNN" in name:
            continue
        places = (root, root / "src" / "groundswell")
        in_some_room = "/" not in name.rstrip("/") and any((root / "src").rglob(name.rstrip("/")))
        if not in_some_room and not any((place / name).exists() for place in places):
            yield f"names `{name}`, and there is no such file"


def problems(root: Path) -> list[str]:
    """Everything wrong with the documentation under ``root``, one sentence each."""
    out = []
    for page in markdown_files(root):
        text = page.read_text(encoding="utf-8")
        found = list(broken_links(page, text))
        if page.name in NAMES_FILES and page.parent == root:
            found += missing_files(root, text)
        out += [f"{page.relative_to(root)}: {sentence}" for sentence in found]
    return out


def main(arguments: list[str]) -> int:
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    found = problems(root.resolve())
    for line in found:
        print(line)
    print(f"{len(markdown_files(root))} pages read, {len(found)} broken links or missing files.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
