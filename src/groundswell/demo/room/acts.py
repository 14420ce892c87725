"""Each thing that can happen to a concern in the story, by the verb everybody has for it."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from groundswell.concerns import access
from groundswell.concerns import services as verbs
from groundswell.demo.room.seats import Room
from groundswell.demo.story.concerns.shapes import Heard, Step
from groundswell.kernel.actors import VISITOR
from groundswell.kernel.clock import today

if TYPE_CHECKING:
    from groundswell.concerns.actors import DeskActor, RaiserActor


@dataclass
class Life:
    """One concern while it is told, with what its next steps refer to."""

    heard: Heard
    words: verbs.Words
    keeps_out: tuple[int, ...] = ()
    is_printed: bool = False
    concern: Any = None
    receipt: str = field(default="", repr=False)
    referral: UUID = field(default_factory=uuid4)
    risk: UUID = field(default_factory=uuid4)
    hold: Any = None

    def raiser(self, room: Room) -> "RaiserActor":
        """Whoever has the receipt."""
        actor = access.open_by_receipt(room.stage.network, self.receipt)
        if actor is None:
            raise LookupError("A receipt of the story does not open.")
        return actor


def act(room: Room, life: Life, step: Step) -> None:
    """Do one step, as its raiser or as one of those who listen."""
    if step.act in BY_RAISER:
        BY_RAISER[step.act](room, life, step.words)
        return
    seat = room.seats[step.who]
    if life.concern.raised_on <= (
        seat.listener.ready_on or today()
    ):  # they came later and hold no key of it
        seat = room.seats[0]
    BY_LISTENER[step.act](seat.actor(), life, step.words)


def draft(room: Room, life: Life, _words: str) -> None:
    out = frozenset(room.seats[number].person.pk for number in life.keeps_out)
    life.concern, receipt = verbs.write_draft(
        by=VISITOR,
        network=room.stage.network,
        words=life.words,
        exclusions=verbs.Exclusions(people=out),
    )
    life.receipt = receipt.text


def raise_it(room: Room, life: Life, words: str) -> None:
    draft(room, life, words)
    tail = life.receipt.replace("-", "")[-4:]
    life.concern = verbs.send_draft(by=life.raiser(room), typed=tail)


def write(room: Room, life: Life, words: str) -> None:
    verbs.write_more(by=life.raiser(room), text=words)


def withdraw(room: Room, life: Life, _words: str) -> None:
    verbs.withdraw(by=life.raiser(room))


def attach(room: Room, life: Life, name: str) -> None:
    data = picture() if name.endswith(".png") else b"two pictures, described in words\n"
    verbs.attach_file(by=life.raiser(room), attached=verbs.Attached(name, data))


def agree(room: Room, life: Life, _words: str) -> None:
    verbs.answer_referral(by=life.raiser(room), referral_id=life.referral, is_agreed=True)


def approve(room: Room, life: Life, days: str) -> None:
    """The words as they were suggested, after so many days."""
    raiser = life.raiser(room)
    suggested = verbs.open_suggestions(verbs.messages_of(by=raiser))[-1]
    verbs.approve_words(
        by=raiser,
        suggested=suggested.pk,
        title=suggested.content["title"],
        text=suggested.content["text"],
        kind="matter",
        days=int(days),
    )


def refuse(room: Room, life: Life, words: str) -> None:
    raiser = life.raiser(room)
    suggested = verbs.open_suggestions(verbs.messages_of(by=raiser))[-1]
    verbs.refuse_words(by=raiser, suggested=suggested.pk, text=words)


def veto(room: Room, life: Life, _words: str) -> None:
    raiser = life.raiser(room)
    found = verbs.carried_ids(verbs.messages_of(by=raiser))
    verbs.take_back(by=raiser, carried_id=UUID(found[-1]))


def worked(room: Room, life: Life, words: str) -> None:
    code, _bar, text = words.partition("|")
    verbs.say_whether_it_worked(by=life.raiser(room), worked=code, text=text)


def check_in(room: Room, life: Life, words: str) -> None:
    code, _bar, text = words.partition("|")
    verbs.answer_checkin(by=life.raiser(room), detriment=code, text=text)


def acknowledge(by: "DeskActor", life: Life, words: str) -> None:
    verbs.acknowledge(by=by, concern=life.concern, text=words)


def take(by: "DeskActor", life: Life, _words: str) -> None:
    verbs.take(by=by, concern=life.concern)


def triage(by: "DeskActor", life: Life, _words: str) -> None:
    verbs.triage(by=by, concern=life.concern, chosen=life.heard.codes)


def answer(by: "DeskActor", life: Life, words: str) -> None:
    verbs.reply(by=by, concern=life.concern, text=words)


def note(by: "DeskActor", life: Life, words: str) -> None:
    verbs.note(by=by, concern=life.concern, text=words)


def discuss(by: "DeskActor", life: Life, words: str) -> None:
    verbs.discuss(by=by, concern=life.concern, text=words)


def pause(by: "DeskActor", life: Life, words: str) -> None:
    verbs.pause(by=by, concern=life.concern, reason=words)


def resume(by: "DeskActor", life: Life, _words: str) -> None:
    verbs.resume(by=by, concern=life.concern)


def suggest(by: "DeskActor", life: Life, words: str) -> None:
    title, _bar, text = words.partition("|")
    verbs.suggest_words(by=by, concern=life.concern, title=title, text=text)


def refer(by: "DeskActor", life: Life, words: str) -> None:
    way = "guardian" if life.heard.route == "placement" else "official"
    to = "The guardian for speaking up" if way == "guardian" else "Tidewell Report and Support"
    if life.is_printed:
        way, to = "guardian", "The guardian for speaking up, Northmere"
    verbs.ask_to_refer(
        by=by, concern=life.concern, route=way, to=to, text=words, number=life.referral
    )


def news(name: str) -> "Callable[[DeskActor, Life, str], None]":
    def tell(by: "DeskActor", life: Life, words: str) -> None:
        verbs.note_referral(
            by=by, concern=life.concern, referral_id=life.referral, news=name, text=words
        )

    return tell


def risk(by: "DeskActor", life: Life, _words: str) -> None:
    verbs.ask_to_pass_on(
        by=by,
        concern=life.concern,
        to="The university's safety team",
        why="Somebody may come to harm, and waiting until tomorrow is too long.",
        text="A student is waited for outside and has been threatened. We know no address and ask for none.",
        number=life.risk,
    )


def risk_agree(by: "DeskActor", life: Life, _words: str) -> None:
    verbs.answer_risk(by=by, concern=life.concern, risk_id=life.risk, is_agreed=True)


def hold(by: "DeskActor", life: Life, words: str) -> None:
    later = today() + timedelta(days=180)
    life.hold = verbs.ask_hold(by=by, concern=life.concern, reason=words, review_on=later)


def hold_agree(by: "DeskActor", life: Life, _words: str) -> None:
    verbs.answer_hold(by=by, hold=life.hold, agrees=True)


def close(by: "DeskActor", life: Life, words: str) -> None:
    outcome, _bar, text = words.partition("|")
    verbs.close(by=by, concern=life.concern, outcome=outcome, text=text)


def picture() -> bytes:
    """A small picture of a list: grey lines on white. Made here, so that nothing is shipped."""
    rows = [
        b"\x00" + bytes(210 if y % 12 < 3 and 8 < x < 150 - y % 48 else 255 for x in range(160))
        for y in range(96)
    ]
    head = struct.pack(">IIBBBBB", 160, 96, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


BY_RAISER: dict[str, Callable[[Room, Life, str], None]] = {
    "draft": draft,
    "raise": raise_it,
    "write": write,
    "withdraw": withdraw,
    "file": attach,
    "agree": agree,
    "approve": approve,
    "refuse": refuse,
    "veto": veto,
    "worked": worked,
    "check in": check_in,
}
BY_LISTENER: "dict[str, Callable[[DeskActor, Life, str], None]]" = {
    "acknowledge": acknowledge,
    "take": take,
    "triage": triage,
    "answer": answer,
    "note": note,
    "discuss": discuss,
    "pause": pause,
    "resume": resume,
    "suggest": suggest,
    "refer": refer,
    "sent": news("sent"),
    "received": news("received"),
    "returned": news("returned"),
    "risk": risk,
    "risk agree": risk_agree,
    "hold": hold,
    "hold agree": hold_agree,
    "close": close,
}
