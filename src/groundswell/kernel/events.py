"""News goes up. A room announces; rooms above it react.

``announce`` writes a row inside the caller's transaction, so news of something that was rolled back never
leaves. A worker delivers it after commit, again after a crash. Each reaction runs in its own transaction
together with the note that it ran, so a second delivery changes nothing.
"""

import dataclasses
import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from groundswell.kernel.models import News, Reaction

logger = logging.getLogger(__name__)
E = TypeVar("E")
MOST_ATTEMPTS = 8

_types: dict[str, type[Any]] = {}
_reactions: dict[str, list[Callable[[Any], None]]] = defaultdict(list)


def event_name(kind: type[Any]) -> str:
    """``meetings.DecisionMade`` for an event class of the room meetings."""
    return f"{kind.__module__.split('.')[1]}.{kind.__qualname__}"


def on(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Decorator for a room's ``reactions.py``: run this when news of that kind arrives."""

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        _types[event_name(kind)] = kind
        _reactions[event_name(kind)].append(reaction)
        return reaction

    return register


def announce(event: Any) -> None:
    """Tell the rooms above. Call inside the transaction that made it true; ids only."""
    News.objects.create(name=event_name(type(event)), payload=dataclasses.asdict(event))


def deliver_news(limit: int = 200) -> int:
    """Deliver what waits, oldest first. Returns how many pieces were delivered."""
    waiting = News.objects.filter(delivered_at=None, n_attempts__lt=MOST_ATTEMPTS).order_by("pk")
    return sum(_deliver(pk) for pk in list(waiting.values_list("pk", flat=True)[:limit]))


def deliver_all_news(rounds: int = 50) -> int:
    """Deliver until nothing waits: news may cause news. For tests, the demo and commands."""
    total = 0
    for _ in range(rounds):
        delivered = deliver_news()
        if not delivered:
            return total
        total += delivered
    return total


def _deliver(pk: int) -> bool:
    news = News.objects.get(pk=pk)
    problem = ""
    for reaction in _reactions[news.name]:
        problem = _react(news, reaction, _types[news.name](**news.payload)) or problem
    News.objects.filter(pk=pk).update(
        n_attempts=news.n_attempts + 1,
        last_error=problem,
        delivered_at=None if problem else timezone.now(),
    )
    return not problem


def _react(news: News, reaction: Callable[[Any], None], event: object) -> str:
    name = f"{reaction.__module__}.{reaction.__qualname__}"
    try:
        with transaction.atomic():
            _row, is_new = Reaction.objects.get_or_create(news=news, name=name)
            if is_new:
                reaction(event)
    except Exception as error:  # one room's fault must not keep the news from the others
        logger.exception("Reaction %s to %s failed", name, news.name)
        return type(error).__name__
    return ""
