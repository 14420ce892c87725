"""A person's account and the signed links they are sent."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.actors import Scope, roles_of
from groundswell.kernel.permissions import Permission, granted


class People(BaseUserManager["Person"]):
    """Makes accounts; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account. One name, of any script and length; never split in two."""

    class Digest(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day, in the evening")
        WEEKLY = "weekly", _("Once a week, on Sunday evening")
        RARELY = "rarely", _("Only what cannot wait")

    class Theme(models.TextChoices):
        SYSTEM = "", _("As my device says")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.SYSTEM, blank=True)
    digest = models.CharField(max_length=8, choices=Digest.choices, default=Digest.AT_ONCE)
    is_active = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def pseudonym(self) -> str:
        """Stable name for the audit; says nothing by itself."""
        return f"p-{self.public_id.hex[:16]}"

    @property
    def person_id(self) -> int:
        return self.pk

    def holds(self, permission: Permission, scope: Scope | None, about: str | None) -> bool:
        """Permissions come from memberships and terms in the scope, and from nothing else."""
        return self.is_active and permission in granted(roles_of(self.pk, scope))


class SignedLink(models.Model):
    """A link from a mail: one verb (a permission) about one thing, until it expires or is revoked.

    The token itself is in the mail alone; here is its digest. ``about`` is a row's key such as
    ``meetings.poll:12``. A link without a person is for somebody without an account.
    """

    digest = models.CharField(max_length=64, unique=True)
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    network_id = models.BigIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    holder = models.CharField(max_length=200, blank=True)
    address = models.EmailField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about", "verb"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.about}"


class SignIn(models.Model):
    """Where a person is signed in: a kind of device and a day, and no address of the network it came from."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60)
    began_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.device} {self.began_on}"


class Notice(models.Model):
    """Something to tell a person, waiting for their digest; emptied once it went, kept so it goes once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    network_id = models.BigIntegerField(null=True, blank=True)
    network_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    went_at = models.DateTimeField(null=True, blank=True)
    once_key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["noted_at"], condition=models.Q(went_at=None), name="notices_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
