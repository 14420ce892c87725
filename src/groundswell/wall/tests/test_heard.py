"""The newest figures of what listeners heard have a line on the wall."""

import pytest
from django.urls import reverse

from groundswell.concerns.tests.factories import published

pytestmark = pytest.mark.django_db


def test_the_wall_leads_to_the_newest_figures_once_there_are_some(client, cast):
    wall = reverse("wall:wall", args=[cast.network.slug])
    heard = reverse("concerns:heard", args=[cast.network.slug])
    client.force_login(cast.bob)  # a member's wall is made anew
    assert heard not in client.get(wall).content.decode()
    published(cast.network, 2026, 1, outcome={"support": 20})
    assert heard in client.get(wall).content.decode()
