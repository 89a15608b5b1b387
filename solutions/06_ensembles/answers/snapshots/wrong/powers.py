"""Halved distances.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [burn_in + (total - burn_in) // 2**k for k in range(n - 1, -1, -1)]
