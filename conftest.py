"""Fixtures every room's tests may use."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache as what_is_kept
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from groundswell.kernel.events import deliver_all_news
from groundswell.kernel.kept import forget_pages
from tests import schema
from tests.cast import Cast, make_cast
from tests.told import watched

# A machine that is busy for a moment says nothing about our code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=4000)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The tests' database, made from tables kept in pytest's cache. See tests/schema.py.

    ``pytest --cache-clear`` forgets them; without the cache every migration runs.
    """
    folder = _folder_of_tables(request.config)
    if folder is not None and schema.lay_out(folder):
        yield
        schema.take_away()
        return
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=verbosity, interactive=False)
        if folder is not None:
            schema.keep(folder)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=verbosity)


@pytest.fixture(scope="session")
def tables(request: pytest.FixtureRequest, django_db_setup: None) -> Path | None:
    """A file with the tables of an empty database, for an installation of its own; None where none is kept."""
    folder = _folder_of_tables(request.config)
    return schema.kept_in(folder) if folder is not None else None


def _folder_of_tables(config: pytest.Config) -> Path | None:
    cache = getattr(config, "cache", None)
    return cache.mkdir("schema") if cache and schema.is_one_file() else None


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What a process keeps for a minute is not kept from one test to the next."""
    what_is_kept.clear()
    forget_pages()
    yield
    what_is_kept.clear()
    forget_pages()


@pytest.fixture(autouse=True)
def every_change_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """No request changes what members see without an act that says so."""
    send = Client.request

    def request(self: Client, **request: Any) -> Any:
        with watched(f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO')}"):
            return send(self, **request)

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice, Bob, Sade, Femi, Dalia, Priya; Charlie next door; Nobody. See tests/cast.py."""
    return make_cast()


@pytest.fixture
def news(db: None) -> Callable[[], int]:
    """Call it to deliver all announced news, as the worker would."""

    def deliver() -> int:
        with watched("The news"):
            return deliver_all_news()

    return deliver
