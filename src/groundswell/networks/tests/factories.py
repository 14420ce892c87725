"""Networks and memberships for tests."""

from datetime import date

import factory

from groundswell.networks.models import Cohort, Membership, Network, Office, Term
from groundswell.people.tests.factories import PersonFactory


class NetworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Network {n}")
    slug = factory.Sequence(lambda n: f"network-{n}")
    official_route_name = "Report and support"
    official_route_url = "https://example.org/report"
    emergency_text = "In danger now? Call 999."
    founded_on = date(2020, 3, 1)


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Class of {2027 + n}")
    graduates_on = date(2027, 7, 15)


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    network = factory.SubFactory(NetworkFactory)
    person = factory.SubFactory(PersonFactory)
    kind = Membership.Kind.STUDENT
    started_on = date(2024, 10, 1)


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    network = factory.SubFactory(NetworkFactory)
    person = factory.SubFactory(PersonFactory)
    side = Term.Side.STUDENT
    starts_on = date(2025, 9, 1)


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Office {n}")
    holder = "Head of School"
    email = "head@example.org"
