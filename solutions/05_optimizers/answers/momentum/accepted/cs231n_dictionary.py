"""A dictionary as state, changed in place, as in CS231n."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    config = {} if state is None else state
    config.setdefault("velocity", np.zeros_like(w))
    v = config["velocity"]
    v = rho * v - lr * dw
    w += v
    config["velocity"] = v
    return w, config
