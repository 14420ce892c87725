"""What the tests seal: places, and every place beside them."""

from uuid import UUID, uuid4

from hypothesis import strategies as st

from groundswell.vault.places import Place

ROW = UUID("00000000-0000-4000-8000-000000000001")
HERE = Place(network="n1", table="concerns_message", column="text", row=ROW, schema=1, generation=1)


def elsewhere() -> list[Place]:
    """One place for every way of moving something."""
    fields = {
        "application": "elsewhere",
        "network": "n2",
        "table": "concerns_note",
        "column": "name",
        "row": uuid4(),
        "schema": 2,
        "generation": 2,
    }
    return [Place(**{**_fields(HERE), name: value}) for name, value in fields.items()]


def _fields(place):
    return {name: getattr(place, name) for name in place.__slots__}


def flipped(stored: bytes, bit: int) -> bytes:
    """``stored`` with one bit changed."""
    changed = bytearray(stored)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def bits(stored: bytes) -> st.SearchStrategy[int]:
    return st.integers(0, 8 * len(stored) - 1)
