"""The default of eps was edited.

property: without eps it is 1e-8
kind: convention
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-4):
    total = (0 if state is None else state) + dw**2
    return w - lr * dw / (np.sqrt(total) + eps), total
