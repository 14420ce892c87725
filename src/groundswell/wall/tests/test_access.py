import pytest

from groundswell.kernel.actors import can
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.wall import services

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["alice", "bob", "femi", "dalia", "priya"])
def test_every_member_may_give_a_story(cast, who):
    assert can(getattr(cast, who), Permission.STORY_GIVE, cast.network)


@pytest.mark.parametrize("who", ["charlie", "nobody"])
def test_a_stranger_may_not_give_a_story(cast, who):
    assert not can(getattr(cast, who), Permission.STORY_GIVE, cast.network)


@pytest.mark.parametrize("permission", [Permission.STORY_PUBLISH, Permission.WALL_EDIT])
def test_only_cochairs_keep_the_wall(cast, permission):
    assert can(cast.alice, permission, cast.network)
    assert not can(cast.bob, permission, cast.network)
    assert not can(cast.charlie, permission, cast.network)


def test_a_member_cannot_choose_what_comes_first(cast):
    with pytest.raises(NotAllowed):
        services.put_first(by=cast.bob, network=cast.network, change=None)
