"""The outbox has a door only where no mail leaves."""

from django.conf import settings
from django.http import Http404

from groundswell.mail.models import Enclosure, Letter


def require_outbox() -> None:
    """404 unless this installation shows its mail instead of sending it."""
    if not settings.READABLE_OUTBOX:
        raise Http404("No such page")


def get_letter(pk: int) -> Letter:
    """One letter of the readable outbox."""
    require_outbox()
    letter = Letter.objects.prefetch_related("enclosures").filter(pk=pk).first()
    if letter is None:
        raise Http404("No such page")
    return letter


def get_enclosure(pk: int) -> Enclosure:
    """One file of the readable outbox."""
    require_outbox()
    enclosure = Enclosure.objects.filter(pk=pk).first()
    if enclosure is None:
        raise Http404("No such page")
    return enclosure
