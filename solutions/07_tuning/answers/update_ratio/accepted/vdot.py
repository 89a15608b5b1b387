"""vdot of each with itself."""

import numpy as np


def update_ratio(w, update):
    return float(np.vdot(update, update) / np.vdot(w, w)) ** 0.5
