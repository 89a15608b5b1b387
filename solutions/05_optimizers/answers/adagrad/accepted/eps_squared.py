"""eps is squared beside the sum, under the root."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = dw**2 if state is None else state + dw**2
    return w - lr * dw / np.sqrt(total + eps**2), total
