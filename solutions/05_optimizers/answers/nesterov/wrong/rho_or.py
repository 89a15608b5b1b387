"""A rho of 0 is taken for none.

property: rho = 0 is like any other
cause: taken for none
kind: guard
"""


def nesterov(w, dw, state, lr, rho=0.9):
    if not rho:
        rho = 0.9
    old = 0 * w if state is None else state
    v = rho * old - lr * dw
    return w - rho * old + (1 + rho) * v, v
