"""The pages about meetings: who sees them, and what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Meeting
from groundswell.meetings.services import plan_meeting

pytestmark = pytest.mark.django_db


def in_days(n, hours=0):
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    return start + timedelta(days=n, hours=hours)


@pytest.fixture
def meeting(cast):
    return plan_meeting(
        by=cast.alice,
        network=cast.network,
        title="December meeting",
        starts_at=in_days(9),
        ends_at=in_days(9, 1),
    )


def url(name, cast, *args):
    return reverse(f"meetings:{name}", args=[cast.network.slug, *args])


def test_a_member_sees_all_meetings_and_each_of_them(client, cast, meeting):
    client.force_login(cast.bob)
    assert "December meeting" in client.get(url("index", cast)).content.decode()
    assert client.get(url("meeting", cast, meeting.pk)).status_code == 200


def test_strangers_cannot_tell_that_a_meeting_exists(client, cast, meeting):
    client.force_login(cast.charlie)
    assert client.get(url("index", cast)).status_code == 404
    assert client.get(url("meeting", cast, meeting.pk)).status_code == 404
    theirs = reverse("meetings:meeting", args=[cast.other_network.slug, meeting.pk])
    assert client.get(theirs).status_code == 404


def test_a_member_who_may_not_plan_is_told_who_can(client, cast):
    assert not cast.bob.holds(Permission.MEETING_PLAN, cast.network, None)
    client.force_login(cast.bob)
    assert client.get(url("plan", cast)).status_code == 403


def test_the_plan_page_proposes_times(client, cast):
    client.force_login(cast.alice)
    response = client.get(url("plan", cast))
    assert response.status_code == 200
    assert len(response.context["outlook"].proposals) >= 3


def test_ten_more_meetings_cost_no_more_queries(client, cast, django_assert_max_num_queries):
    client.force_login(cast.bob)

    def more(n):
        for i in range(n):
            Meeting.objects.create(
                network=cast.network,
                title=f"Past {i}",
                state="held",
                starts_at=in_days(-30 - i),
                ends_at=in_days(-30 - i, 1),
            )
            Meeting.objects.create(
                network=cast.network,
                title=f"Soon {i}",
                state="fixed",
                starts_at=in_days(3 + i),
                ends_at=in_days(3 + i, 1),
            )

    more(2)
    client.get(url("index", cast))
    with django_assert_max_num_queries(12):
        client.get(url("index", cast))
    more(10)
    with django_assert_max_num_queries(12):
        client.get(url("index", cast))
