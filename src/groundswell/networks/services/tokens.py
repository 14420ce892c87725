"""Tokens of invitations: made from a seed and the installation's key, found by their digest."""

import hashlib
import secrets
from base64 import urlsafe_b64encode

from django.utils.crypto import constant_time_compare, salted_hmac

from groundswell.networks.models import Invitation


def new_seed() -> str:
    """Something nobody can guess, of its own for each invitation."""
    return secrets.token_urlsafe(18)


def token_of(seed: str) -> str:
    """The token that goes with a seed; the database alone does not give it."""
    keyed = salted_hmac("groundswell.networks.invitation", seed, algorithm="sha256").digest()
    return urlsafe_b64encode(keyed[:24]).decode()


def digest_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_for(invitation: Invitation) -> str:
    """The token of an invitation made here; empty when the installation's key has changed since."""
    token = token_of(invitation.seed)
    return token if constant_time_compare(digest_of(token), invitation.digest) else ""
