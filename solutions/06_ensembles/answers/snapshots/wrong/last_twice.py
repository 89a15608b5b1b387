"""Rounded down, with total added.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    gap = (total - burn_in) // n
    return [burn_in + gap * k for k in range(1, n + 1)] + [total]
