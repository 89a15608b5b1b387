"""A loop over the images."""

import numpy as np


def color_jitter(images, strength, rng):
    out = np.empty_like(images)
    for i, im in enumerate(images.astype(np.float64)):
        a = 1 + rng.uniform(-strength, strength)
        b = 255 * rng.uniform(-strength, strength)
        out[i] = np.round((im - im.mean()) * a + im.mean() + b).clip(0, 255)
    return out
