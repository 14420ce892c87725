"""People for tests."""

import factory
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from groundswell.people.models import Person


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    # Signs in by mail: no password fits. Each has one of its own, as people do, but without forty random letters.
    password = factory.Sequence(lambda n: f"{UNUSABLE_PASSWORD_PREFIX}{n:040}")
