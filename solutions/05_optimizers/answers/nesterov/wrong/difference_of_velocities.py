"""The step is lr * dw and rho times the change of the velocity.

property: after one push: 1.5, 0.25, 0.125, 0.0625
kind: idea
"""


def nesterov(w, dw, state, lr, rho=0.9):
    old = 0 * w if state is None else state
    v = rho * old - lr * dw
    return w - lr * dw + rho * (v - old), v
