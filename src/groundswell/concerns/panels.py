"""What else stands on a raiser's thread, and what else can be done there: each noun of the room adds its own.

A panel is shown below the conversation. An act is a button or form on it: it posts the receipt and ``do`` with the
act's name (``{% include "concerns/parts/by_receipt.html" with do="veto" %}`` inside the form), and answers with the
sentence that says what happened. A ``ConcernError`` it raises is shown instead, and the panel is drawn again with
``typed``: what was sent, so that nothing is lost.

A listener's page has the same two: a desk panel stands below the conversation, and a desk act posts ``do`` to the
page (``{% csrf_token %}`` inside the form).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from groundswell.concerns.actors import DeskActor, RaiserActor
from groundswell.concerns.models import Concern
from groundswell.concerns.queries import Message


@dataclass(frozen=True)
class Panel:
    """A template of one part of the page, and what it needs. ``network`` and ``receipt`` are there already.

    ``asks`` is the id of the heading under which something is asked of the reader: the top of the page leads to it.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    asks: str = ""


panels: list[Callable[[RaiserActor, list[Message]], Panel | None]] = []
acts: dict[str, Callable[[RaiserActor, HttpRequest], str]] = {}
desk_panels: list[Callable[[DeskActor, Concern, list[Message]], Panel | None]] = []
desk_acts: dict[str, Callable[[DeskActor, Concern, HttpRequest], str]] = {}
