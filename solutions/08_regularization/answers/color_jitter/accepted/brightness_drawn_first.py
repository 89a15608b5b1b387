"""Brightness is drawn first."""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images.astype(float)
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    b = rng.uniform(-strength * 255, strength * 255, n).reshape(-1, 1, 1, 1)
    a = rng.uniform(1 - strength, 1 + strength, n).reshape(-1, 1, 1, 1)
    out = a * x + (1 - a) * mean + b
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)
