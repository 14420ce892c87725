"""Everything a thief of the database can try who also has the source and the settings, but none of the secrets.

It reads tables by name and calls the vault as any program could: no service, no permission and no setting of ours
stands in its way. What it opens it counts and never prints.
"""

import base64
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from groundswell.vault import boxes, costs, items, passphrase, receipts, secrets, sessions, shares
from groundswell.vault.errors import VaultError
from groundswell.vault.keys import KEY_BYTES, PrivateKey
from groundswell.vault.places import Place

ANY_COST: Final = costs.FOR_TESTS  # a thief keeps to no lower bound
HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
BASE64 = re.compile(r"(?<![\w+/-])[\w+/-]{43}=?(?![\w+/-])")
RECEIPT = re.compile(r"\b(?:[0-9A-Z]{3}-){8}[0-9A-Z]{3}\b")
SECRET = re.compile(r"\b\d+:[0-9a-f]{64}\b(?:,\d+:[0-9a-f]{64})*")
WRITTEN_DOWN = re.compile(r"PASS\w*\s*[:=]\s*[\"']([^\"'\n]{12,200})[\"']")
HIDDEN = re.compile("SECRET|KEY|PEPPER|PASSWORD|DATABASES|TOKEN")
LONGEST_SEARCHED = 4096  # bytes of one value in which a plain key is looked for
MOST_WINDOWS = 400_000
MOST_GUESSES = 100

Row = dict[str, Any]


@dataclass
class Loot:
    """What was tried, what opened, what was learned without opening anything."""

    tried: Counter[str] = field(default_factory=Counter)
    opened: list[str] = field(default_factory=list)
    learned: list[str] = field(default_factory=list)
    not_tried: int = 0


@dataclass
class Found:
    """What lay about in the dump that could be a key to something."""

    publics: dict[bytes, str] = field(default_factory=dict)
    keys: dict[bytes, PrivateKey] = field(default_factory=dict)
    cookies: set[str] = field(default_factory=set)
    codes: list[receipts.Receipt] = field(default_factory=list)
    shares: list[str] = field(default_factory=list)
    peppers: list[secrets.Secrets] = field(default_factory=list)


