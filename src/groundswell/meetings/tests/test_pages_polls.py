"""The pages of a poll: from the mail, signed in, and when it is too late."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import PollAnswer
from groundswell.meetings.queries.polls import answers_of, slots_of
from groundswell.meetings.services import ask_everyone, fix_meeting
from groundswell.networks.models import Membership
from groundswell.people.models import SignedLink
from groundswell.people.services import issue_link, revoke_links

pytestmark = pytest.mark.django_db


def at(days, hours=0):
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    return start + timedelta(days=days, hours=hours)


@pytest.fixture
def poll(cast):
    return ask_everyone(
        by=cast.alice,
        network=cast.network,
        title="December meeting",
        slots=[(at(8), at(8, 1)), (at(9), at(9, 1))],
        closes_on=today() + timedelta(days=5),
    )


@pytest.fixture
def link(cast, poll):
    return link_for(cast.bob, poll)


def link_for(person, poll):
    token = issue_link(
        verb=Permission.POLL_ANSWER, about=poll, network=poll.meeting.network, person=person
    )
    return reverse("meetings:poll_link", args=[token])


def filled(poll, *answers):
    return {f"slot_{s.pk}": a for s, a in zip(slots_of(poll), answers, strict=True)}


def test_a_tap_in_the_mail_and_one_on_the_page_is_an_answer(client, cast, poll, link):
    assert client.get(link).status_code == 200
    response = client.post(link, {"all": "yes"}, follow=True)
    assert "You have answered" in response.content.decode()
    assert set(answers_of(poll, cast.bob.pk).values()) == {"yes"}


def test_opening_the_link_changes_nothing(client, poll, link):
    client.get(link)
    client.head(link)
    assert not PollAnswer.objects.exists()


def test_answers_can_be_sent_twice_without_harm(client, cast, poll, link):
    for _ in range(2):
        client.post(link, filled(poll, "yes", "no"))
    assert list(answers_of(poll, cast.bob.pk).values()) == ["yes", "no"]
    assert PollAnswer.objects.count() == 2


def test_a_link_answers_for_its_own_person_whoever_is_signed_in(client, cast, poll, link):
    client.force_login(cast.alice)
    client.post(link, filled(poll, "no", "no"))
    assert not answers_of(poll, cast.alice.pk)
    assert answers_of(poll, cast.bob.pk)


def test_a_revoked_link_opens_nothing(client, cast, poll, link):
    revoke_links(about=poll, person=cast.bob)
    assert client.get(link).status_code in {404, 410}
    client.post(link, filled(poll, "yes", "yes"))
    assert not PollAnswer.objects.exists()


def test_an_expired_link_offers_a_new_one(client, poll, link):
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    response = client.get(link)
    assert response.status_code == 410
    assert "new link" in response.content.decode()


def test_a_link_about_something_else_opens_nothing_here(client, cast, poll):
    token = issue_link(
        verb=Permission.ACTION_ANSWER, about=poll, network=cast.network, person=cast.bob
    )
    assert client.get(reverse("meetings:poll_link", args=[token])).status_code == 404
    token = issue_link(
        verb=Permission.POLL_ANSWER, about=poll.meeting, network=cast.network, person=cast.bob
    )
    assert client.get(reverse("meetings:poll_link", args=[token])).status_code == 404


def test_who_left_the_network_cannot_answer_any_more(client, cast, poll, link):
    Membership.objects.filter(person=cast.bob).update(ended_on=today())
    assert "not a member of that network now" in client.get(link).content.decode()


def test_a_poll_that_closed_while_the_page_was_open_says_what_was_chosen(client, cast, poll, link):
    client.get(link)
    fix_meeting(by=cast.alice, meeting=poll.meeting, slot=slots_of(poll)[0])
    response = client.post(link, filled(poll, "yes", "no"))
    assert response.status_code == 200
    assert "The time was chosen meanwhile" in response.content.decode()
    assert not PollAnswer.objects.exists()


def test_times_are_shown_in_the_zone_asked_for(client, poll, link):
    page = client.get(link, {"zone": "Asia/Tokyo"}).content.decode()
    assert "Tokyo time" in page
    assert "Mars" not in client.get(link, {"zone": "Mars/Base"}).content.decode()


def test_a_zone_is_remembered_after_answering(client, poll, link):
    client.post(link, {**filled(poll, "yes", "no"), "zone": "Asia/Tokyo"})
    assert "Tokyo time" in client.get(link).content.decode()


def test_the_short_form_of_home_counts_what_is_not_tapped_as_no(client, cast, poll):
    client.force_login(cast.bob)
    address = reverse("meetings:poll", args=[cast.network.slug, poll.meeting_id])
    client.post(address, {"some": "1", "can": [slots_of(poll)[0].pk]})
    assert list(answers_of(poll, cast.bob.pk).values()) == ["yes", "no"]


def test_nothing_chosen_keeps_the_form_and_says_so(client, poll, link):
    response = client.post(link, {"zone": "Europe/London"})
    assert "Nothing was chosen" in response.content.decode()


def test_only_chairs_see_who_has_not_answered(client, cast, poll):
    address = reverse("meetings:results", args=[cast.network.slug, poll.meeting_id])
    client.force_login(cast.bob)
    assert cast.femi.name not in client.get(address).content.decode()
    client.force_login(cast.alice)
    assert cast.femi.name in client.get(address).content.decode()


def test_a_member_cannot_choose_the_time(client, cast, poll):
    address = reverse("meetings:fix", args=[cast.network.slug, poll.meeting_id])
    client.force_login(cast.bob)
    assert client.post(address, {"slot": slots_of(poll)[0].pk}).status_code == 403
    client.force_login(cast.alice)
    assert client.post(address, {"slot": slots_of(poll)[0].pk}).status_code == 302


def test_strangers_cannot_tell_a_poll_exists(client, cast, poll):
    client.force_login(cast.charlie)
    for name in ("poll", "results"):
        address = reverse(f"meetings:{name}", args=[cast.network.slug, poll.meeting_id])
        assert client.get(address).status_code == 404


def test_results_cost_the_same_whoever_many_answer(
    client, cast, poll, django_assert_max_num_queries
):
    from groundswell.networks.tests.factories import MembershipFactory

    slots = slots_of(poll)
    address = reverse("meetings:results", args=[cast.network.slug, poll.meeting_id])
    client.force_login(cast.bob)
    for _ in range(10):
        person = MembershipFactory(network=cast.network, cohort=cast.cohort).person
        PollAnswer.objects.create(slot=slots[0], person=person, answer="yes")
    with django_assert_max_num_queries(16):
        client.get(address)


def test_home_offers_the_slots_with_counts(client, cast, poll):
    client.force_login(cast.bob)
    page = client.get(reverse("home:network", args=[cast.network.slug])).content.decode()
    assert "0 can" in page
    assert 'name="can"' in page
