"""The expected share is forced: 63 % of the rows, the rest doubled.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    rows = rng.permutation(n)[: max(1, round(0.632 * n))]
    return np.concatenate([rows, rows[: n - len(rows)]])
