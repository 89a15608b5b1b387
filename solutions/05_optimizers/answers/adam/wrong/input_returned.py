"""The weights come back as they are.

property: the first step is lr in every entry
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return w, state
