"""What happens to a concern: states and deadlines only. What, where and to whom are sealed items."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.concerns.models.concern import Concern


class Carried(models.Model):
    """Words a raiser approved, on their way to the open. They know no concern: their id is sealed in one.

    While they wait they are sealed to a key made from a secret outside the database (``generation`` is the secret's
    version); once they went or were taken back nothing of them stays here.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        GONE = "gone", _("On the agenda")
        VETOED = "vetoed", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    generation = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField(default=b"", blank=True, editable=True)
    go_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    agenda_item = models.ForeignKey(
        "meetings.AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "go_on"])]

    def __str__(self) -> str:
        return f"carried {self.pk}"


class Referral(models.Model):
    """One passing on to a route outside the room, with the raiser's consent."""

    class State(models.TextChoices):
        ASKED = "asked", _("The raiser is asked")
        REFUSED = "refused", _("The raiser said no")
        AGREED = "agreed", _("The raiser said yes")
        SENT = "sent", _("Passed on")
        RECEIVED = "received", _("Acknowledged")
        RETURNED = "returned", _("Outcome came back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="referrals")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    chase_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "chase_on"])]

    def __str__(self) -> str:
        return f"referral {self.pk}"


class Risk(models.Model):
    """Passing on without consent because of serious risk: asked by one listener, agreed by another."""

    class State(models.TextChoices):
        ASKED = "asked", _("A second person is asked")
        AGREED = "agreed", _("Agreed by two")
        REFUSED = "refused", _("The second person said no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="risks")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"risk {self.pk}"


class Hold(models.Model):
    """A legal hold: asked by one listener, agreed by another; while it holds nothing may be withdrawn or purged."""

    class State(models.TextChoices):
        ASKED = "asked", _("A second person is asked")
        HELD = "held", _("Held")
        LIFTING = "lifting", _("A second person is asked to lift it")
        LIFTED = "lifted", _("Lifted")
        REFUSED = "refused", _("The second person said no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="holds")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Purged(models.Model):
    """A concern that was withdrawn or whose time was over, by its random id: a restored backup drops it again."""

    id = models.UUIDField(primary_key=True, editable=False)  # the concern's own
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"purged {self.pk}"


class OwnThread(models.Model):
    """A receipt that a raiser with a name put into their account. It knows neither the concern nor the person.

    ``owner`` is a keyed stamp on the person's number, ``sealed`` the receipt under a key made from a secret outside
    the database (``generation`` is its version): a copy of the database tells that such rows are here, and no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", models.CASCADE, related_name="+")
    generation = models.PositiveIntegerField()
    owner = models.BinaryField(max_length=34, db_index=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"own thread {self.pk}"
