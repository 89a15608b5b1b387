"""From the end backwards, a tuple."""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    gap = (total - burn_in) / n
    return tuple(sorted(int(total - k * gap) for k in range(n)))
