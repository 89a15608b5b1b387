"""Whole numbers all the way."""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [burn_in + (k * (total - burn_in)) // n for k in range(1, n + 1)]
