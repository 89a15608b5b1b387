"""The mean moves a part of the way towards the square."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = np.zeros(w.shape) if state is None else np.array(state)
    mean += (1 - decay) * (np.square(dw) - mean)
    return w - (lr / (mean**0.5 + eps)) * dw, mean
