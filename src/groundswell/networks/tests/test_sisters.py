"""Who counts as a sister network."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.networks.models import Network, Sisterhood
from groundswell.networks.queries import sisters

pytestmark = pytest.mark.django_db


def test_a_sister_has_said_yes_whoever_asked(cast):
    link = Sisterhood.objects.create(one=cast.other_network, other=cast.network)
    assert list(sisters(cast.network)) == []
    link.agreed_at = timezone.now()
    link.save()
    assert list(sisters(cast.network)) == [cast.other_network]
    assert list(sisters(cast.other_network)) == [cast.network]


def test_an_ended_sisterhood_is_none(cast):
    now = timezone.now()
    Sisterhood.objects.create(
        one=cast.network, other=cast.other_network, agreed_at=now, ended_at=now
    )
    assert list(sisters(cast.network)) == []


def test_where_there_is_nobody_to_ask_a_cochair_is_shown_how_to_start_a_network(client, cast):
    client.force_login(cast.alice)
    address = reverse("networks:sisters", args=[cast.network.slug])
    start = reverse("networks:found", args=[cast.network.slug])
    assert start not in client.get(address).content.decode()
    Network.objects.exclude(pk=cast.network.pk).delete()
    assert start in client.get(address).content.decode()
