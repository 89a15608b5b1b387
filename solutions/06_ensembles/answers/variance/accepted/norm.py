"""np.linalg.norm."""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - np.mean(predictions, axis=0)
    return np.mean(np.linalg.norm(d, axis=-1) ** 2, axis=0)
