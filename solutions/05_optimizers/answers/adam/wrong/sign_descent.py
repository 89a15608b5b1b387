"""The sign of the gradient alone.

property: different gradients: mean over root mean square
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return w - lr * np.sign(dw), state
