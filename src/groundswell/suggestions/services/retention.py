"""What is forgotten, and when."""

from datetime import timedelta

from groundswell.kernel.clock import now
from groundswell.suggestions.models import Suggestion, SuggestionStep

KEEP_ADDRESS = timedelta(days=180)
GONE = "—"


def forget_addresses() -> int:
    """An address given by a visitor is forgotten half a year after its matter was closed."""
    old = Suggestion.objects.filter(closed_at__lt=now() - KEEP_ADDRESS).exclude(address="")
    return old.update(address="", language="")


def forget_raiser(*, person_id: int) -> None:
    """Somebody leaves for good: their words and the way back to them go; what came of it stays."""
    own = Suggestion.objects.filter(raised_by=person_id)
    wrote = SuggestionStep.objects.filter(suggestion__in=own, what=SuggestionStep.What.WROTE)
    wrote.update(text=GONE)
    SuggestionStep.objects.filter(suggestion__in=own, what=SuggestionStep.What.RATED).update(
        text=GONE
    )
    own.update(raised_by=None, raised_as="", text=GONE, rating_text="")
    for field in ("owner", "to_person"):
        Suggestion.objects.filter(**{field: person_id}).update(**{field: None})
    SuggestionStep.objects.filter(by=person_id).update(by=None)
