"""The state is a global variable.

property: two parameters in turn
kind: convention
"""

import numpy as np


MEMORY = {}


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    if state is None:
        MEMORY.clear()
        MEMORY.update(m=np.zeros(1), v=np.zeros(1), t=0)
    MEMORY["t"] += 1
    if MEMORY["m"].shape != dw.shape:
        MEMORY.update(m=np.zeros(dw.shape), v=np.zeros(dw.shape))
    MEMORY["m"] = beta1 * MEMORY["m"] + (1 - beta1) * dw
    MEMORY["v"] = beta2 * MEMORY["v"] + (1 - beta2) * dw**2
    t = MEMORY["t"]
    m_hat, v_hat = MEMORY["m"] / (1 - beta1**t), MEMORY["v"] / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps) - lr * weight_decay * w, True
