"""A whole cosine.

property: then half a cosine from lr to 0
cause: That is a whole cosine
kind: idea
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(2 * np.pi * (step - warm) / (total - warm))) / 2
