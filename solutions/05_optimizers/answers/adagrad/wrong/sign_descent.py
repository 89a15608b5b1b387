"""The sign of the gradient alone.

property: gradients 3, 4, 12, 84: steps 1, 4/5, 12/13, 84/85
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    return w - lr * np.sign(dw), state
