"""A quarter of a cosine.

property: then half a cosine from lr to 0
cause: That is a quarter of a cosine.
kind: idea
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * np.cos(np.pi / 2 * (step - warm) / (total - warm))
