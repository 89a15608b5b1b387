"""The end of the burn-in is a snapshot.

property: none before the burn-in has ended
kind: detail
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return (
        np.linspace(burn_in, total, n).astype(int)
        if burn_in
        else [total * k // n for k in range(1, n + 1)]
    )
