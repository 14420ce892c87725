"""What the demo prints: secrets of invented people, drawn anew for each telling and kept in a file beside its database.

In a real network none of these is stored anywhere. Here a visitor has to be able to try.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

WORDS = """
    acorn amber anchor apron autumn bakery barley basket beacon bramble bridge bucket button candle canal cedar
    chalk cherry clover copper cotton cradle crayon dapple ember fennel ferry fiddle gable garden ginger gravel
    hammock harbour hazel heron honey kettle kiosk ladder lantern lentil linen lilac magnet mango marble meadow
    nectar orchard otter paddle pebble pepper pillow plum quarry quilt raisin ribbon saddle saffron shingle silver
    sorrel teapot thimble thistle timber velvet violet walnut willow window winter zephyr
"""


@dataclass
class Printed:
    """One receipt, and one listener with the words that unlock their desk."""

    receipt: str = ""
    listener: str = ""
    address: str = ""
    passphrase: str = ""


def passphrase() -> str:
    """Five words that do not belong together."""
    words = WORDS.split()
    return " ".join(secrets.choice(words) for _word in range(5))


def path() -> Path:
    """Where they are kept: in no backup and in no database."""
    return Path(settings.VAR) / "demo-secrets.json"


def keep(printed: Printed) -> None:
    """Write them down, for whoever runs the demo alone."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(printed), indent=2), encoding="utf-8")


def kept() -> Printed | None:
    """What was written down; None where the demo has not been told, or its file was taken away."""
    try:
        return Printed(**json.loads(path().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
