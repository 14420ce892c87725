"""Whom one can be in the demo, with one click."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.demo import printed
from groundswell.networks.queries import current_terms, members, synthetic_network
from groundswell.people.services import DemoDoor, DemoTry

if TYPE_CHECKING:
    from groundswell.networks.models import Network


def doors() -> Iterator[DemoDoor]:
    """A student and a staff co-chair, a student, a member of staff, an alumna, a listener."""
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
    yield from listener_door(network)


def listener_door(network: "Network") -> Iterator[DemoDoor]:
    """Whoever listens and whose case passphrase is printed."""
    known = printed.kept()
    found = members(network).filter(person__email=known.address).first() if known else None
    if known and found:
        hint = _("Unlock the desk with the case passphrase: %(words)s") % {
            "words": known.passphrase
        }
        yield DemoDoor(found.person.public_id, _("Listener"), hint)


def things_to_try() -> Iterator[DemoTry]:
    """Of the sealed room: where to raise something, a thread to read by receipt, the desk."""
    network, known = synthetic_network(), printed.kept()
    if network is None or known is None:
        return
    yield DemoTry(
        _("Raise something with the listeners"),
        _("Without an account, in two steps; you get a receipt of your own."),
        reverse("concerns:before", args=[network.slug]),
    )
    yield DemoTry(
        _("Read what a raiser reads"),
        _(
            "With the receipt of somebody made up. A word of theirs is wanted there: may it go on the agenda?"
        ),
        reverse("concerns:back", args=[network.slug]),
        known.receipt,
    )
    yield DemoTry(
        _("Sit at the listeners’ desk"),
        _("Be the listener above first; the case passphrase is the second lock."),
        reverse("concerns:desk", args=[network.slug]),
        known.passphrase,
    )
    yield DemoTry(
        _("See what came of it"),
        _("Figures that give nobody away, as everybody may read them."),
        reverse("concerns:heard", args=[network.slug]),
    )
