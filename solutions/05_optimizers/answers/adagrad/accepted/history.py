"""All squares are kept in a list."""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    squares = [] if state is None else state
    squares.append(np.power(dw, 2))
    rate = lr / (eps + np.sqrt(np.sum(squares, axis=0)))
    return w - rate * dw, squares
