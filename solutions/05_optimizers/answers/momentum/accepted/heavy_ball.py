"""Polyak's form: the state is the place before, no velocity at all."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    before = w if state is None else state
    here = w.copy()
    return w - lr * dw + rho * (w - before), here
