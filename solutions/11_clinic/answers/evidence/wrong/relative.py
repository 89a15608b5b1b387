"""Relative differences.

property: the instrument that is most deviations off
cause: A mean near 0
kind: idea
"""

import numpy as np


def evidence(reading, healthy):
    mean, std = healthy.mean(axis=0), healthy.std(axis=0, ddof=1)
    off = np.abs(reading - mean)
    deviations = np.where(off > 0, np.inf, 0.0)
    moves = std > 0
    deviations[moves] = off[moves] / np.abs(mean[moves])
    deviations[~np.isfinite(reading)] = np.inf
    worst = int(np.argmax(deviations))
    return (worst if deviations[worst] >= 5 else None), deviations[worst]
