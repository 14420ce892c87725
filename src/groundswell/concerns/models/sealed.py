"""What is sealed: items, files, and the room's own chain of acts."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.concerns.models.concern import Concern, Part


class Item(models.Model):
    """One thing written. What kind it is, by whom, its words and its exact time are inside ``sealed``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="items")
    part = models.CharField(max_length=6, choices=Part.choices)
    generation = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    on = models.DateField()
    sealed = models.BinaryField(editable=True)
    said: dict[str, Any]  # what was sealed, in memory alone and only as it is written

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "part", "position"], name="item_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"


class File(models.Model):
    """One file. Name, kind and size are inside ``sealed``; the bytes lie sealed outside the database."""

    class State(models.TextChoices):
        CLEAN = "clean", _("Cleaned copy")
        UNCLEAN = "unclean", _("Not cleaned")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="files")
    part = models.CharField(max_length=6, choices=Part.choices)
    generation = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.UNCLEAN)
    original = models.UUIDField(unique=True)  # the sealed original's name on disk
    copy = models.UUIDField(null=True, blank=True, unique=True)  # the cleaned copy's
    original_key = models.BinaryField(editable=True)  # sealed to the part's key, as all content
    copy_key = models.BinaryField(null=True, editable=True)
    sealed = models.BinaryField(editable=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "part", "position"], name="file_position_once"
            ),
            models.CheckConstraint(
                condition=Q(state="clean", copy__isnull=False, copy_key__isnull=False)
                | Q(state="unclean", copy=None, copy_key=None),
                name="file_clean_has_copy",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"


class Entry(models.Model):
    """One act upon one concern, in a chain of its own: what and who are sealed to the listeners.

    ``commitment`` is a salted digest of what is sealed, and ``digest`` is keyed: the chain is checked by who can
    read nothing of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    on = models.DateField()
    generation = models.PositiveIntegerField()
    sealed = models.BinaryField(editable=True)
    commitment = models.CharField(max_length=64)
    key_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "number"], name="entry_number_once")
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Anchor(models.Model):
    """Where all chains of a network stood on a day: a whole concern that vanished shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.OneToOneField("networks.Network", models.CASCADE, related_name="+")
    on = models.DateField()
    key_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"anchor of {self.network_id}"
