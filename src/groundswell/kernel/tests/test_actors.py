import pytest

from groundswell.kernel.actors import SYSTEM, VISITOR, can, require
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import GRANTS, Permission, Role


def test_a_stranger_holds_nothing_but_what_visitors_hold(cast):
    assert not can(cast.nobody, Permission.NETWORK_SEE, cast.network)
    assert can(cast.nobody, Permission.SUGGESTION_RAISE, cast.network)


def test_a_cochair_next_door_is_a_stranger_here(cast):
    assert can(cast.charlie, Permission.POLL_OPEN, cast.other_network)
    assert not can(cast.charlie, Permission.POLL_OPEN, cast.network)


@pytest.mark.parametrize("who", ["bob", "femi", "dalia", "priya"])
def test_members_who_do_not_chair_cannot_give_terms(cast, who):
    with pytest.raises(NotAllowed, match="co-chair terms"):
        require(getattr(cast, who), Permission.TERM_GIVE, cast.network)


def test_a_closed_account_holds_nothing(cast):
    cast.alice.is_active = False
    assert not can(cast.alice, Permission.NETWORK_SEE, cast.network)


def test_a_role_ends_with_its_membership(cast):
    cast.alice.memberships.update(ended_on="2022-01-01")
    assert not can(cast.alice, Permission.TERM_GIVE, cast.network)


def test_nobody_holds_everything():
    assert all(set(Permission) - set(grants) for grants in GRANTS.values())


def test_the_system_may_not_answer_for_people(cast):
    assert can(SYSTEM, Permission.AGENDA_PROPOSE, cast.network)
    assert not can(SYSTEM, Permission.ASK_VERDICT, cast.network)
    assert Permission.POLL_ANSWER not in GRANTS[Role.SYSTEM]


def test_a_visitor_has_no_network_pages(cast):
    assert not can(VISITOR, Permission.NETWORK_SEE, cast.network)


def test_roles_are_looked_up_once_in_a_request(cast, client, django_assert_num_queries):
    from groundswell.kernel.actors import roles_seen

    token = roles_seen.set({})
    try:
        with django_assert_num_queries(1):
            for _ in range(5):
                can(cast.alice, Permission.NETWORK_SEE, cast.network)
    finally:
        roles_seen.reset(token)
