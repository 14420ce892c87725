"""What people type on one line."""

import re
import unicodedata

# They turn what follows round, or show nothing at all: a name with them in it reads as another. The marks and
# joiners that Arabic, Persian and Indian scripts need stay, and so do the joiners of emoji.
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\u00ad]")


def one_line(text: str) -> str:
    """The same words on one line, without control characters and what makes a text look like another.

    Nothing is left of a text in which nothing can be seen.
    """
    visible = "".join(
        sign
        for sign in _DECEIVING.sub("", " ".join(text.split()))
        if unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    is_seen = any(unicodedata.category(sign)[0] in "LNPSM" for sign in visible)
    return " ".join(visible.split()) if is_seen else ""
