"""Brightness alone.

property: contrast: factors from 1 - strength to 1 + strength
kind: idea
"""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    b = 255 * strength * rng.uniform(-1, 1, (n, 1, 1, 1))
    out = x + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
