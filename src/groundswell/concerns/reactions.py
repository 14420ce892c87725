"""What this room gives to the registries, and the little it hears of the rest of the house."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.signals import user_logged_out
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.concerns import (
    examples,
    file_panels,
    hold_panels,
    letting_in,  # noqa: F401 - adds its panel
    panels,
    personal,
)
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.queries import (
    desk_needs_you,
    is_open,
    listener_by_ids,
    listener_ids,
    listens_for,
    may_listen,
)
from groundswell.concerns.services import end_listening, lock_all_of
from groundswell.concerns.views import handing_on  # noqa: F401 - fills the panels
from groundswell.kernel import registries
from groundswell.kernel.events import on
from groundswell.kernel.kept import never_kept
from groundswell.kernel.registries import (
    Attention,
    Looking,
    PersonalData,
    Responsibilities,
    Responsibility,
    Way,
)
from groundswell.networks.events import MemberLeft
from groundswell.people.events import SignedOut

if TYPE_CHECKING:
    from collections.abc import Collection

    from groundswell.kernel.actors import Actor
    from groundswell.networks.models import Network
    from groundswell.people.models import Person


def sealed_way(network: "Network") -> Way | None:
    """Where something is raised, the way to the listeners; none where nobody listens."""
    if not is_open(network):
        return None
    return Way(
        title=_("A listener, sealed"),
        help=_(
            "For what must reach nobody else here. Only trained listeners you do not exclude can read it; you get a "
            "receipt instead of an account."
        ),
        url=reverse("concerns:before", args=[network.slug]),
    )


@on(MemberLeft)
def end_for_leaver(event: MemberLeft) -> None:
    """Who is no member any more listens no more: their keys go and what is written next has new ones."""
    listener = listener_by_ids(event.person_id, event.network_id)
    if listener is not None and not may_listen(event.person_id, listener.network):
        end_listening(listener)  # a last day still to come is looked at when it has come


@on(SignedOut)
def lock_for(event: SignedOut) -> None:
    """Who signs out locks their desk, in every browser."""
    lock_all_of(event.person_id)


def desk(view: Looking) -> Iterable[Attention]:
    """One line when a clock runs out at somebody's desk; not which, not how many."""
    if view.person_id not in listener_ids(view.network):
        return
    never_kept()
    if desk_needs_you(view.person_id, view.network):
        yield Attention(
            kind=_("Desk"),
            title=_("Your desk needs you"),
            url=reverse("concerns:desk", args=[view.network.slug]),
            order=5,
        )


def way_to_desk(person_id: int, network: "Network") -> Iterable[tuple[str, str]]:
    """At the foot of every member's pages who listens; of a listener's the desk, whether or not anything waits."""
    yield _("Who listens"), reverse("concerns:listeners", args=[network.slug])
    if person_id in listener_ids(network):
        yield _("Your desk"), reverse("concerns:desk", args=[network.slug])


def lock_at_sign_out(*, user: "Person | None", **_facts: object) -> None:
    """Who signs out, in whatever way, locks every desk of theirs."""
    if user is not None and user.pk:
        lock_all_of(user.pk)


user_logged_out.connect(lock_at_sign_out, dispatch_uid="concerns.lock_at_sign_out")


def held_by_many(person_ids: "Collection[int]", network_id: int) -> dict[int, list[Responsibility]]:
    """That somebody listens, or keeps a share: no more, whatever they look after. One query."""
    held: dict[int, list[Responsibility]] = {}
    for person_id, slug, key, is_listening in listens_for(person_ids, network_id):
        held.setdefault(person_id, []).append(
            Responsibility(
                key=key,
                kind=_("Listening") if is_listening else _("Word share"),
                title=_("Listens: stands down, and somebody else is proposed")
                if is_listening
                else _("Keeps a word share: the listener makes new ones"),
                url=reverse("concerns:listeners", args=[slug]),
            )
        )
    return held


def held(person_id: int, network_id: int) -> list[Responsibility]:
    """The same for one person."""
    return held_by_many([person_id], network_id).get(person_id, [])


def pass_on(*, by: "Actor", key: str, to_person_id: int) -> None:
    """Nobody passes a key on: trust is not handed over with a button."""
    raise ConcernError(
        _(
            "Listening is not passed on: the leaver stands down on their own page, and you propose somebody else on "
            "the page of listeners. A word share ends when the listener makes new ones."
        )
    )


registries.ways.append(sealed_way)
registries.responsibilities.append(
    Responsibilities(room="concerns", held=held, pass_on=pass_on, held_by_many=held_by_many)
)
registries.foot_links.append(way_to_desk)
registries.attention.append(desk)
registries.unseen_paths.append(re.compile(r"/n/[-\w]+/q/"))
registries.hushed_paths.append(re.compile(r"/n/[-\w]+/(q|desk)/"))
registries.personal_data.append(
    PersonalData(
        room="concerns",
        label=gettext_lazy("Listening"),
        models=("concerns.Listener", "concerns.Share", "concerns.OwnThread"),
        export=personal.export,
        forget=personal.forget,
        kept=gettext_lazy(
            "That somebody listens or listened is kept while the network lasts, because raisers see who had "
            "access. Who raised something is stored nowhere outside what is sealed. Receipts kept in an account "
            "go with it."
        ),
    )
)
panels.panels.append(file_panels.files_panel)
panels.desk_panels.append(file_panels.desk_panel)
panels.panels.append(hold_panels.kept_panel)
panels.desk_panels.append(hold_panels.hold_panel)
panels.desk_acts |= {
    "hold_ask": hold_panels.ask,
    "hold_agree": hold_panels.agree,
    "hold_refuse": hold_panels.refuse,
}
registries.example_urls.extend(examples.pages)
