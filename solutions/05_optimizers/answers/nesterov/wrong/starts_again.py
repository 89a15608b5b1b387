"""The velocity starts again after every ten steps.

property: late steps are like the first
kind: guard
"""


def nesterov(w, dw, state, lr, rho=0.9):
    v, k = (0 * w, 0) if state is None else state
    old = v if k % 10 else 0 * w
    v = rho * old - lr * dw
    return w - rho * old + (1 + rho) * v, (v, k + 1)
