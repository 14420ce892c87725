"""The kernel's own tables: news on its way, jobs that come round, forms that were sent twice."""

from django.db import models
from django.utils import timezone


class News(models.Model):
    """One announced event, until everyone who wants it has it."""

    name = models.CharField(max_length=120)
    payload = models.JSONField()
    announced_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    # When it is tried again after a failure; empty: at once.
    not_before = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(delivered_at=None), name="news_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Reaction(models.Model):
    """That one reaction has had one piece of news: what makes a second delivery safe."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="reactions")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "name"], name="reaction_once")]

    def __str__(self) -> str:
        return f"{self.name} had {self.news_id}"


class JobRun(models.Model):
    """When a job that comes round last ran, so that many workers run it once."""

    name = models.CharField(max_length=120, unique=True)
    last_run_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Sending(models.Model):
    """One sending of one form. A double click finds the first one and follows it."""

    nonce = models.CharField(max_length=64, unique=True)
    went_to = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.nonce
