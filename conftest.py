"""Fixtures every room's tests may use."""

from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.core.cache import cache

from groundswell.kernel.events import deliver_all_news
from tests.cast import Cast, make_cast

# A machine that is busy for a moment says nothing about our code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=4000)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What a process keeps for a minute is not kept from one test to the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice, Bob, Sade, Femi, Dalia, Priya; Charlie next door; Nobody. See tests/cast.py."""
    return make_cast()


@pytest.fixture
def news(db: None) -> Callable[[], int]:
    """Call it to deliver all announced news, as the worker would."""
    return deliver_all_news
