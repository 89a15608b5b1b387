"""An order of columns for each image."""

import numpy as np


def random_flip(images, rng):
    cols = np.arange(images.shape[2])
    order = np.where(rng.uniform(size=(len(images), 1)) > 0.5, cols, cols[::-1])
    return images[np.arange(len(images))[:, None], :, order].transpose(0, 2, 1, 3)
