"""How somebody comes in: an invitation, a link for many, or a request."""

from django.db import models
from django.utils import timezone

from groundswell.networks.models.membership import Cohort, Membership
from groundswell.networks.models.network import Network


class Invitation(models.Model):
    """To one address, or (without one) a link that a co-chair passes round. The token's digest is kept."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    address = models.EmailField(blank=True)
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

    def __str__(self) -> str:
        return f"invitation {self.pk}"


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
