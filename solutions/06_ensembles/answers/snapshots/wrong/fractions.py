"""Steps that are not whole.

property: spacing that does not come out even
kind: convention
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [burn_in + (total - burn_in) * k / n for k in range(1, n + 1)]
