"""Meetings and what belongs to them, for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from groundswell.meetings.models import Action, AgendaItem, Meeting
from groundswell.networks.tests.factories import NetworkFactory


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting in three days, at a fixed time."""

    class Meta:
        model = Meeting

    network = factory.SubFactory(NetworkFactory)
    title = factory.Sequence(lambda n: f"Meeting {n}")
    state = Meeting.State.FIXED
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
    ends_at = factory.LazyAttribute(
        lambda meeting: meeting.starts_at and meeting.starts_at + timedelta(hours=1)
    )


class AgendaItemFactory(factory.django.DjangoModelFactory):
    """An item that waits, or stands on the meeting it is given."""

    class Meta:
        model = AgendaItem

    network = factory.SubFactory(NetworkFactory)
    title = factory.Sequence(lambda n: f"Item {n}")
    state = factory.LazyAttribute(
        lambda item: AgendaItem.State.SCHEDULED if item.meeting else AgendaItem.State.WAITING
    )
    meeting = None


class ActionFactory(factory.django.DjangoModelFactory):
    """An open action due in a week."""

    class Meta:
        model = Action

    network = factory.SubFactory(NetworkFactory)
    text = factory.Sequence(lambda n: f"Action {n}")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
