"""Both numbers in one draw."""

import numpy as np


def color_jitter(images, strength, rng):
    ab = rng.uniform(-strength, strength, (len(images), 2))
    out = np.empty_like(images)
    for k, ((a, b), im) in enumerate(zip(ab, images)):
        out[k] = np.clip(np.round((1 + a) * im - a * im.mean() + 255 * b), 0, 255)
    return out
