"""An object of its own class holds the velocity."""

import numpy as np


class Velocity:
    def __init__(self, shape):
        self.v = np.zeros(shape)


def momentum(w, dw, state, lr, rho=0.9):
    if state is None:
        state = Velocity(w.shape)
    state.v = rho * state.v - lr * dw
    return w + state.v, state
