"""How much two categories agree: weights by name or as a matrix, always brought to 1 for the same category."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from groundswell.analysis._inputs import Floats, InputError

Weights = Any
"""A name (see :data:`NAMES`) or a square matrix over the categories."""


def agreement_weights(
    categories: Sequence[Any],
    *,
    is_declared: bool,
    agreement: Weights | None,
    disagreement: Weights | None,
) -> tuple[Floats, str]:
    """Give the matrix of agreement weights, 1 on its diagonal, and its name."""
    size = len(categories)
    if agreement is not None and disagreement is not None:
        raise InputError("Give weights as agreement= or as disagreement=, not both.")
    if agreement is None and disagreement is None:
        return np.eye(size), "identity"
    if not is_declared:
        raise InputError(
            "Weights depend on the whole scale, and it is not declared. Give categories= in order."
        )
    if isinstance(agreement, str):
        return _named(agreement, categories), agreement
    if isinstance(disagreement, str):
        return _named(disagreement, categories), disagreement
    if disagreement is not None:
        return _from_disagreement(_matrix(disagreement, size, "disagreement=")), "own"
    made = _matrix(agreement, size, "agreement=")
    if not np.allclose(np.diag(made), 1) or (made > 1).any():
        raise InputError(
            "agreement= should have 1 on its diagonal and nothing larger. "
            "If 0 stands for full agreement, say disagreement=."
        )
    return made, "own"


def _from_disagreement(made: Floats) -> Floats:
    if np.diag(made).any() or (made < 0).any() or not made.any():
        raise InputError(
            "disagreement= should have 0 on its diagonal and nothing below 0. "
            "If 1 stands for full agreement, say agreement=."
        )
    turned: Floats = 1 - made / made.max()
    return turned


def _matrix(given: Any, size: int, what: str) -> Floats:
    try:
        made: Floats = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{what} should be a matrix of numbers or one of: {_listed()}.") from None
    if made.shape != (size, size) or not np.isfinite(made).all():
        raise InputError(
            f"{what} should be {size} by {size} finite numbers, one for each pair of categories; "
            f"its shape is {made.shape}."
        )
    if not np.array_equal(made, made.T):
        raise InputError(f"{what} should be symmetric: a pair counts alike in either order.")
    return made


def _named(name: str, categories: Sequence[Any]) -> Floats:
    if name == "ordinal":
        raise InputError(
            'There are two ordinal measures. Say "gwet_ordinal" for pairs between ranks, '
            'or use alpha(..., scale="ordinal") for Krippendorff\'s.'
        )
    if name not in NAMES:
        raise InputError(f"Weights are a matrix or one of: {_listed()}; not {name!r}.")
    if len(categories) < 2:
        return np.eye(len(categories))
    made: Floats = NAMES[name](_line(categories))
    return made


def _line(categories: Sequence[Any]) -> Floats:
    """Numbers stand where they are; other categories stand one step apart."""
    if all(isinstance(one, int | float | np.number) for one in categories) and not any(
        isinstance(one, bool) for one in categories
    ):
        return np.array([float(one) for one in categories])
    return np.arange(1.0, len(categories) + 1)


def _steps(line: Floats) -> Floats:
    made: Floats = np.abs(line[:, None] - line)
    return made


def _scaled(distance: Floats) -> Floats:
    made: Floats = 1 - distance / distance.max()
    return made


def _gwet_ordinal(line: Floats) -> Floats:
    between = _steps(np.arange(float(line.size)))
    return _scaled(between * (between + 1) / 2)


def _ratio(line: Floats) -> Floats:
    if (line <= 0).any():
        raise InputError("Ratio weights need categories that are numbers above 0.")
    return _scaled(((line[:, None] - line) / (line[:, None] + line)) ** 2)


def _circular(line: Floats) -> Floats:
    return _scaled(np.sin(np.pi * _steps(line) / (line.max() - line.min() + 1)) ** 2)


def _bipolar(line: Floats) -> Floats:
    both = line[:, None] + line
    room = (both - 2 * line.min()) * (2 * line.max() - both)
    apart = _steps(line) ** 2
    return _scaled(np.divide(apart, room, out=np.zeros_like(apart), where=apart > 0))


NAMES: dict[str, Callable[[Floats], Floats]] = {
    "identity": lambda line: np.eye(line.size),
    "linear": lambda line: _scaled(_steps(line)),
    "quadratic": lambda line: _scaled(_steps(line) ** 2),
    "radical": lambda line: _scaled(np.sqrt(_steps(line))),
    "ratio": _ratio,
    "circular": _circular,
    "bipolar": _bipolar,
    "gwet_ordinal": _gwet_ordinal,
}


def _listed() -> str:
    return ", ".join(NAMES)
