"""How far a share may be from the truth: Wilson's score interval.

Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
Journal of the American Statistical Association 22 (1927): 209-212.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)  # of a two-sided interval of 95 percent


@dataclass(frozen=True, slots=True)
class Interval:
    """A share or a score from `low` to `high`, both included."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson(k: float, n: float) -> Interval:
    """Return the 95 % interval of the share that `k` of `n` trials suggest, within 0 and 1.

    Neither must be whole: predictions of one compound sentence share a weight of one, so `n` is
    the sum of the weights and `k` that of those that came true. A compound then counts as one
    trial, however many predictions it was cut into; as these stand and fall together more often
    than not, that errs on the side of a wide interval.

    Raises ValueError unless 0 ≤ k ≤ n and n > 0.
    """
    if not (n > 0 and 0 <= k <= n):
        raise ValueError(f"{k} of {n} is no share: it takes 0 ≤ k ≤ n and n > 0")
    centre = (k + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * sqrt(k * (n - k) / n + Z**2 / 4)
    # At k = 0 and k = n an end is 0 or 1 exactly, and rounding must not leave the share outside.
    return Interval(min(max(0.0, centre - half), k / n), max(min(1.0, centre + half), k / n))
