"""Keeps what opens something out of the log and out of what is kept."""

import logging
import re
from collections.abc import Iterator

from django.template.base import VariableDoesNotExist

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


class ContextHidden(logging.Filter):
    """Django describes a variable a template did not find by all the template was given: words, a receipt.

    What is logged keeps where it happened, and loses that description. At DEBUG every optional variable is one.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        kind, error, trace = record.exc_info or (None, None, None)
        if kind is not None and any(isinstance(one, VariableDoesNotExist) for one in _chain(error)):
            told = LookupError("a template asked for what it was not given")
            record.exc_info = (LookupError, told, trace)
            record.exc_text = None
        return True


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, and those it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
