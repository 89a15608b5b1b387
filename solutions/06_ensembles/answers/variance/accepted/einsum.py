"""einsum."""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions.mean(0, keepdims=True)
    return np.einsum("end,end->n", d, d) / len(d)
