"""Keeps what opens something out of the log and out of what is kept."""

import logging
import re

# A path segment as long as a token, with a capital as tokens have and names of networks have not; or, whatever
# it looks like, what follows a folder whose addresses open something by themselves.
TOKEN = re.compile(
    r"(?<=/)(?=[^/\s]*[A-Z])[\w.:~-]{20,}(?=[/\s?#)\]]|$)"
    r"|(?<=/join/)[\w=-]{20,}|(?<=/feeds/)[\w.=-]{20,}|(?<=/reset/key/)[\w.:=-]{10,}"
    r"|(?<=/confirm-email/)[\w.:=-]{10,}|(?<=/l/)(?P<what>[a-z-]+/)[\w=-]{20,}"
)


def without_tokens(text: str) -> str:
    """The text with each address that opens something cut short, so that it opens nothing."""
    return TOKEN.sub(lambda found: f"{found['what'] or ''}…", text)


class LinksHidden(logging.Filter):
    """Replaces the token of a signed link in whatever is logged about a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = without_tokens(record.msg)
        if isinstance(record.args, tuple) and record.args:
            record.args = tuple(
                without_tokens(part) if isinstance(part, str) else part for part in record.args
            )
        return True
