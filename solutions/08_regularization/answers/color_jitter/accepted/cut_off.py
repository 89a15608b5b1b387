"""Fractions are cut off, not rounded; a hair is added, so that what is whole stays."""

import numpy as np


def color_jitter(images, strength, rng):
    n = len(images)
    factor = rng.uniform(1 - strength, 1 + strength, (n, 1, 1, 1))
    shift = rng.uniform(-strength, strength, (n, 1, 1, 1)) * 255
    mean = images.mean(axis=(1, 2, 3), keepdims=True)
    return np.clip(mean + factor * (images - mean) + shift, 0, 255).astype(np.uint8)
