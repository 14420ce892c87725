"""Things raised, as the services make them, so that every row has its owner and its steps."""

import itertools

from groundswell.kernel.actors import VISITOR
from groundswell.suggestions.services import raise_suggestion

_numbers = itertools.count(1)


def raised(cast, by=None, **options):
    """One thing raised, by Bob unless somebody else is named."""
    options.setdefault("text", f"The hats in theatre do not fit over braids {next(_numbers)}.")
    return raise_suggestion(by=by or cast.bob, network=cast.network, **options)


def raised_by_visitor(cast, **options):
    """One thing raised by somebody without an account."""
    return raised(cast, by=VISITOR, **options)
