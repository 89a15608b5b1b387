"""eps inside the root."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = (0 if state is None else state) + dw * dw
    return w - lr * dw / np.sqrt(total + eps), total
