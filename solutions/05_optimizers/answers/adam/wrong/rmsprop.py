"""The step goes along the gradient: a corrected RMSProp.

property: different gradients: mean over root mean square
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    v, t = (0, 0) if state is None else state
    t += 1
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * dw / (np.sqrt(v / (1 - beta2**t)) + eps), (v, t)
