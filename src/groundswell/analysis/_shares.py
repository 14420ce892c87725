"""The interval of one share, for methods that report shares beside something else."""

from math import sqrt
from statistics import NormalDist


def wilson(x: int, n: int, level: float) -> tuple[float, float]:
    """Give Wilson's interval of ``x`` in ``n``, which is above 0."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle, spread = x / n + z * z / (2 * n), z * sqrt(x * (n - x) / n**3 + z * z / (4 * n * n))
    low, high = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
    return (0.0 if x == 0 else low), (1.0 if x == n else high)
