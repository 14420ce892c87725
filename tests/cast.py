"""The people of the tests. Permission tests read as stories about them.

Alice and Bob are students in the first network and Alice co-chairs it; Sade is its staff co-chair; Femi is
staff; Dalia graduated; Priya comes from a partner; Charlie belongs to another network; Nobody to none.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from groundswell.kernel.clock import today
from groundswell.networks.models import Cohort, Membership, Network, Term
from groundswell.networks.tests.factories import NetworkFactory
from groundswell.people.models import Person
from groundswell.people.tests.factories import PersonFactory


@dataclass
class Cast:
    """Made once for a test; ``notes`` is scratch space for example URLs."""

    network: Network
    cohort: Cohort
    alice: Person
    bob: Person
    sade: Person
    femi: Person
    dalia: Person
    priya: Person
    other_network: Network
    charlie: Person
    nobody: Person
    notes: dict[str, Any] = field(default_factory=dict)


def make_cast() -> Cast:
    """The whole cast, in a database. Nearly every test begins here, so it is made in six statements."""
    network, other = Network.objects.bulk_create(
        [
            NetworkFactory.build(name="Tidewell Medical Network", slug="tidewell"),
            NetworkFactory.build(name="MedPride", slug="medpride"),
        ]
    )
    cohort = Cohort.objects.create(
        network=network, name="Class of 2028", graduates_on=date(2028, 7, 14)
    )
    names = {
        "alice": "Alice Amoako",
        "bob": "Bob Okafor-Lim",
        "sade": "Sade O'Brien",
        "femi": "Femi Adeyemi",
        "dalia": "Dalia حسن",
        "priya": "Priya K",
        "charlie": "Charlie",
        "nobody": "Noor Nobody",
    }
    people = {
        key: PersonFactory.build(name=name, email=f"{key}@example.org")
        for key, name in names.items()
    }
    Person.objects.bulk_create(people.values())
    kinds = {
        "alice": "student",
        "bob": "student",
        "sade": "staff",
        "femi": "staff",
        "dalia": "alumni",
        "priya": "partner",
    }
    memberships = [
        Membership(
            network=network,
            person=people[key],
            kind=kind,
            cohort=cohort if kind == Membership.Kind.STUDENT else None,
            started_on=date(2021, 10, 4),
        )
        for key, kind in kinds.items()
    ]
    elsewhere = Membership(
        network=other,
        person=people["charlie"],
        kind=Membership.Kind.STUDENT,
        started_on=date(2022, 10, 3),
    )
    Membership.objects.bulk_create([*memberships, elsewhere])
    start = today() - timedelta(days=120)
    chairs = (
        ("alice", network, "student"),
        ("sade", network, "staff"),
        ("charlie", other, "student"),
    )
    Term.objects.bulk_create(
        Term(network=where, person=people[key], side=side, starts_on=start)
        for key, where, side in chairs
    )
    return Cast(network=network, cohort=cohort, other_network=other, **people)
