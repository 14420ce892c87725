"""Numbers without concerns: batched counters, and what was published of them."""

import uuid

from django.db import models
from django.db.models import F, Q


class Tally(models.Model):
    """How often one value of one coded field was counted in one period. Nothing leads back to a concern."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    period = models.DateField()  # its first day
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=30)
    n = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "period", "field", "value"], name="tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.value} {self.n}"


class Release(models.Model):
    """Figures that were published once for all, over a period no other release touches."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    published_on = models.DateField()
    figures = models.JSONField()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["network", "starts_on"], name="release_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="release_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.starts_on} to {self.ends_on}"
