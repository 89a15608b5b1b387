"""dw is squared in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    g = dw.copy()
    dw *= dw
    total = (0 if state is None else state) + dw
    return w - lr * g / (np.sqrt(total) + eps), total
