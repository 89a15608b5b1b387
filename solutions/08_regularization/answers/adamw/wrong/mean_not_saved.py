"""The mean of the gradients is not saved.

property: decay and gradient together: the decay is not divided by the root
kind: idea
"""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    m, v, t = (0, 0, 0) if state is None else state
    t += 1
    m2 = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (
        m2 / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps) + weight_decay * w
    ), (m, v, t)
