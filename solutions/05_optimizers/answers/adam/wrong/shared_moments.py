"""The moments are global and start again when state is None.

property: two parameters in turn
kind: convention
"""

import numpy as np

store = {}


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    t = 1 if state is None else state + 1
    if state is None:
        store["m"] = store["v"] = 0
    m = store["m"] = beta1 * store["m"] + (1 - beta1) * dw
    v = store["v"] = beta2 * store["v"] + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), t
