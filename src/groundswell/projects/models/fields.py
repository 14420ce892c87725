"""Text with an upper bound that ``full_clean`` enforces; Django's own ``TextField`` only tells the browser."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models

LINE, SHORT, LONG, PLAN = 160, 2000, 4000, 8000


def prose(most: int, **options: Any) -> Any:
    """A text field of at most ``most`` characters."""
    return models.TextField(max_length=most, validators=[MaxLengthValidator(most)], **options)


def by_whom() -> Any:
    """Who did it, while they are here; the row stays when they leave."""
    return models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
