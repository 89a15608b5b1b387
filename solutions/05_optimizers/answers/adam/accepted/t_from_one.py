"""t starts at 1 and is incremented after use."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    config = {"m": 0.0, "v": 0.0, "t": 1} if state is None else dict(state)
    config["m"] = beta1 * config["m"] + (1 - beta1) * dw
    config["v"] = beta2 * config["v"] + (1 - beta2) * dw * dw
    m_hat = config["m"] / (1 - beta1 ** config["t"])
    v_hat = config["v"] / (1 - beta2 ** config["t"])
    config["t"] += 1
    return w - lr * m_hat / (eps + np.sqrt(v_hat)), config
