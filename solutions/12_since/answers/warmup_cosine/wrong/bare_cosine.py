"""A bare cosine, which goes below 0.

property: then half a cosine from lr to 0
kind: idea
"""

import numpy as np


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * np.cos(np.pi * (step - warm) / (total - warm))
