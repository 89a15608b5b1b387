"""t is incremented but the old one is stored.

property: a constant gradient: every step is lr
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    config = {"m": 0, "v": 0, "t": 0} if state is None else state
    t = config["t"] + 1
    config["m"] = beta1 * config["m"] + (1 - beta1) * dw
    config["v"] = beta2 * config["v"] + (1 - beta2) * dw**2
    m_hat, v_hat = config["m"] / (1 - beta1**t), config["v"] / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), config
