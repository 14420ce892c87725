"""What an institution decided about personal data: the notice and the officer's pack are made from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.networks.models.network import Network


class DataProtection(models.Model):
    """Who is answerable, on what grounds, and whom to ask. One for each network; until then the notice says so."""

    class Basis(models.TextChoices):
        PUBLIC_TASK = "public_task", _("Public task (Article 6(1)(e))")
        LEGITIMATE = "legitimate", _("Legitimate interests (Article 6(1)(f))")
        CONTRACT = "contract", _("Contract with the student (Article 6(1)(b))")
        CONSENT = "consent", _("Consent (Article 6(1)(a))")

    class Condition(models.TextChoices):
        EQUALITY = (
            "equality",
            _("Substantial public interest: equality of opportunity (Article 9(2)(g))"),
        )
        SAFEGUARDING = (
            "safeguarding",
            _("Substantial public interest: safeguarding (Article 9(2)(g))"),
        )
        CONSENT = "consent", _("Explicit consent (Article 9(2)(a))")
        BODY = "body", _("A not-for-profit body’s own members (Article 9(2)(d))")

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="protection")
    controller = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    officer = models.CharField(max_length=200)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    condition = models.CharField(max_length=12, choices=Condition.choices)
    hosted_by = models.CharField(max_length=200, blank=True)
    backups_kept_days = models.PositiveSmallIntegerField(default=35)
    reviewed_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"data protection of {self.network_id}"
