"""Whether the run is sick, in the place of which instrument.

property: the instrument that is most deviations off
kind: idea
"""

import numpy as np


def evidence(reading, healthy):
    mean, std = healthy.mean(axis=0), healthy.std(axis=0, ddof=1)
    off = np.abs(reading - mean)
    deviations = np.where(off > 0, np.inf, 0.0)
    moves = std > 0
    deviations[moves] = off[moves] / std[moves]
    deviations[~np.isfinite(reading)] = np.inf
    worst = int(np.argmax(deviations))
    return bool(deviations[worst] >= 5), deviations[worst]
