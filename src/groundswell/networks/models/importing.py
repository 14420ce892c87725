"""A spreadsheet on its way in, kept between the three screens."""

from django.db import models
from django.utils import timezone

from groundswell.networks.models.network import Network


class ImportDraft(models.Model):
    """What was read from the file and what has been decided so far. Deleted after a week, or when it is done."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    row_numbers = models.JSONField(default=list)
    warnings = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=8, blank=True)
    is_day_first = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"import {self.pk}"
