"""How somebody comes in: an invitation, a link for many, or a request."""

from django.db import models
from django.utils import timezone

from groundswell.networks.models.membership import Cohort, Membership
from groundswell.networks.models.network import Network


class Invitation(models.Model):
    """To one address, or (without one) a link that a co-chair passes round.

    The token is made from ``seed`` and the installation's key, and found again by its digest: a co-chair can print
    the poster twice, and a thief of the database has no link.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    seed = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        max_length=8, choices=Membership.Kind.choices, default=Membership.Kind.STUDENT
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    n_used = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["network", "address"])]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def is_for_many(self) -> bool:
        """A link to pass round, not a letter to one address."""
        return not self.address

    @property
    def is_open(self) -> bool:
        """Neither revoked, nor over, nor (for one address) used."""
        is_used_up = bool(self.address) and self.n_used > 0
        return self.revoked_at is None and self.expires_at > timezone.now() and not is_used_up


class JoinRequest(models.Model):
    """Somebody asks to join. Answered by a co-chair, with a reason when the answer is no."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="join_requests")
    name = models.CharField(max_length=200)
    address = models.EmailField()
    kind = models.CharField(max_length=8, choices=Membership.Kind.choices)
    words = models.TextField(max_length=2000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_admitted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "address"],
                condition=models.Q(answered_at=None),
                name="join_request_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
