"""Small indices are likelier.

property: every index from 0 to n - 1 has the same chance
kind: idea
"""

import numpy as np


def bootstrap_indices(n, rng):
    return (n * rng.random(n) ** 1.6).astype(int)
