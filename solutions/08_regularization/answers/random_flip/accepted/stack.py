"""A list of images, stacked."""

import numpy as np


def random_flip(images, rng):
    return np.stack([im[:, ::-1] if rng.integers(0, 2) else im for im in images])
