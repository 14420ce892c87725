"""Wording and shape of what people type about themselves. Nothing is saved here."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from groundswell.people.models import Person
from groundswell.ui.fields import OneLine
from groundswell.ui.widgets import ChoiceCards


class PreferencesForm(forms.Form):
    """What a person is called, and how they want their pages and mails."""

    who_sees = _("Your name and pronouns: the members of your networks. The rest: only you.")

    name = OneLine(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you want to be called, in any script."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    pronouns = OneLine(
        label=_("Pronouns"), max_length=60, required=False, help_text=_("For example: she/they")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("What nobody has translated yet stays in English."),
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=Person.Theme.choices,
        required=False,
        widget=ChoiceCards(),
    )
    digest = forms.ChoiceField(
        label=_("When mail comes"),
        choices=Person.Digest.choices,
        widget=ChoiceCards(
            hints={
                Person.Digest.AT_ONCE: _("Each thing by itself, as it happens"),
                Person.Digest.DAILY: _("One letter at half past six, if there is anything"),
                Person.Digest.WEEKLY: _("One letter at half past six on Sunday"),
                Person.Digest.RARELY: _(
                    "Polls that close, minutes of a meeting, your own sign-ins"
                ),
            }
        ),
        help_text=_("What cannot wait comes at once whichever you choose."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - says the type, checks no input
        language.choices = [("", _("As my browser asks")), *settings.LANGUAGES]


class LeaveForm(forms.Form):
    """The second step of leaving."""

    understood = forms.BooleanField(
        label=_("I have read what goes and what stays, and I want to leave."),
        error_messages={"required": _("Tick the box if you want to leave. Nothing was changed.")},
    )


class SignInCodeForm(RequestLoginCodeForm):
    """Where the sign-in link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")


class ForgottenForm(ResetPasswordForm):
    """Where the link to choose a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")


class MoreAddressForm(AddEmailForm):
    """One more address of somebody's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")


class ChangedPasswordForm(ChangePasswordForm):
    """Another password for somebody who knows theirs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your password now")
        name_new_password(self)


class FirstPasswordForm(SetPasswordForm):
    """A password for somebody who signed in by mail so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_new_password(self)


class PasswordByLinkForm(ResetPasswordKeyForm):
    """A new password, after the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_new_password(self)


def name_new_password(form: forms.Form) -> None:
    """The same words wherever a password is chosen."""
    form.fields["password1"].label = _("New password")
    form.fields["password2"].label = _("New password again")


class AppCodeForm(ActivateTOTPForm):
    """The first code of an app, which shows that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey. By default one that is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it")
        self.fields["name"].help_text = _("For example: my phone. Only you see it.")
        if "passwordless" in self.fields:
            field = self.fields["passwordless"]
            field.initial = True
            field.label = _("Let me sign in with this alone")
            field.help_text = _("Your device asks for its PIN, a finger or your face.")
