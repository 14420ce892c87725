"""The files of a concern on its pages: one line each, with what the copy may still tell."""

from typing import Any

from groundswell.concerns import file_words
from groundswell.concerns.actors import DeskActor, KeyHolder, RaiserActor
from groundswell.concerns.models import Concern
from groundswell.concerns.panels import Panel
from groundswell.concerns.queries import Message, attachments


def lines(holder: KeyHolder, concern: Concern) -> list[dict[str, Any]]:
    """What stands about each file."""
    return [
        {
            "file": one.file,
            "number": one.number,
            "on": one.on,
            "name": one.content.get("name", ""),
            "size": file_words.size(int(one.content.get("size", 0))),
            "what": file_words.kind_name(str(one.content.get("kind", ""))),
            "is_clean": one.file.copy is not None,
            "why": file_words.why_not_cleaned(str(one.content.get("why", ""))),
            "left": file_words.left_in(one.content.get("left", ())),
        }
        for one in attachments(holder, concern)
    ]


def desk_panel(by: DeskActor, concern: Concern, _messages: list[Message]) -> Panel | None:
    """On a listener's page: the copies, and the way to an original."""
    files = lines(by, concern)
    return Panel("concerns/parts/desk_files.html", {"files": files}) if files else None


def files_panel(by: RaiserActor, _messages: list[Message]) -> Panel:
    """On the raiser's thread: what is attached, and the way to add or take back."""
    return Panel("concerns/parts/files_panel.html", {"files": lines(by, by.concern)})
