"""A concern: its state, its days, its receipt's verifier and its keys. No word of it stands here."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.concerns.models.listener import Listener


class Concern(models.Model):
    """One concern. Who raised it, and what it says, are sealed or not known here at all."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not sent yet")
        SENT = "sent", _("Sent")
        ACKNOWLEDGED = "acknowledged", _("Received by a listener")
        REPLIED = "replied", _("Answered")
        CLOSED = "closed", _("Closed")

    class Kept(models.TextChoices):
        SHORT = "short", _("As long as what has no name")
        LONG = "long", _("As long as what has a name")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    raised_on = models.DateField()
    generation = models.PositiveIntegerField(default=1)
    # Up to which generation what was written earlier has been sealed again: a leaver's kept key opens none of it.
    rewrapped = models.PositiveIntegerField(default=1)
    locator = models.CharField(max_length=6, unique=True)
    kept = models.BinaryField(editable=True)  # salt, verifier and costs of the receipt
    receipt_key = models.BinaryField(editable=True)  # public: what the raiser's keys are sealed to
    receipt_stamp = models.BinaryField(editable=True)  # that we wrote it
    ack_due_on = models.DateField(null=True, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    outcome_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # the next of the three while it is open
    acknowledged_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    paused_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    checkin_due_on = models.DateField(null=True, blank=True)
    n_checkins = models.PositiveSmallIntegerField(default=0)
    # How long it is kept after closing. A name given in the form makes it long; which name is sealed.
    kept_for = models.CharField(max_length=5, choices=Kept.choices, default=Kept.SHORT)
    is_held = models.BooleanField(default=False)
    is_counted = models.BooleanField(default=False)  # in the counters, with others; not what of it
    n_entries = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    # Digests of what was written since the chain's last entry, in memory alone: the next entry holds them.
    unsaid: dict[str, str]

    class Meta:
        indexes = [
            models.Index(fields=["network", "state", "raised_on"]),
            models.Index(fields=["network", "due_on", "id"]),
            models.Index(fields=["network", "-closed_on", "id"], name="concern_closed_last"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        state="draft",
                        ack_due_on=None,
                        reply_due_on=None,
                        outcome_due_on=None,
                        paused_on=None,
                        acknowledged_on=None,
                        replied_on=None,
                    )
                    | (
                        ~Q(state="draft")
                        & Q(
                            ack_due_on__isnull=False,
                            reply_due_on__isnull=False,
                            outcome_due_on__isnull=False,
                        )
                    )
                ),
                name="concern_clocks_run_once_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "closed"], due_on=None)
                | (~Q(state__in=["draft", "closed"]) & Q(due_on__isnull=False)),
                name="concern_is_due_while_open",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="concern_closed_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["acknowledged", "replied"])
                | Q(acknowledged_on__isnull=False),
                name="concern_acknowledged_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="replied") | Q(replied_on__isnull=False),
                name="concern_replied_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"


class Part(models.TextChoices):
    """Who opens what is sealed: raiser and listeners, or listeners alone."""

    THREAD = "thread", _("Raiser and listeners")
    DESK = "desk", _("Listeners alone")


class Key(models.Model):
    """One key pair of a concern: its public half, and for the thread the private half sealed to the receipt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="keys")
    generation = models.PositiveIntegerField()
    part = models.CharField(max_length=6, choices=Part.choices)
    public_key = models.BinaryField(editable=True)
    stamp = models.BinaryField(editable=True)  # that we wrote the public key
    for_raiser = models.BinaryField(null=True, editable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "generation", "part"], name="key_once"),
            models.CheckConstraint(
                condition=Q(part="thread", for_raiser__isnull=False)
                | Q(part="desk", for_raiser=None),
                name="key_of_thread_is_the_raisers_too",
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class KeyRow(models.Model):
    """A private half sealed to one listener. Without such a row a concern does not exist for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="rows")
    key = models.ForeignKey(Key, models.CASCADE, related_name="rows")
    listener = models.ForeignKey(Listener, models.CASCADE, related_name="rows")
    sealed = models.BinaryField(editable=True)
    is_handling = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "listener"], name="key_row_once"),
        ]
        indexes = [
            models.Index(fields=["listener", "concern"]),
            models.Index(
                fields=["listener", "concern"],
                condition=Q(is_handling=True),
                name="key_row_of_who_handles",
            ),
            models.Index(
                fields=["concern"], condition=Q(is_handling=True), name="key_row_is_handled"
            ),
        ]

    def __str__(self) -> str:
        return f"key row {self.pk}"
