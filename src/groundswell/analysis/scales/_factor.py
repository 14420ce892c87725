"""One common factor behind items: loadings by least squares (minres) or maximum likelihood."""

import numpy as np

from groundswell.analysis._inputs import Floats

LARGEST = 0.995**0.5  # a loading whose item keeps a variance of its own of .005, the usual bound


def minres(correlations: Floats, *, sweeps: int = 10_000, tolerance: float = 1e-13) -> Floats:
    """Fit loadings (some, k) to correlation matrices (some, k, k): least squares of what lies off the diagonal.

    Each loading in turn takes its best value given the others, for all matrices at once, so that the sum of squares
    never grows; it stops when none moves by more than ``tolerance``.
    """
    off = correlations.copy()
    k = off.shape[-1]
    off[:, range(k), range(k)] = 0.0
    loadings = _start(correlations)
    for _ in range(sweeps):
        moved = 0.0
        for i in range(k):
            others = (loadings**2).sum(axis=1) - loadings[:, i] ** 2
            with np.errstate(invalid="ignore", divide="ignore"):
                best = np.where(others > 0, (off[:, i] * loadings).sum(axis=1) / others, 0.0)
            best = np.clip(best, -LARGEST, LARGEST)
            moved = max(moved, float(np.abs(best - loadings[:, i]).max()))
            loadings[:, i] = best
        if moved < tolerance:
            break
    return _upright(loadings)


def likelihood(correlation: Floats) -> Floats:
    """Fit loadings (1, k) to one correlation matrix by maximum likelihood, as in Jöreskog 1967."""
    from scipy import optimize

    def split(own: Floats) -> tuple[Floats, Floats]:
        scale = 1 / np.sqrt(own)
        found: tuple[Floats, Floats] = np.linalg.eigh(correlation * np.outer(scale, scale))
        return found

    def loadings_of(own: Floats) -> Floats:
        roots, vectors = split(own)
        made: Floats = np.sqrt(own) * vectors[:, -1] * np.sqrt(max(roots[-1] - 1, 0.0))
        return made

    def badness(own: Floats) -> tuple[float, Floats]:
        roots = np.maximum(split(own)[0][:-1], 1e-12)
        loading = loadings_of(own)
        slope = (loading**2 + own - np.diag(correlation)) / own**2
        return float((roots - np.log(roots) - 1).sum()), slope

    start = np.clip(1 - _start(correlation[None])[0] ** 2, 0.05, 0.95)
    bounds = [(0.005, 1.0)] * len(correlation)
    options = {"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-10}
    found = optimize.minimize(
        badness, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options
    )
    return _upright(loadings_of(found.x)[None])


def _start(correlations: Floats) -> Floats:
    roots, vectors = np.linalg.eigh(correlations)
    made: Floats = vectors[:, :, -1] * np.sqrt(np.maximum(roots[:, -1:], 0.0))
    return np.clip(made, -LARGEST, LARGEST)


def _upright(loadings: Floats) -> Floats:
    """Turn the factor round where most of it points down: its direction means nothing."""
    made: Floats = loadings * np.where(loadings.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    return made
