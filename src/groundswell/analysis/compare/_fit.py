"""Least squares and logistic regression in NumPy, with the variances a small survey needs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.analysis._inputs import Floats, InputError

STEPS = 60
CLOSE = 1e-12


@dataclass(frozen=True)
class Fit:
    """Coefficients, their covariance, and the fitted values."""

    beta: Floats
    covariance: Floats
    fitted: Floats


def least_squares(x: Floats, y: Floats, clusters: NDArray[np.int64] | None) -> Fit:
    """Fit a line; the covariance is HC3, or cluster-robust with the usual small-sample factor for clusters."""
    q, r = np.linalg.qr(x)
    beta = np.linalg.solve(r, q.T @ y)
    fitted: Floats = x @ beta
    rest = y - fitted
    inverse = np.linalg.inv(r)
    bread = inverse @ inverse.T
    if clusters is not None:
        return Fit(beta, _clustered(bread, x * rest[:, None], clusters), fitted)
    free = 1 - (q**2).sum(axis=1)
    if free.min() < 1e-9:
        raise InputError(
            "A value that only one person has decides that person's fit, so HC3 is not defined. "
            "Put rare categories together."
        )
    meat = x * (rest / free)[:, None]
    return Fit(beta, bread @ (meat.T @ meat) @ bread, fitted)


def logistic_fit(
    x: Floats, y: Floats, *, weights: Floats | None = None, start: Floats | None = None
) -> Fit | None:
    """Fit a logistic regression by iteratively reweighted least squares; None where it has no maximum (separation)."""
    w = np.ones(y.size) if weights is None else weights
    beta = np.zeros(x.shape[1]) if start is None else start
    before = -np.inf
    for _ in range(STEPS):
        p = expit(x @ beta)
        spread = w * p * (1 - p)
        information = (x * spread[:, None]).T @ x
        try:
            step = np.linalg.solve(information, x.T @ (w * (y - p)))
        except np.linalg.LinAlgError:
            return None
        beta = beta + step
        height = _likelihood(x @ beta, y, w)
        while height < before - 1e-9 * abs(before) and np.abs(step).max() > CLOSE:
            step = step / 2  # a step too far: go back half of it
            beta = beta - step
            height = _likelihood(x @ beta, y, w)
        if np.abs(beta).max() > 1e6 or not np.isfinite(beta).all():
            return None
        if np.abs(step).max() < CLOSE * (1 + np.abs(beta).max()):
            return _finished(x, y, w, beta)
        before = height
    return None


def _finished(x: Floats, y: Floats, w: Floats, beta: Floats) -> Fit | None:
    p = expit(x @ beta)
    spread = w * p * (1 - p)
    if ((p < 1e-8) | (p > 1 - 1e-8))[w > 0].all():
        return None
    information: Floats = (x * spread[:, None]).T @ x
    if np.linalg.cond(information) > 1e14:
        return None
    return Fit(beta, np.asarray(np.linalg.inv(information), dtype=np.float64), p)


def logistic_clustered(x: Floats, y: Floats, fit: Fit, clusters: NDArray[np.int64]) -> Floats:
    """Give the cluster-robust covariance of a logistic fit."""
    return _clustered(fit.covariance, x * (y - fit.fitted)[:, None], clusters)


def expit(linear: Floats) -> Floats:
    """Give 1 / (1 + exp(-x)) without overflow."""
    small = np.exp(-np.abs(linear))
    out: Floats = np.where(linear >= 0, 1.0, small) / (1 + small)
    return out


def _likelihood(linear: Floats, y: Floats, w: Floats) -> float:
    return float((w * (y * linear - np.logaddexp(0, linear))).sum())


def _clustered(bread: Floats, scores: Floats, clusters: NDArray[np.int64]) -> Floats:
    g, (n, k) = int(clusters.max()) + 1, scores.shape
    sums = np.zeros((g, k))
    np.add.at(sums, clusters, scores)
    factor = g / (g - 1) * (n - 1) / (n - k)
    out: Floats = factor * bread @ (sums.T @ sums) @ bread
    return out
