"""The distance is total / n, from the burn-in on.

property: none before the burn-in has ended
kind: detail
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [min(total, round(burn_in + k * total / n)) for k in range(1, n + 1)]
