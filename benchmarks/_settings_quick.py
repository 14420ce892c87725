"""The benchmark's settings without the price of a derivation, so that what is left of a raise shows by itself."""

from benchmarks._settings import *  # noqa: F403 - all of them but one
from groundswell.vault.costs import FOR_TESTS

VAULT_COST = FOR_TESTS
