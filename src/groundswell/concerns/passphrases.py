"""What a case passphrase must be, and what its length is worth, in words."""

import unicodedata
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from groundswell.vault.passphrase import LONGEST, SHORTEST

if TYPE_CHECKING:
    from groundswell.people.models import Person

FEWEST_DIFFERENT = 6
STRONG, GOOD = 28, 20


def rules() -> list[str]:
    """Shown beside the box, before anybody types."""
    return [
        _(
            "At least %(n)s characters; %(strong)s or more is strong. Five words that do not belong together "
            "are easy to keep and hard to guess."
        )
        % {"n": SHORTEST, "strong": STRONG},
        _("Not the password you sign in with, and nothing you use elsewhere."),
        _("Not your name, your address or the network’s name."),
        _(
            "Blanks and capitals count. Write it on paper and keep the paper where you keep your passport."
        ),
    ]


def problem_with(words: str, person: "Person", network_name: str) -> str:
    """Why this is no passphrase for this person; empty when it is one."""
    plain = unicodedata.normalize("NFC", words)
    if not SHORTEST <= len(plain) <= LONGEST:
        return _("A passphrase has %(n)s to %(most)s characters; this has %(found)s.") % {
            "n": SHORTEST,
            "most": f"{LONGEST:,}",
            "found": f"{len(plain):,}",
        }
    if len(set(plain.casefold())) < FEWEST_DIFFERENT:
        return _("This repeats the same few characters, so it is guessed soon. Use several words.")
    if _is_about(plain, person, network_name):
        return _("This is mostly your name, address or network: others would try that first.")
    if person.has_usable_password() and person.check_password(words):
        return _(
            "This is the password you sign in with. Whoever learns that one must not hold this one too: choose "
            "another."
        )
    return ""


def strength_of(words: str) -> str:
    """One plain sentence about length; nothing is measured that only looks like science."""
    found = len(words)
    if found >= STRONG:
        return _("It has %(n)s characters: strong.") % {"n": found}
    if found >= GOOD:
        return _("It has %(n)s characters: good. One more word would make it strong.") % {
            "n": found
        }
    return _(
        "It has %(n)s characters: enough, but the least there is. Change it for a longer one when you have thought of "
        "one."
    ) % {"n": found}


def _is_about(words: str, person: "Person", network_name: str) -> bool:
    left = words.casefold()
    for known in (person.email, person.email.partition("@")[0], person.name, network_name):
        for part in (known.casefold(), *known.casefold().split()):
            if len(part) > 2:
                left = left.replace(part, "")
    return len(left.strip(" .-_0123456789")) < FEWEST_DIFFERENT
