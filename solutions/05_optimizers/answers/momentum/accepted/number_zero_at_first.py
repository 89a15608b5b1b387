"""The velocity starts as the number 0."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = rho * (state or {"v": 0.0})["v"] + dw
    return w - v * lr, {"v": v}
