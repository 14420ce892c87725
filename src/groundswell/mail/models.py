"""The queue of letters, what they carry, and addresses that bounced."""

from django.db import models
from django.utils import timezone


class Letter(models.Model):
    """One mail to one address. Its words are dropped some days after it left."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    reply_to = models.EmailField(blank=True)
    # Where mail programs let people ask for fewer; also what makes big providers trust a digest.
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=40)
    network_id = models.BigIntegerField(null=True, blank=True)
    # A second letter with the same key is not queued: what makes news safe to receive twice.
    once_key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    queued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(sent_at=None, gave_up_at=None),
                name="letters_waiting",
            ),
            models.Index(fields=["to"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Enclosure(models.Model):
    """A file that goes with a letter, such as an invitation for a calendar."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=80)
    content_type = models.CharField(max_length=80)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Bounce(models.Model):
    """An address that refused mail; nothing more is sent to it until its owner confirms it again."""

    address = models.EmailField(unique=True)
    why = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"bounce {self.pk}"
