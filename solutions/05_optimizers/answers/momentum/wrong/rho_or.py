"""A rho of 0 is taken for none.

property: rho = 0 is like any other
cause: taken for none
kind: guard
"""


def momentum(w, dw, state, lr, rho=0.9):
    v = 0 * w if state is None else state
    v = (rho or 0.9) * v - lr * dw
    return w + v, v
