"""Record one of everything that is stored, with the keys that open it.

    python -m groundswell.vault.tests.make_vectors v2

A recording is made once and never again: what a site has stored must open for as long as it keeps it. A new form gets
a new file beside the old ones; one that exists is not overwritten.
"""

import json
import sys
from base64 import b64encode
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from groundswell.vault import (
    boxes,
    crockford,
    files,
    items,
    labels,
    passphrase,
    receipts,
    rotation,
    secrets,
    sessions,
    shares,
)
from groundswell.vault.keys import KeyPair, new_pair
from groundswell.vault.places import Place

FOLDER = Path(__file__).parent / "vectors"
PLACE = Place(
    network="n1",
    table="concerns_message",
    column="text",
    row=UUID("8d0c3c3e-4b7e-4c1e-9a55-0f6a0b9c2d11"),
    schema=1,
    generation=1,
)
TEXT = "On the ward round he asked “where are you really from?” — 🙂"
WORDS = "seven herons over the weir, café"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def record() -> dict[str, object]:
    """Everything of today's forms, bytes as hex."""
    concern, later, listener = new_pair(), new_pair(), new_pair()
    item = items.seal_item(TEXT.encode(), to=concern.public, place=PLACE)
    moved = rotation.rewrap_item(
        item, private=concern.private, place=PLACE, to=later.public, generation=2
    )
    file = files.seal_file([TEXT.encode()], to=concern.public, place=PLACE)
    peppers, receipt = secrets.new_secrets("PEPPER"), receipts.new_receipt()
    issued = receipts.issue(receipt, peppers=peppers)
    unlocked = sessions.begin(listener.private, place=PLACE, now=NOW)
    return {
        "place": asdict(PLACE) | {"row": str(PLACE.row)},
        "place_encoded": PLACE.encode().decode(),
        "labels": [label.decode() for label in labels.ALL],
        "text": TEXT,
        "concern": _pair(concern),
        "later": _pair(later),
        "listener": _pair(listener),
        "fingerprint": concern.public.fingerprint,
        "box": boxes.seal(TEXT.encode(), to=listener.public, place=PLACE).hex(),
        "sealed_key": boxes.seal_key(concern.private, to=[listener.public], place=PLACE)[0].hex(),
        "item": item.hex(),
        "item_moved": moved.hex(),
        "file_key": file.key.hex(),
        "file_base64": b64encode(b"".join(file.stream)).decode(),
        "passphrase": WORDS,
        "wrapped": passphrase.wrap(listener.private, WORDS, place=PLACE).hex(),
        "peppers": peppers.text,
        "receipt": receipt.text,
        "check_of_zero_to_nine": crockford.check_character("0123456789"),
        "kept": issued.kept.hex(),
        "receipt_public": issued.public.raw.hex(),
        "stamp": secrets.stamp(TEXT.encode(), secrets=peppers).hex(),
        "now": NOW.isoformat(),
        "cookie": unlocked.cookie,
        "unlocked": unlocked.stored.hex(),
        "shares_three_of_five": shares.split(listener.private, needed=3, among=5),
    }


def _pair(pair: KeyPair) -> dict[str, str]:
    return {"private": pair.private.raw.hex(), "public": pair.public.raw.hex()}


def main(name: str) -> None:
    """Write ``vectors/<name>.json`` unless it is there."""
    with (FOLDER / f"{name}.json").open("x", encoding="utf-8") as file:
        json.dump(record(), file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
