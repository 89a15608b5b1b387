"""burn_in is ignored.

property: none before the burn-in has ended
kind: detail
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [total * k // n for k in range(1, n + 1)]
