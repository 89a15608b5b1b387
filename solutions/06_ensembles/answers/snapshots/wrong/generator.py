"""A generator instead of a list.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return (burn_in + (total - burn_in) * k // n for k in range(1, n + 1))
