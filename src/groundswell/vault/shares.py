"""A private key as words for several people (SLIP-39): any ``needed`` of them make it again, one fewer do not.

Split the private half of a *recovery pair*, and seal keys to its public half like to anybody's: then a listener's next
key needs no new words, and the custodians meet only when something must be recovered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from shamir_mnemonic import MnemonicError, Share, decode_mnemonics, generate_mnemonics, recover_ems
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from groundswell.vault.errors import SharesRefused
from groundswell.vault.keys import PrivateKey

WORDS: Final = 33
FEWEST: Final = 2
MOST: Final = 16
# The library stretches a passphrase; we give none, a random key needs no stretching, and a planted share that asks for
# more could keep a server busy for hours.
_STRETCH: Final = 0
_ONE_GROUP: Final = 1
# Characters that are looked at: a share with numbers and blanks has a fifth of it, and a paste may have ten million.
_LOOK_AT: Final = 2000
# The standard's list was not made for people who come because of racism. Shares that would have them read these aloud
# are drawn again; of 256 bits that costs a share of five about a third of one.
UNKIND: Final = frozenset({"race", "racism", "slavery", "ugly", "victim", "violence"})


@dataclass(frozen=True, slots=True)
class WordShare:
    """One share as it was read: its set (0 to 32,767), its number in it from 1, how many are needed."""

    set_number: int
    number: int
    needed: int
    words: str = field(repr=False)


def split(private: PrivateKey, *, needed: int, among: int) -> tuple[str, ...]:
    """Return ``among`` shares of 33 words, any ``needed`` of which make the key again.

    2 to 16 people, at least 2 needed, or ``SharesRefused``. Show each to one person, once.
    """
    if not FEWEST <= needed <= among <= MOST:
        raise SharesRefused(
            f"A key is shared among {FEWEST} to {MOST} people, of whom {FEWEST} or more are needed; "
            f"this asks for {needed} of {among}."
        )
    shares = _draw(private, needed, among)
    while not UNKIND.isdisjoint(word for share in shares for word in share.split()):
        shares = _draw(private, needed, among)
    return shares


def read_share(typed: str) -> WordShare:
    """Return one share somebody typed, or raise ``SharesRefused`` with a sentence that repeats no word of it.

    Capitals, numbers, commas and line ends do not matter.
    """
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", typed[:_LOOK_AT]).lower())
    for place, word in enumerate(words, start=1):
        if word not in WORD_INDEX_MAP:
            raise SharesRefused(
                f"Word {place} is not one of the words that shares are made of: look at it again."
            )
    if len(words) != WORDS:
        raise SharesRefused(f"A share has {WORDS} words; this has {len(words)}.")
    return _facts(" ".join(words))


def recover(typed: Sequence[str]) -> PrivateKey:
    """Return the key from shares typed in any order, or raise ``SharesRefused`` with a sentence.

    More than are needed do no harm, but every one of them has to fit.
    """
    shares = [_named(position, text) for position, text in enumerate(typed, start=1)]
    if not shares:
        raise SharesRefused("No share was given.")
    _check_together(shares)
    found = [_combine(some) for some in _every_needed(shares)]
    return PrivateKey(found[0])


def _draw(private: PrivateKey, needed: int, among: int) -> tuple[str, ...]:
    groups = generate_mnemonics(_ONE_GROUP, [(needed, among)], private.raw, b"", True, _STRETCH)
    return tuple(groups[0])


def _facts(words: str) -> WordShare:
    try:
        share = Share.from_mnemonic(words)
    except MnemonicError:
        raise SharesRefused(
            "Each word exists, but together they are no share: one was changed for another or two are swapped."
        ) from None
    if (
        share.group_count != 1
        or share.iteration_exponent != _STRETCH
        or share.member_threshold < FEWEST
    ):
        raise SharesRefused("These words are a share of something else, not of a key from here.")
    return WordShare(share.identifier, share.index + 1, share.member_threshold, words)


def _named(position: int, typed: str) -> WordShare:
    try:
        return read_share(typed)
    except SharesRefused as refusal:
        raise SharesRefused(f"Share {position}: {refusal}") from None


def _check_together(shares: Sequence[WordShare]) -> None:
    for (i, one), (j, other) in combinations(enumerate(shares, start=1), 2):
        if (one.set_number, one.needed) != (other.set_number, other.needed):
            raise SharesRefused(
                f"Shares {i} and {j} come from different sets: only shares made together fit."
            )
        if one.number == other.number:
            raise SharesRefused(
                f"Shares {i} and {j} are the same share: another person's is needed."
            )
    if len(shares) < shares[0].needed:
        raise SharesRefused(f"{shares[0].needed} shares are needed; these are {len(shares)}.")


def _every_needed(shares: Sequence[WordShare]) -> list[Sequence[WordShare]]:
    """Enough sets of exactly ``needed`` shares that each share is in one."""
    needed = shares[0].needed
    first = shares[:needed]
    return [first, *([*first[1:], extra] for extra in shares[needed:])]


def _combine(shares: Sequence[WordShare]) -> bytes:
    try:
        secret: bytes = recover_ems(decode_mnemonics(share.words for share in shares)).decrypt(b"")
    except MnemonicError:
        raise SharesRefused(
            "These shares make no key together: one of them was not made with the others."
        ) from None
    return secret
