"""Divides by zero on purpose."""

import numpy as np


def evidence(reading, healthy):
    with np.errstate(all="ignore"):
        off = abs(reading - healthy.mean(axis=0)) / np.std(healthy, axis=0, ddof=1)
    off[np.isnan(off) & np.isfinite(reading)] = 0.0
    off[~np.isfinite(reading)] = np.inf
    k = off.argmax()
    return (None if off[k] < 5 else k), off[k]
