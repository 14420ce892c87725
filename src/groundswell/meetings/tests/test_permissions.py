import pytest

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["alice", "bob", "femi", "dalia"])
def test_whoever_sits_nearest_the_keyboard_may_write_the_minutes(cast, who):
    assert can(getattr(cast, who), Permission.MINUTES_WRITE, cast.network)


def test_a_stranger_may_not_write_minutes(cast):
    assert not can(cast.charlie, Permission.MINUTES_WRITE, cast.network)


def test_an_action_of_somebody_else_is_passed_on_by_a_cochair_alone(cast):
    assert can(cast.alice, Permission.ACTION_REASSIGN, cast.network)
    assert not can(cast.bob, Permission.ACTION_REASSIGN, cast.network)
