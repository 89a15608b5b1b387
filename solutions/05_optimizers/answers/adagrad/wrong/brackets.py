"""The brackets of the denominator are missing.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adagrad(w, dw, state, lr, eps=1e-8):
    total = (0 if state is None else state) + dw**2
    return w - lr * dw / total**1 / 2 + eps, total
