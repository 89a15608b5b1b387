"""lr / sqrt(n) along the sign, right for equal gradients only.

property: gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    n = 1 if state is None else state + 1
    return w - lr * np.sign(dw) / np.sqrt(n), n
