"""Who may open what: the outsider, the member, the other co-chair, the raiser."""

import pytest
from django.urls import reverse

from groundswell.kernel.actors import VISITOR
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.people.access import get_link
from groundswell.suggestions.access import handleable, is_raiser
from groundswell.suggestions.services import answer, follow_path, rate, widen, write_more
from groundswell.suggestions.tests.factories import raised, raised_by_visitor

ACTS = ["handle", "pass", "agenda", "project", "close"]


def opened_by(client, person, name, one):
    client.force_login(person)
    return client.get(reverse(f"suggestions:{name}", args=["tidewell", one.pk])).status_code


def actor_of(one):
    token = follow_path(one).strip("/").rpartition("/")[2]
    return get_link(token, Permission.SUGGESTION_FOLLOW)


@pytest.mark.parametrize("name", ACTS)
def test_only_co_chairs_open_what_was_raised_with_them(client, cast, name):
    one = raised(cast, to="cochair")
    assert opened_by(client, cast.alice, name, one) == 200
    assert opened_by(client, cast.sade, name, one) == 200
    for other in (cast.bob, cast.femi, cast.charlie, cast.nobody):
        assert opened_by(client, other, name, one) == 404


@pytest.mark.parametrize("name", ACTS)
def test_what_was_raised_with_one_co_chair_is_closed_to_the_other(client, cast, name):
    one = raised(cast, to="cochair", to_person=cast.sade)
    assert opened_by(client, cast.sade, name, one) == 200
    assert opened_by(client, cast.alice, name, one) == 404
    with pytest.raises(NotAllowed):
        answer(by=cast.alice, suggestion=one, text="I looked anyway.")


def test_the_board_shows_nothing_raised_with_another_by_name(client, cast):
    raised(cast, to="cochair", to_person=cast.sade, text="For Sade alone")
    client.force_login(cast.alice)
    board = reverse("suggestions:board", args=["tidewell"])
    assert "For Sade alone" not in client.get(board).content.decode()
    client.force_login(cast.sade)
    assert "For Sade alone" in client.get(board).content.decode()


def test_members_read_what_was_raised_with_the_group_and_nothing_else(client, cast):
    raised(cast, text="For all of us")
    raised(cast, to="cochair", text="For a co-chair")
    client.force_login(cast.femi)
    page = client.get(reverse("suggestions:group", args=["tidewell"])).content.decode()
    assert "For all of us" in page
    assert "For a co-chair" not in page


@pytest.mark.parametrize("name", ["board", "group"])
def test_strangers_cannot_tell_the_lists_exist(client, cast, name):
    client.force_login(cast.charlie)
    assert client.get(reverse(f"suggestions:{name}", args=["tidewell"])).status_code == 404


def test_members_who_are_not_co_chairs_have_no_board(client, cast):
    client.force_login(cast.bob)
    assert client.get(reverse("suggestions:board", args=["tidewell"])).status_code == 404
    assert not handleable(cast.bob, cast.network).exists()


def test_the_raiser_s_own_page_opens_for_them_alone(client, cast):
    one = raised(cast)
    assert opened_by(client, cast.bob, "own", one) == 200
    for other in (cast.alice, cast.femi, cast.charlie):
        assert opened_by(client, other, "own", one) == 404


def test_somebody_from_elsewhere_who_raised_something_signed_in_follows_it(client, cast):
    one = raised(cast, by=cast.charlie)
    assert opened_by(client, cast.charlie, "own", one) == 200
    write_more(by=cast.charlie, suggestion=one, text="And shoes.")


def test_a_private_link_opens_what_it_is_about_and_nothing_else(cast):
    mine, other = raised_by_visitor(cast), raised_by_visitor(cast)
    by = actor_of(mine)
    assert is_raiser(by, mine)
    assert not is_raiser(by, other)
    for verb in (write_more, rate):
        with pytest.raises(NotAllowed):
            verb(
                by=by,
                suggestion=other,
                **({"text": "x"} if verb is write_more else {"rating": "no"}),
            )


def test_nobody_but_the_raiser_writes_rates_or_widens(cast):
    one = raised(cast, to="cochair", to_person=cast.sade)
    for by in (VISITOR, cast.alice, cast.sade, cast.charlie):
        with pytest.raises(NotAllowed):
            write_more(by=by, suggestion=one, text="As if I were Bob.")
        with pytest.raises(NotAllowed):
            rate(by=by, suggestion=one, rating="helped")
        with pytest.raises(NotAllowed):
            widen(by=by, suggestion=one)


def test_handling_needs_its_permission_and_rating_is_held_by_link():
    assert Permission.SUGGESTION_HANDLE.description
    assert Permission.SUGGESTION_RATE.description
    assert Permission.SUGGESTION_RAISE.description
