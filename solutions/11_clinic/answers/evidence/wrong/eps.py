"""A small number is added to the spread.

property: an instrument that never moves, and one that shows nan
kind: detail
"""

import numpy as np


def evidence(reading, healthy):
    mean, std = healthy.mean(axis=0), healthy.std(axis=0, ddof=1)
    off = np.abs(reading - mean)
    deviations = off / (std + 1e-12)
    deviations[~np.isfinite(reading)] = np.inf
    worst = int(np.argmax(deviations))
    return (worst if deviations[worst] >= 5 else None), deviations[worst]
