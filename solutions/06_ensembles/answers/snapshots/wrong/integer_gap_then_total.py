"""A rounded distance; only the last step is mended.

property: spacing that does not come out even
kind: detail
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    gap = (total - burn_in) // n
    return [burn_in + gap * k for k in range(1, n)] + [total]
