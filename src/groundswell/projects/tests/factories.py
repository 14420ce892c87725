"""Projects, changes and asks for tests."""

from datetime import date

import factory

from groundswell.networks.tests.factories import NetworkFactory, OfficeFactory
from groundswell.people.tests.factories import PersonFactory
from groundswell.projects.models import Ask, Change, Project, ProjectPart


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Project

    network = factory.SubFactory(NetworkFactory)
    title = factory.Sequence(lambda n: f"Theatre hats that fit {n}")
    kind = Project.Kind.PLACEMENT
    why = "Standard hats do not cover braids or larger hair."
    plan = "Ask the trust to stock two more sizes."
    started_on = date(2025, 10, 1)


class ProjectPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProjectPart

    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory)
    role = ProjectPart.Role.LEAD
    started_on = date(2025, 10, 1)


class ChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Change

    network = factory.SubFactory(NetworkFactory)
    title = factory.Sequence(lambda n: f"Hats in every theatre {n}")
    kind = Change.Kind.PRACTICE
    you_said = "The hats do not fit over my hair."
    we_did = "Two more sizes are on every trolley."
    changed_on = date(2026, 3, 2)


class AskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ask

    network = factory.SubFactory(NetworkFactory)
    office = factory.SubFactory(OfficeFactory, network=factory.SelfAttribute("..network"))
    title = factory.Sequence(lambda n: f"A student seat on every panel {n}")
    text = "Please give students a seat on every appointment panel."
