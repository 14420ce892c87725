"""A query whose SQL is made once and asked many times.

Django builds and compiles a query anew each time it is asked, which for the larger ones takes ten times longer
than the database does. ``prepared`` marks a function that builds such a query from named slots::

    @prepared
    def named(slug: Slot) -> QuerySet[Network]:
        return Network.objects.filter(slug=slug)

    named(slug="tidewell")  # -> [<Network: Tidewell>], compiled at the first call only

The function runs once (once more for each value of a ``bool``, which it gets as it is): whatever else differs
between two calls, a key, a day, a moment, comes in by a slot, and nothing in it looks at the clock, at the
language or at who asks.
"""

import functools
import re
from collections.abc import Callable
from copy import copy
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

R = TypeVar("R")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Slot(Expression):
    """A place in a query that is filled each time it is asked; until then it is its own parameter."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.Field())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return "%s", [self]


def lay_beside(thing: models.Model, name: str, rows: list[Any]) -> None:
    """As ``prefetch_related`` would: from here on ``thing.<name>.all()`` is these rows, which know whose they are."""
    manager = getattr(thing, name)
    found = manager.get_queryset()
    found._result_cache, found._prefetch_done = rows, True
    for row in rows:
        setattr(row, manager.field.name, thing)
    thing.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


class _Ready(NamedTuple):
    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    converters: Any  # how this database's values become Python's, for the columns of this query


def prepared(build: Callable[..., QuerySet[Any, R]]) -> Callable[..., list[R]]:
    """The rows of the query that ``build`` makes, its slots filled with the words of the call."""
    ready: dict[tuple[bool, ...], _Ready] = {}

    @functools.wraps(build)
    def ask(**values: Any) -> list[R]:
        shape = tuple(value for value in values.values() if isinstance(value, bool))
        if shape not in ready:
            ready[shape] = _compiled(build, values)
        return _ask(ready[shape], values)

    return ask


def _compiled(build: Callable[..., QuerySet[Any, R]], values: dict[str, Any]) -> _Ready:
    rows = build(**{k: v if isinstance(v, bool) else Slot(k) for k, v in values.items()})
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        message = "A prepared query is one query: found prefetch_related; prepare a second one."
        raise ValueError(message)
    compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    if days := [p for p in params if isinstance(p, date) or DAY.match(str(p))]:
        message = f"{build.__name__} would ask about {days[0]} for ever; give it the day in a slot."
        raise ValueError(message)
    converters = compiler.get_converters([column for column, *_rest in compiler.select or ()])
    return _Ready(rows, compiler, sql, tuple(params), converters)


def _fit(value: Any, connection: Any) -> Any:
    """As this database's driver takes it."""
    if isinstance(value, UUID):
        return models.UUIDField().get_db_prep_value(value, connection)
    return connection.ops.adapt_unknown_value(value)


def _ask(ready: _Ready, values: dict[str, Any]) -> list[Any]:
    """Django's own reading of rows, given a compiler that has already compiled."""
    connection = connections[DEFAULT_DB_ALIAS]
    params = tuple(
        _fit(values[p.name], connection) if isinstance(p, Slot) else p for p in ready.params
    )
    compiler, query = copy(ready.compiler), copy(ready.rows.query)
    compiler.connection = connection
    compiler.as_sql = lambda *_args, **_options: (ready.sql, params)  # type: ignore[method-assign]
    compiler.get_converters = lambda _columns: ready.converters  # type: ignore[assignment,method-assign]
    query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
    shell: Any = SimpleNamespace(
        db=DEFAULT_DB_ALIAS, query=query, model=ready.rows.model, _fields=None, _hints={},
        _known_related_objects={},
    )  # fmt: skip
    found: Any = ready.rows._iterable_class(shell)
    return list(found)
