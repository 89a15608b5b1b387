"""Everything in place, a dictionary as state."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    if state is None:
        state = {"m": np.zeros_like(w), "v": np.zeros_like(w), "t": 0}
    state["t"] += 1
    state["m"] *= beta1
    state["m"] += (1 - beta1) * dw
    state["v"] *= beta2
    state["v"] += (1 - beta2) * dw**2
    w -= (
        lr
        * (state["m"] / (1 - beta1 ** state["t"]))
        / (np.sqrt(state["v"] / (1 - beta2 ** state["t"])) + eps)
    )
    return w, state
