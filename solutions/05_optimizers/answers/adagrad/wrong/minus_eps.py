"""eps is taken away.

property: eps is the one that the caller gives
kind: convention
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = (0 if state is None else state) + dw**2
    return w - lr * dw / (np.sqrt(total) - eps), total
