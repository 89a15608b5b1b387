"""Step warm is taken for the last of the warm-up.

property: then half a cosine from lr to 0
kind: detail
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step <= warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2
