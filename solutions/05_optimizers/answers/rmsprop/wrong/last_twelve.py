"""Only the last twelve squares are remembered.

property: late steps are like the first
kind: guard
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    squares = [*([] if state is None else state), dw**2][-12:]
    mean = sum((1 - decay) * decay**k * s for k, s in enumerate(reversed(squares)))
    return w - lr * dw / (np.sqrt(mean) + eps), squares
