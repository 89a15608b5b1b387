"""The velocity starts again after every eight steps.

property: late steps are like the first
kind: guard
"""


def momentum(w, dw, state, lr, rho=0.9):
    v, k = (0 * w, 0) if state is None else state
    v = (rho * v if k % 8 else 0) - lr * dw
    return w + v, (v, k + 1)