class Dump:
    """One database, read raw."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def tables(self) -> list[str]:
        """Every table there is."""
        return sorted(self.connection.introspection.table_names())

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of one table, a few at a time."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {self.connection.ops.quote_name(table)}")  # noqa: S608 - a name from the schema
            names = [column[0] for column in cursor.description]
            while some := cursor.fetchmany(500):
                for row in some:
                    yield dict(zip(names, map(_plain, row), strict=True))


def attack(
    connection: Any,
    *,
    guesses: Sequence[str],
    texts: Iterable[str] = (),
    canaries: Sequence[str] = (),
) -> Loot:
    """Try all of it. ``guesses`` are passphrases to try, ``texts`` what else was stolen: settings, source."""
    dump, loot = Dump(connection), Loot()
    found = _look_about(dump, loot, texts, canaries)
    listeners = [row for row in dump.rows("concerns_listener") if row["wrapped"]]
    _guess_passphrases(listeners, guesses, found, loot)
    _try_sessions(dump, found, loot)
    _try_shares(dump, listeners, found, loot)
    _try_receipts(dump, found, loot)
    _open_all(dump, found, loot)
    loot.learned = list(_learned(dump))
    return loot


def settings_texts(settings: Any) -> list[str]:
    """Every text in the settings, without those that hold secrets."""
    names = [name for name in dir(settings) if name.isupper() and not HIDDEN.search(name)]
    return [text for name in names for text in _texts_in(getattr(settings, name))]


def source_texts(folder: Path) -> list[str]:
    """What the source says a passphrase is: in examples, tests, demonstrations."""
    found: list[str] = []
    for path in sorted(folder.rglob("*.py")):
        found += WRITTEN_DOWN.findall(path.read_text(encoding="utf-8", errors="replace"))
    return found


def likely(texts: Iterable[str]) -> list[str]:
    """Texts that could be a passphrase, the likeliest first: with blanks before words in one piece."""
    could = dict.fromkeys(
        part.strip()
        for text in texts
        for line in text.splitlines()
        for part in (
            line,
            *re.split(r"[=:]\s*", line, maxsplit=1)[1:],
            *re.findall(r"[\"']([^\"']+)[\"']", line),
        )
    )
    fit = [one.strip("\"'") for one in could if passphrase.SHORTEST <= len(one) <= 200]
    return sorted(dict.fromkeys(fit), key=lambda one: (" " not in one, "/" in one or "." in one))


# ------------------------------------------------------------------ looking about


def _look_about(dump: Dump, loot: Loot, texts: Iterable[str], canaries: Sequence[str]) -> Found:
    found = Found(publics=_publics(dump))
    marks = [mark for canary in canaries for mark in _forms(canary)]
    for table in dump.tables():
        for row in dump.rows(table):
            for column, value in row.items():
                loot.tried["values read"] += 1
                where = f"{table}.{column}"
                if isinstance(value, str):
                    _search_text(value, where, found, loot)
                elif isinstance(value, bytes):
                    _search_bytes(value, where, found, loot)
                raw = value.encode() if isinstance(value, str) else value
                if isinstance(raw, bytes) and any(mark in raw for mark in marks):
                    loot.opened.append(f"words that should be sealed stand in {where}")
    for text in texts:
        _search_text(text, "the settings", found, loot)
    return found


def _publics(dump: Dump) -> dict[bytes, str]:
    return {
        row[column]: f"{table}.{column}"
        for table, column in (
            ("concerns_listener", "public_key"),
            ("concerns_key", "public_key"),
            ("concerns_concern", "receipt_key"),
        )
        for row in dump.rows(table)
        if row[column]
    }


def _search_bytes(value: bytes, where: str, found: Found, loot: Loot) -> None:
    for start in range(min(len(value), LONGEST_SEARCHED) - KEY_BYTES + 1):
        if loot.tried["32 bytes taken for a key"] >= MOST_WINDOWS:
            loot.not_tried += 1
            return
        _try_key(value[start : start + KEY_BYTES], where, found, loot)


def _search_text(value: str, where: str, found: Found, loot: Loot) -> None:
    for digits in HEX.findall(value.lower()):
        found.cookies.add(digits)
        _try_key(bytes.fromhex(digits), where, found, loot)
    for letters in BASE64.findall(value):
        raw = base64.urlsafe_b64decode(
            letters.rstrip("=").replace("+", "-").replace("/", "_") + "="
        )
        if len(raw) == KEY_BYTES:
            _try_key(raw, where, found, loot)
    for typed in RECEIPT.findall(value):
        try:
            found.codes.append(receipts.read(typed))
        except VaultError:
            continue
    for text in SECRET.findall(value):
        try:
            found.peppers.append(secrets.parse("found", text))
        except VaultError:
            continue
    if value.count(" ") >= shares.WORDS - 1:
        _search_share(value, found)


def _search_share(value: str, found: Found) -> None:
    words = re.findall(r"[a-z]+", value.lower())
    for start in range(min(len(words), 400) - shares.WORDS + 1):
        try:
            found.shares.append(
                shares.read_share(" ".join(words[start : start + shares.WORDS])).words
            )
        except VaultError:
            continue


def _try_key(raw: bytes, where: str, found: Found, loot: Loot) -> None:
    loot.tried["32 bytes taken for a key"] += 1
    private = PrivateKey(raw)
    public = private.public.raw
    if public in found.publics:
        found.keys[public] = private
        loot.opened.append(f"the private half of {found.publics[public]} stands in {where}")


# ------------------------------------------------------------------ trying


def _guess_passphrases(
    listeners: list[Row], guesses: Sequence[str], found: Found, loot: Loot
) -> None:
    loot.not_tried += max(len(guesses) - MOST_GUESSES, 0) * len(listeners)
    for row in listeners:
        place = _place(row, "concerns_listener", "wrapped", row["network_id"], row["generation"])
        for guess in guesses[:MOST_GUESSES]:
            loot.tried["passphrases"] += 1
            try:
                private = passphrase.unwrap(row["wrapped"], guess, place=place, lowest=ANY_COST)
            except VaultError:
                continue
            _took(private, "a passphrase that was lying about", found, loot)
            break


def _try_sessions(dump: Dump, found: Found, loot: Loot) -> None:
    listeners = {row["id"]: row for row in dump.rows("concerns_listener")}
    for row in dump.rows("concerns_unlocked"):
        owner = listeners[row["listener_id"]]
        place = _place(
            row, "concerns_unlocked", "ciphertext", owner["network_id"], owner["generation"]
        )
        for held in found.cookies:
            loot.tried["halves of an open desk"] += 1
            try:
                in_time = sessions.ends_at(row["ciphertext"]) - timedelta(seconds=1)
                private = sessions.resume(row["ciphertext"], held, place=place, now=in_time)
            except VaultError:
                continue
            _took(private, "an open desk whose cookie is stored", found, loot)


def _try_shares(dump: Dump, listeners: list[Row], found: Found, loot: Loot) -> None:
    for row in dump.rows("concerns_share"):
        if row["sealed"]:
            found.shares += _from_codes(row, _network_of(row, listeners), found, loot)
    by_set: dict[int, dict[int, str]] = {}
    for words in found.shares:
        share = shares.read_share(words)
        by_set.setdefault(share.set_number, {})[share.number] = words
    for words_of_set in by_set.values():
        loot.tried["sets of word shares"] += 1
        try:
            recovery = shares.recover(list(words_of_set.values()))
        except VaultError:
            continue
        for row in (one for one in listeners if one["recovery"]):
            place = _place(
                row, "concerns_listener", "recovery", row["network_id"], row["generation"]
            )
            private = _opened(row["recovery"], recovery, place)
            if private is not None:
                _took(private, "word shares that were lying about", found, loot)


def _from_codes(row: Row, network: Any, found: Found, loot: Loot) -> list[str]:
    place = _place(row, "concerns_share", "sealed", network, row["generation"])
    out = []
    for code, peppers in _code_pairs(found):
        loot.tried["codes of shares"] += 1
        try:
            pair = receipts.present(code, row["kept"], peppers=peppers, lowest=ANY_COST)
            out.append(boxes.open_box(row["sealed"], private=pair.private, place=place).decode())
        except (VaultError, KeyError):
            continue
    return out


def _try_receipts(dump: Dump, found: Found, loot: Loot) -> None:
    for row in dump.rows("concerns_concern"):
        for code, peppers in _code_pairs(found):
            if code.locator != row["locator"]:
                continue
            loot.tried["receipts"] += 1
            try:
                pair = receipts.present(code, row["kept"], peppers=peppers, lowest=ANY_COST)
            except (VaultError, KeyError):
                continue
            found.keys[pair.public.raw] = pair.private
            loot.opened.append("a concern by a receipt and a pepper that were lying about")


def _code_pairs(found: Found) -> Iterator[tuple[receipts.Receipt, secrets.Secrets]]:
    # Without a pepper there is nothing to compute: a receipt that lies about opens nothing by itself.
    for code in found.codes:
        for peppers in found.peppers:
            yield code, peppers


def _open_all(dump: Dump, found: Found, loot: Loot) -> None:
    """Whatever the keys in hand open, counted."""
    concerns = {row["id"]: row for row in dump.rows("concerns_concern")}
    listeners = {row["id"]: row for row in dump.rows("concerns_listener")}
    of_key = {row["id"]: row for row in dump.rows("concerns_key")}
    for row in dump.rows("concerns_keyrow"):
        loot.tried["sealed keys"] += 1
        mine = found.keys.get(listeners[row["listener_id"]]["public_key"] or b"")
        of = of_key[row["key_id"]]
        network = concerns[row["concern_id"]]["network_id"]
        place = _place(row, "concerns_keyrow", "sealed", network, of["generation"])
        private = mine and _opened(row["sealed"], mine, place)
        if private:
            found.keys[private.public.raw] = private
    n_opened = 0
    in_hand = list(found.keys.values())
    for table in ("concerns_item", "concerns_file", "concerns_entry"):
        for row in dump.rows(table):
            loot.tried["sealed words and files"] += 1
            network = concerns[row["concern_id"]]["network_id"]
            place = _place(row, table, "sealed", network, row["generation"])
            n_opened += any(_opens(row["sealed"], key, place) for key in in_hand)
    if n_opened:
        loot.opened.append(f"{n_opened} sealed rows")


def _took(private: PrivateKey, how: str, found: Found, loot: Loot) -> None:
    found.keys[private.public.raw] = private
    loot.opened.append(f"a listener’s key, by {how}")


def _opened(box: bytes, private: PrivateKey, place: Place) -> PrivateKey | None:
    try:
        return boxes.open_key(box, private=private, place=place)
    except VaultError:
        return None


def _opens(sealed: bytes, private: PrivateKey, place: Place) -> bool:
    try:
        items.open_item(sealed, private=private, place=place)
    except VaultError:
        return False
    return True


# ------------------------------------------------------------------ what is learned all the same


def _learned(dump: Dump) -> Iterator[str]:
    concerns = list(dump.rows("concerns_concern"))
    yield f"{len(concerns)} concerns exist" + _counted(concerns, "state")
    days = Counter(str(row["raised_on"]) for row in concerns)
    yield f"on {len(days)} days, most on one day: {max(days.values(), default=0)}"
    sizes = Counter(len(row["sealed"]) for row in dump.rows("concerns_item"))
    steps = ", ".join(f"{n} of {size:,} bytes" for size, n in sorted(sizes.items()))
    yield f"sealed messages by step of size: {steps or 'none'}"
    files = list(dump.rows("concerns_file"))
    yield f"{len(files)} files" + _counted(files, "state")
    own = sum(1 for _row in dump.rows("concerns_ownthread"))
    yield f"{own} receipts kept in accounts, not whose"
    listeners = list(dump.rows("concerns_listener"))
    yield f"{len(listeners)} people who listen, listened or were asked, by name" + _counted(
        listeners, "state"
    )
    holders: dict[Any, set[Any]] = {}
    for row in dump.rows("concerns_keyrow"):
        holders.setdefault(row["concern_id"], set()).add(row["listener_id"])
    reach = Counter(len(found) for found in holders.values())
    yield "which listeners hold a key of which concern, so who is missing: " + (
        ", ".join(f"{n} concerns with {k} holders" for k, n in sorted(reach.items())) or "none"
    )
    kept = list(dump.rows("concerns_share"))
    yield f"who keeps word shares: {len(kept)}, of which {sum(1 for row in kept if row['sealed'])} wait unread"
    yield f"{sum(1 for _row in dump.rows('concerns_unlocked'))} desks open when it was taken"


def _counted(rows: list[Row], column: str) -> str:
    found = Counter(row[column] for row in rows)
    return (": " + ", ".join(f"{n} {name}" for name, n in sorted(found.items()))) if found else ""


# ------------------------------------------------------------------ small


def _place(row: Row, table: str, column: str, network: Any, generation: int) -> Place:
    return Place(
        application="groundswell",
        network=str(network),
        table=table,
        column=column,
        row=UUID(str(row["id"])),
        schema=1,
        generation=generation,
    )


def _network_of(row: Row, listeners: list[Row]) -> Any:
    return next((one["network_id"] for one in listeners if one["id"] == row["listener_id"]), 0)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, bytearray | memoryview) else value


def _forms(canary: str) -> list[bytes]:
    raw = canary.encode()
    return [
        raw,
        base64.b64encode(raw).rstrip(b"=")[:-1],
        raw.hex().encode(),
        canary.lower().encode(),
    ]


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Path):
        yield str(value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if not (isinstance(name, str) and HIDDEN.search(name.upper())):
                yield from _texts_in(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _texts_in(inner)
