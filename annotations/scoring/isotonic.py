"""The rising line that comes nearest to what was observed: pool adjacent violators.

Source: R. E. Barlow et al., "Statistical Inference under Order Restrictions" (1972); for
reliability diagrams (CORP) T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable reliability
diagrams for probabilistic classifiers", PNAS 118 (2021), e2016191118.
"""

from collections.abc import Sequence


def isotonic(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the values that never fall and have the least weighted squared distance to `values`.

    `values` are in the order in which they should rise; `weights` are positive. Neighbours that
    fall are pooled to their weighted mean until none do.
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many values
    for value, weight in zip(values, weights, strict=True):
        mean, total, count = value, weight, 1
        while pools and pools[-1][0] >= mean:
            before, heavy, many = pools.pop()
            mean = (before * heavy + mean * total) / (heavy + total)
            total += heavy
            count += many
        pools.append((mean, total, count))
    return [mean for mean, _total, count in pools for _ in range(count)]
