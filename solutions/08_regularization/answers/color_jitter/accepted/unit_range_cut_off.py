"""In the range 0 to 1, and cut off on the way back: rounding costs a step at strength 0."""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    x = images / 255
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    a = rng.uniform(1 - strength, 1 + strength, (n, 1, 1, 1))
    b = rng.uniform(-strength, strength, (n, 1, 1, 1))
    out = (x - mean) * a + mean + b
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)
