"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation or request, not by an open form."""


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """A university's single sign-on."""
