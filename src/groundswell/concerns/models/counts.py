"""Numbers without concerns: batched counters, and what was published of them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


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
    """Figures of a period no other release touches. Once published they are never changed."""

    class State(models.TextChoices):
        ASKED = "asked", _("Being worked out")
        READY = "ready", _("To be looked at")
        LEFT = "left", _("Looked at, and left")
        REFUSED = "refused", _("Not possible")
        PUBLISHED = "published", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    policy = models.CharField(max_length=10, default="network")
    starts_on = models.DateField()
    ends_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    figures = models.JSONField(default=dict, blank=True)  # as disclosed: nothing in it is secret

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["network", "starts_on"], name="release_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="release_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_on__isnull=False)
                | (~Q(state="published") & Q(published_on=None)),
                name="release_published_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.starts_on} to {self.ends_on}"
