"""Tables of the sealed room. Plain columns hold random ids, states, days and sizes; everything else is sealed.

``tests/test_columns.py`` lists every column and fails on a new one.
"""

from groundswell.concerns.models.concern import Concern, Key, KeyRow
from groundswell.concerns.models.counts import Release, Tally
from groundswell.concerns.models.life import Carried, Hold, OwnThread, Purged, Referral, Risk
from groundswell.concerns.models.listener import Listener, Norms, Share, Unlocked
from groundswell.concerns.models.sealed import Anchor, Entry, File, Item

__all__ = [
    "Anchor",
    "Carried",
    "Concern",
    "Entry",
    "File",
    "Hold",
    "Item",
    "Key",
    "KeyRow",
    "Listener",
    "Norms",
    "OwnThread",
    "Purged",
    "Referral",
    "Release",
    "Risk",
    "Share",
    "Tally",
    "Unlocked",
]
