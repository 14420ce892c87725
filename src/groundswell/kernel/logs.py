"""Keeps what opens something out of the log."""

import logging
import re

# A path segment as long as a token, with a capital as tokens have and names of networks have not.
TOKEN = re.compile(r"(?<=/)(?=[^/\s]*[A-Z])[\w.:~-]{20,}(?=[/\s?]|$)")


class LinksHidden(logging.Filter):
    """Replaces the token of a signed link in whatever is logged about a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and record.args:
            record.args = tuple(
                TOKEN.sub("…", part) if isinstance(part, str) else part for part in record.args
            )
        return True
