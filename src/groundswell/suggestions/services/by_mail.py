"""Raise something by mail. The machine that receives mail hands the raw bytes over; nothing in them is trusted.

The address says which network: ``raise+tidewell@groundswell.example``. It goes to the co-chairs, never to all
members: somebody who writes a mail was not asked whom it may reach. A sender's line can be forged, so no mail
is ever tied to an account.
"""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404
from django.utils.translation import gettext as _

from groundswell.kernel.actors import VISITOR
from groundswell.networks.access import get_public_network
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.models import MOST_WORDS, Suggestion
from groundswell.suggestions.services.mail_limits import is_too_much, say_it_is_too_much
from groundswell.suggestions.services.raising import raise_suggestion, was_raised

MOST_BYTES = 2_000_000
TO_HEADERS = ("Delivered-To", "X-Original-To", "To", "Cc")
PLUS = re.compile(r"^[^+@]+\+([a-z0-9-]{1,60})@", re.IGNORECASE)
QUOTED = re.compile(r"^\s*>")
SILENT = {"style", "script", "head", "title"}


def raise_from_mail(raw: bytes) -> Suggestion | None:
    """Raise what a mail says. None for machines' mail, and for what is over the limit: its sender is told here.

    ``SuggestionError`` when it says nothing we can use.
    """
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw[:MOST_BYTES])
    if _is_from_a_machine(message):
        return None
    try:
        network = get_public_network(_slug_of(message))
    except Http404:
        raise SuggestionError(
            _("The address of this mail names no network; expected one such as raise+name@host.")
        ) from None
    text = _words_of(message)
    if not text:
        raise SuggestionError(_("This mail has no words of its own; nothing was raised."))
    name, address = _sender_of(message)
    number = _number(message)
    if is_too_much(address) and not was_raised(network, number):
        say_it_is_too_much(network, address)
        return None
    return raise_suggestion(
        by=VISITOR,
        network=network,
        text=text,
        to=Suggestion.To.COCHAIR,
        raised_as=name,
        address=address,
        number=number,
        is_by_mail=True,
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _number(message: EmailMessage) -> str:
    """What tells a mail delivered twice. Others may know it, so it is no number that a form could carry."""
    known = _header(message, "Message-ID")
    return f"mail:{known}" if known else ""


def _is_from_a_machine(message: EmailMessage) -> bool:
    """Answers by machines would otherwise be answered by ours, for ever."""
    auto = _header(message, "Auto-Submitted").lower()
    bulk = _header(message, "Precedence").lower() in {"bulk", "list", "junk", "auto_reply"}
    empty = _header(message, "Return-Path") == "<>"
    return (auto not in {"", "no"}) or bulk or empty or "List-Id" in message


def _slug_of(message: EmailMessage) -> str:
    lines = [str(value) for name in TO_HEADERS for value in message.get_all(name, [])]
    for _name, address in getaddresses(lines):
        found = PLUS.match(address)
        if found:
            return found.group(1).lower()
    return ""


def _sender_of(message: EmailMessage) -> tuple[str, str]:
    name, address = next(iter(getaddresses([_header(message, "From")])), ("", ""))
    try:
        validate_email(address)
    except ValidationError:
        return name[:80], ""
    return (name or address.partition("@")[0])[:80], address


def _words_of(message: EmailMessage) -> str:
    """Subject and text, without what is quoted and what stands below a signature mark; never HTML."""
    part = message.get_body(preferencelist=("plain", "html"))
    try:
        content = str(part.get_content()) if part is not None else ""
    except (LookupError, UnicodeError):  # a character set nobody knows
        payload = part.get_payload(decode=True) if part is not None else b""
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if part is not None and part.get_content_subtype() == "html":
        content = text_of_html(content)
    body = re.split(r"^-- $", content, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line.rstrip() for line in body.splitlines() if not QUOTED.match(line)]
    words = "\n\n".join(filter(None, (_header(message, "Subject"), "\n".join(lines).strip())))
    words = re.sub(r"\n{3,}", "\n\n", words.replace("\x00", ""))
    if len(words) <= MOST_WORDS:
        return words
    rest = _("[The rest of this mail was too long to keep.]")
    return f"{words[: MOST_WORDS - len(rest) - 2]}\n\n{rest}"


class _Reader(HTMLParser):
    """Keeps what a reader would see as words, and no tag, style or script."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in {"p", "br", "div", "li", "tr"}:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(self.silent - (tag in SILENT), 0)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """The words of an HTML page as plain text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.words).strip()
