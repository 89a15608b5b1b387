"""One instrument after the other."""

import numpy as np


def evidence(reading, healthy):
    best, index = -1.0, 0
    for k in range(len(reading)):
        column = healthy[:, k]
        spread = column.std(ddof=1)
        difference = abs(reading[k] - column.mean())
        if not np.isfinite(reading[k]):
            score = np.inf
        elif spread == 0:
            score = 0.0 if difference == 0 else np.inf
        else:
            score = difference / spread
        if score > best:
            best, index = score, k
    return (index, best) if best >= 5 else (None, best)
