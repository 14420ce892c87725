"""News goes up. A room announces; rooms above it react.

``announce`` writes a row inside the caller's transaction, so news of something that was rolled back never
leaves. A worker delivers it after commit, again after a crash. Each reaction runs in its own transaction
together with the note that it ran, so a second delivery changes nothing.

Order: oldest first. What failed waits, longer each time, and younger news does not wait for it; so a reaction
may count on the present state of what the news is about, never on having heard older news.
"""

import dataclasses
import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from groundswell.kernel.models import News, Reaction

logger = logging.getLogger(__name__)
E = TypeVar("E")
# After the first failure half a minute, then longer, so that a fault of a night is outlived; then given up.
RETRY_AFTER = [
    *(timedelta(seconds=n) for n in (30, 120, 600)),
    *(timedelta(hours=n) for n in (1, 4, 12, 12)),
]
MOST_ATTEMPTS = len(RETRY_AFTER) + 1

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


def is_due_at(moment: datetime) -> Q:
    """The news that a worker should deliver at that moment."""
    waits = Q(delivered_at=None, n_attempts__lt=MOST_ATTEMPTS)
    return waits & (Q(not_before=None) | Q(not_before__lte=moment))


def deliver_news(limit: int = 200) -> int:
    """Deliver what is due, oldest first. Returns how many pieces were delivered."""
    due = News.objects.filter(is_due_at(timezone.now())).order_by("pk")
    return sum(_deliver(pk) for pk in list(due.values_list("pk", flat=True)[:limit]))


def deliver_all_news(rounds: int = 50) -> int:
    """Deliver until nothing is due: news may cause news. For tests, the demo and commands."""
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
    # Another worker may have had more luck with the same piece: what is delivered stays delivered.
    News.objects.filter(pk=pk, delivered_at=None).update(
        n_attempts=news.n_attempts + 1,
        last_error=problem,
        not_before=_next_try(news.n_attempts) if problem else None,
        delivered_at=None if problem else timezone.now(),
    )
    return not problem


def _next_try(n_before: int) -> datetime:
    """When news that now failed once more is tried again."""
    return timezone.now() + RETRY_AFTER[min(n_before, len(RETRY_AFTER) - 1)]


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
