"""All axes at once."""

import numpy as np


def update_ratio(w, update):
    return np.sqrt(np.tensordot(update, update, update.ndim) / np.tensordot(w, w, w.ndim))
