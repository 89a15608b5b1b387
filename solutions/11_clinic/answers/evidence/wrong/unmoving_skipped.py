"""An instrument that never moves is left out.

property: an instrument that never moves, and one that shows nan
kind: detail
"""

import numpy as np


def evidence(reading, healthy):
    mean, std = healthy.mean(axis=0), healthy.std(axis=0, ddof=1)
    off = np.abs(reading - mean)
    deviations = np.zeros(len(off))
    moves = std > 0
    deviations[moves] = off[moves] / std[moves]
    deviations[~np.isfinite(reading)] = np.inf
    worst = int(np.argmax(deviations))
    return (worst if deviations[worst] >= 5 else None), deviations[worst]
