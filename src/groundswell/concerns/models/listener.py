"""Who listens, with which key, and what a network has agreed about listening."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 90


class Norms(models.Model):
    """What a network promises beyond the fixed clocks: in how many days there is an outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.OneToOneField("networks.Network", models.CASCADE, related_name="+")
    outcome_days = models.PositiveSmallIntegerField(
        default=MOST_DAYS, validators=[MinValueValidator(10), MaxValueValidator(MOST_DAYS)]
    )
    # How long a concern is kept after it was closed: without a name, and with one.
    anonymous_months = models.PositiveSmallIntegerField(
        default=12, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    named_years = models.PositiveSmallIntegerField(
        default=6, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    retention_on = models.DateField(null=True, blank=True)  # since when these hold

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome_days__gte=10, outcome_days__lte=MOST_DAYS),
                name="norms_outcome_in_90_days",
            ),
            models.CheckConstraint(
                condition=Q(anonymous_months__gte=1, named_years__gte=1),
                name="norms_keep_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return f"norms of {self.network_id}"


class Listener(models.Model):
    """One person who listens in one network. The key pair is theirs; only they can unwrap its private half."""

    class State(models.TextChoices):
        INVITED = "invited", _("Asked to listen")
        READY = "ready", _("Listening")
        AWAY = "away", _("Away")
        ENDED = "ended", _("No longer listening")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    # Somebody outside the line, reached only when a raiser has excluded everybody else.
    is_alternate = models.BooleanField(default=False)
    generation = models.PositiveIntegerField(default=1)  # of their own key pair
    public_key = models.BinaryField(null=True, blank=True, editable=True)
    stamp = models.BinaryField(null=True, blank=True, editable=True)  # that we wrote the public key
    wrapped = models.BinaryField(null=True, blank=True, editable=True)
    training = models.CharField(max_length=300, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    consent_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    consent_on = models.DateField(null=True, blank=True)
    # The meeting whose minutes hold the consent, where it was not two co-chairs who gave it.
    consent_meeting_on = models.DateField(null=True, blank=True)
    recovery = models.BinaryField(
        null=True, blank=True, editable=True
    )  # own private half, for word shares
    recovered_on = models.DateField(null=True, blank=True)
    most_open = models.PositiveSmallIntegerField(default=6)
    supervisor = models.CharField(max_length=200, blank=True)
    departments = models.ManyToManyField("networks.Department", blank=True, related_name="+")
    sites = models.ManyToManyField("networks.PlacementSite", blank=True, related_name="+")
    ready_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=~Q(state="ended"),
                name="listener_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "away"])
                | Q(public_key__isnull=False, wrapped__isnull=False, stamp__isnull=False),
                name="listener_ready_has_keys",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "away"]) | Q(consent_on__isnull=False),
                name="listener_ready_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on=None)),
                name="listener_ended_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"listener {self.pk}"

    @cached_property
    def department_ids(self) -> frozenset[int]:
        """Which departments they belong to. ``ready_listeners`` knows them of all at once."""
        return frozenset(one.pk for one in self.departments.all())

    @cached_property
    def site_ids(self) -> frozenset[int]:
        """Which places they belong to."""
        return frozenset(one.pk for one in self.sites.all())


class Unlocked(models.Model):
    """One unlocked session. The key in ``ciphertext`` opens only with what one browser's cookie holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listener = models.ForeignKey(Listener, models.CASCADE, related_name="+")
    ciphertext = models.BinaryField(editable=True)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at__gte=F("opened_at")), name="unlocked_seen_after_opened"
            )
        ]

    def __str__(self) -> str:
        return f"unlocked {self.pk}"


class Share(models.Model):
    """That a custodian holds one of the word shares of a listener's key.

    Until they have read it, its words wait in ``sealed`` for a code that its custodian was given in person; ``kept``
    is what is kept of that code. Read once, both are gone, and the words are stored nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listener = models.ForeignKey(Listener, models.CASCADE, related_name="shares")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    generation = models.PositiveIntegerField()
    threshold = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    sealed = models.BinaryField(null=True, blank=True, editable=True)
    kept = models.BinaryField(null=True, blank=True, editable=True)
    shown_on = models.DateField(null=True, blank=True)
    given_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listener", "person", "generation"], name="share_once_a_custodian"
            ),
            models.CheckConstraint(
                condition=Q(shown_on=None, sealed__isnull=False, kept__isnull=False)
                | Q(shown_on__isnull=False, sealed=None, kept=None),
                name="share_words_wait_or_are_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
