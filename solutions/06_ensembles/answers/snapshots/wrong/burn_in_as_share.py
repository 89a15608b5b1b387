"""burn_in is taken for a share of the steps.

property: none before the burn-in has ended
kind: convention
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    start = total * burn_in
    return [round(start + (total - start) * k / n) for k in range(1, n + 1)]
