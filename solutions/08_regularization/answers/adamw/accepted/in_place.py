"""Everything in place, a dictionary as state."""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    if state is None:
        state = {"m": np.zeros_like(w), "v": np.zeros_like(w), "t": 0}
    state["t"] += 1
    w *= 1 - lr * weight_decay
    state["m"] *= beta1
    state["m"] += (1 - beta1) * dw
    state["v"] *= beta2
    state["v"] += (1 - beta2) * dw * dw
    w -= (
        lr
        * state["m"]
        / (1 - beta1 ** state["t"])
        / (np.sqrt(state["v"] / (1 - beta2 ** state["t"])) + eps)
    )
    return w, state
