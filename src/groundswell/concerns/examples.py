"""Pages of this room for the tests that visit every page."""

from typing import TYPE_CHECKING

from django.urls import reverse

from groundswell.kernel.registries import ExampleUrl

if TYPE_CHECKING:
    from tests.cast import Cast


def _listened_to(cast: "Cast", name: str) -> str:
    from groundswell.concerns.tests.factories import listening

    if "listener" not in cast.notes:
        cast.notes["listener"] = listening(cast)
    return reverse(name, args=[cast.network.slug])


def before(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:before")


def write(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:write")


def back(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:back")


def own(cast: "Cast") -> str:
    from groundswell.concerns.services import keep_receipt
    from groundswell.concerns.tests.factories import opened, raised

    _listened_to(cast, "concerns:own")
    _concern, receipt = raised(cast, "It is about the rota of nights.", name="Alice")
    keep_receipt(by=cast.alice, network=cast.network, raiser=opened(cast, receipt))
    return reverse("concerns:own", args=[cast.network.slug])


def _at_alices_desk(cast: "Cast", name: str) -> str:
    """Alice listens, and Femi; two concerns are there and one of them has come some way."""
    from groundswell.concerns import services
    from groundswell.concerns.tests.factories import at_desk, listening, raised

    if "alice listens" not in cast.notes:
        cast.notes["alice listens"] = alice = listening(cast, cast.alice)
        cast.notes.setdefault("listener", None)
        cast.notes["listener"] = cast.notes["listener"] or listening(cast)
        raised(cast, "It was said again in the ward round today.")
        concern, _receipt = raised(cast, "The rule about kara in theatre nine.", name="Amal")
        cast.notes["concern"] = concern
        actor = at_desk(alice)
        services.take(by=actor, concern=concern)
        services.acknowledge(by=actor, concern=concern, text="Thank you for writing.")
        services.pause(by=actor, concern=concern, reason="You asked us to wait for your exams.")
        services.note(by=actor, concern=concern, text="Called the placement lead on Monday.")
        chosen = {"kind": ["dress"], "setting": ["theatre"]}
        services.triage(by=actor, concern=concern, chosen=chosen)
    pk = [cast.notes["concern"].pk] if name == "concerns:concern" else []
    return reverse(name, args=[cast.network.slug, *pk])


def desk(cast: "Cast") -> str:
    return _at_alices_desk(cast, "concerns:desk")


def concern(cast: "Cast") -> str:
    return _at_alices_desk(cast, "concerns:concern")


def unlocked(cast: "Cast") -> dict[str, str]:
    """Alice's half of her unlocked key."""
    from groundswell.concerns.services import unlock
    from groundswell.concerns.tests.factories import PASSPHRASE

    listener = cast.notes["alice listens"]
    return {"desk": unlock(by=cast.alice, listener=listener, passphrase=PASSPHRASE)[1]}


def heard(cast: "Cast") -> str:
    """Figures of last winter, as they were published."""
    from groundswell.concerns.tests.factories import published

    if "heard" not in cast.notes:
        cast.notes["heard"] = published(
            cast.network,
            2025,
            1,
            outcome={"support": 24, "policy": 9, "formal": 3, "carried": 12},
            route={"here": 27, "official": 12, "network": 9},
            on_time={"no": 6},
        )
    return reverse("concerns:heard", args=[cast.network.slug])


def figures(cast: "Cast") -> str:
    heard(cast)
    return _at_alices_desk(cast, "concerns:figures")


def listeners(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:listeners")


def listener(cast: "Cast") -> str:
    _listened_to(cast, "concerns:listeners")
    return reverse("concerns:listener", args=[cast.network.slug, cast.notes["listener"].pk])


def keys(cast: "Cast") -> str:
    return _at_alices_desk(cast, "concerns:keys")


def share(cast: "Cast") -> str:
    return _at_alices_desk(cast, "concerns:share")


def again(cast: "Cast") -> str:
    return _at_alices_desk(cast, "concerns:again")


def _kept_by_alice(cast: "Cast") -> None:
    from groundswell.concerns.services import make_shares
    from groundswell.concerns.tests.factories import PASSPHRASE

    _listened_to(cast, "concerns:listeners")
    if "share" not in cast.notes:
        one = cast.notes["listener"]
        make_shares(
            by=one.person,
            listener=one,
            passphrase=PASSPHRASE,
            custodians=[cast.alice, cast.bob],
            needed=2,
        )
        cast.notes["share"] = one.shares.get(person=cast.alice)


def keeping(cast: "Cast") -> str:
    _kept_by_alice(cast)
    return reverse("concerns:keeping", args=[cast.network.slug])


def kept_share(cast: "Cast") -> str:
    _kept_by_alice(cast)
    return reverse("concerns:kept_share", args=[cast.network.slug, cast.notes["share"].pk])


def kept(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:kept")


pages = [
    ExampleUrl("concerns:kept", kept),
    ExampleUrl("concerns:own", own),
    ExampleUrl("concerns:heard", heard, public=True),
    ExampleUrl("concerns:figures", figures, cookies=unlocked),
    ExampleUrl("concerns:listeners", listeners),
    ExampleUrl("concerns:listener", listener),
    ExampleUrl("concerns:keys", keys),
    ExampleUrl("concerns:share", share),
    ExampleUrl("concerns:again", again),
    ExampleUrl("concerns:keeping", keeping),
    ExampleUrl("concerns:kept_share", kept_share),
    ExampleUrl("concerns:before", before, public=True),
    ExampleUrl("concerns:write", write, public=True),
    ExampleUrl("concerns:back", back, public=True),
    ExampleUrl("concerns:desk locked", desk),
    ExampleUrl("concerns:desk", desk, cookies=unlocked),
    ExampleUrl("concerns:concern", concern, cookies=unlocked),
]
