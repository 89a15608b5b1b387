"""Plain descent with decay.

property: without decay it is Adam: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adamw(w, dw, state, lr, weight_decay, beta1, beta2, eps):
    return w - lr * dw - lr * weight_decay * w, state
