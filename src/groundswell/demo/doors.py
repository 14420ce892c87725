"""Whom one can be in the demo, with one click."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from groundswell.networks.queries import current_terms, members, synthetic_network
from groundswell.people.services import DemoDoor


def doors() -> Iterator[DemoDoor]:
    """A student and a staff co-chair, a student, a member of staff, an alumna."""
    network = synthetic_network()
    if network is None:
        return
    chairs = {term.side: term.person for term in current_terms(network.pk).order_by("starts_on")}
    words = {
        "student": (
            _("Student co-chair"),
            _("Choose the time of the next meeting, or write its minutes."),
        ),
        "staff": (_("Staff co-chair"), _("See which commitments are late, and carry one.")),
    }
    for side, (role, hint) in words.items():
        if side in chairs:
            yield DemoDoor(chairs[side].public_id, role, hint)
    taken = [person.pk for person in chairs.values()]
    for kind, role, hint in (
        ("student", _("Student"), _("Say when you can come; raise something in one field.")),
        ("staff", _("Member of staff"), _("Support a project that students lead.")),
        ("alumni", _("Alumna or alumnus"), _("Look at what became of what you began.")),
    ):
        found = members(network).filter(kind=kind).exclude(person__in=taken).first()
        if found:
            yield DemoDoor(found.person.public_id, role, hint)
