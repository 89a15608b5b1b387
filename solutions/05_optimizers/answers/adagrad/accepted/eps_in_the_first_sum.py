"""The sum starts at eps: eps inside the root."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = np.full(w.shape, eps) if state is None else state
    total = total + np.square(dw)
    return w - lr * dw * total**-0.5, total
