"""Counting who sends how often, without keeping who it was."""

import pytest

from groundswell.kernel import limits


@pytest.fixture(autouse=True)
def nothing_counted():
    limits.forget()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "198.51.100.9", "203.0.113.7"),  # without a proxy anybody may write that header
        (1, "198.51.100.9, 192.0.2.4", "192.0.2.4"),
        (2, "198.51.100.9, 192.0.2.4, 10.0.0.1", "192.0.2.4"),
        (2, "192.0.2.4", "192.0.2.4"),
        (1, "", "203.0.113.7"),
    ],
)
def test_the_address_that_counts_is_the_one_our_own_proxy_saw(
    rf, settings, proxies, forwarded, counted
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.post("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=forwarded)
    assert limits.address_of(request) == counted


def test_each_form_has_a_count_of_its_own(rf):
    assert not limits.is_too_often(rf.post("/"), "raise", 1)
    assert limits.is_too_often(rf.post("/"), "raise", 1)
    assert not limits.is_too_often(rf.post("/"), "join", 1)


def test_only_so_many_parts_of_the_net_are_remembered(rf, monkeypatch):
    monkeypatch.setattr(limits, "MOST_REMEMBERED", 2)
    for n in range(5):
        limits.is_too_often(rf.post("/", REMOTE_ADDR=f"10.0.{n}.1"), "raise", 9)
    assert len(limits._seen) == 2
