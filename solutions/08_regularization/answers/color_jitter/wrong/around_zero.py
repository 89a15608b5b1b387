"""Contrast around 0.

property: brightness: shifts up to strength * 255, up and down
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    a = 1 + strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    out = a * x + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
