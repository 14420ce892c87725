"""Who a session is: found by prepared queries, refused as Django refuses it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from groundswell.people.backends import Accounts
from groundswell.people.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(db):
    made = SessionStore()
    made["here"] = True
    made.save()
    return made


def test_a_session_is_found_again_in_one_query(session, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(session.session_key)["here"]


def test_a_session_that_is_over_or_was_never_opens_nothing(session):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    for name in (session.session_key, "x" * 32):
        found = SessionStore(name)
        assert found.get("here") is None
        assert found.session_key is None  # so that a name somebody chose is never taken over


def test_an_account_that_was_closed_or_is_gone_is_nobody(cast):
    assert Accounts().get_user(cast.alice.pk) == cast.alice
    cast.alice.is_active = False
    cast.alice.save()
    assert Accounts().get_user(cast.alice.pk) is None
    assert Accounts().get_user(0) is None
