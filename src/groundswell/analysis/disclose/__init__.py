"""Numbers that may be published: small ones hidden, what would give them away hidden too, and an audit of it.

``protect`` makes a table that may go out, ``audit`` says what anyone can work out from what went out, ``release``
locks the figures of a period, and ``sentences`` says a small table in words. Neither NumPy nor SciPy is loaded
before a table is checked.
"""

from .audit import Audit, Finding, audit
from .cells import Cell, Mark
from .figures import Figures, Percentages
from .margins import Known, release_margins
from .period import Period
from .policy import FORMAL, NETWORK, POLICIES, Policy
from .protect import Protected, Refused, protect
from .releases import Release, read_release, release
from .sentences import is_small, sentences
from .storage import from_json, to_json
from .tables import Axis, Shape, Table, one_way, two_way
from .words import Message, Translate

__all__ = [
    "FORMAL",
    "NETWORK",
    "POLICIES",
    "Audit",
    "Axis",
    "Cell",
    "Figures",
    "Finding",
    "Known",
    "Mark",
    "Message",
    "Percentages",
    "Period",
    "Policy",
    "Protected",
    "Refused",
    "Release",
    "Shape",
    "Table",
    "Translate",
    "audit",
    "from_json",
    "is_small",
    "one_way",
    "protect",
    "read_release",
    "release",
    "release_margins",
    "sentences",
    "to_json",
    "two_way",
]
