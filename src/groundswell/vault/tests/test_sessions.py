from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from groundswell.vault import sessions
from groundswell.vault.errors import OpeningFailed, VaultError
from groundswell.vault.keys import new_pair
from groundswell.vault.tests.scenes import HERE, bits, elsewhere, flipped

PAIR = new_pair()
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SESSION = sessions.begin(PAIR.private, place=HERE, now=NOW)


def resume(stored=SESSION.stored, cookie=SESSION.cookie, place=HERE, now=NOW):
    return sessions.resume(stored, cookie, place=place, now=now)


def test_the_key_comes_back_for_half_an_hour_and_not_a_second_longer():
    assert resume(memoryview(SESSION.stored)).public == PAIR.public
    assert resume(now=NOW + 30 * MINUTE - timedelta(seconds=1)).public == PAIR.public
    with pytest.raises(OpeningFailed):
        resume(now=NOW + 30 * MINUTE)


def test_a_clock_set_back_opens_nothing():
    with pytest.raises(OpeningFailed):
        resume(now=NOW - timedelta(seconds=1))


def test_each_use_gives_another_half_hour_but_eight_hours_are_the_end():
    stored, now = SESSION.stored, NOW
    for _ in range(23):
        now += 20 * MINUTE
        stored = sessions.extend(stored, SESSION.cookie, place=HERE, now=now)
    assert sessions.ends_at(stored) == NOW + timedelta(hours=8)
    assert resume(stored, now=NOW + timedelta(hours=8) - timedelta(seconds=1)).public == PAIR.public
    with pytest.raises(OpeningFailed):
        sessions.extend(stored, SESSION.cookie, place=HERE, now=NOW + timedelta(hours=8))


@given(bits(SESSION.stored))
def test_a_stored_session_with_one_bit_changed_does_not_open(bit):
    with pytest.raises(OpeningFailed):
        resume(flipped(SESSION.stored, bit))


def test_a_stored_session_that_is_cut_anywhere_does_not_open():
    for length in range(sessions.STORED_BYTES):
        with pytest.raises(OpeningFailed):
            resume(SESSION.stored[:length])


@pytest.mark.parametrize("place", elsewhere())
def test_a_session_does_not_open_in_another_row(place):
    with pytest.raises(OpeningFailed):
        resume(place=place)


@pytest.mark.parametrize(
    "cookie", ["", "zz", SESSION.cookie[:-2], SESSION.cookie + "00", "é" * 64, "00" * 32]
)
def test_a_cookie_of_any_shape_that_is_not_the_one_opens_nothing(cookie):
    with pytest.raises(OpeningFailed):
        resume(cookie=cookie)


def test_two_sessions_of_one_key_share_nothing():
    other = sessions.begin(PAIR.private, place=HERE, now=NOW)
    with pytest.raises(OpeningFailed):
        resume(other.stored)
    again = sessions.extend(SESSION.stored, SESSION.cookie, place=HERE, now=NOW)
    assert again != SESSION.stored


def test_a_session_does_not_show_itself():
    assert SESSION.cookie not in repr(SESSION)
    assert SESSION.cookie not in str(SESSION)
    assert PAIR.private.raw not in SESSION.stored


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(VaultError, match="time zone"):
        sessions.begin(PAIR.private, place=HERE, now=datetime(2026, 11, 22))


def test_an_end_no_calendar_has_is_refused():
    with pytest.raises(OpeningFailed):
        sessions.ends_at(SESSION.stored[:12] + b"\xff" * 8 + SESSION.stored[20:])
