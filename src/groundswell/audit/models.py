"""One row per act, and the head of each chain."""

from django.db import models


class Act(models.Model):
    """One act. ``digest`` is keyed and covers the row and the digest before it."""

    network_id = models.BigIntegerField(default=0)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    key_version = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "number"], name="act_number_once")
        ]
        indexes = [models.Index(fields=["about"]), models.Index(fields=["network_id", "at"])]

    def __str__(self) -> str:
        return f"{self.network_id}/{self.number} {self.action}"


class Head(models.Model):
    """Where a network's chain stands; also the lock that gives each act its number."""

    network_id = models.BigIntegerField(unique=True)
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.network_id}/{self.number}"
