"""The centre half a pixel off."""

import numpy as np


def ten_crop(image, size):
    h, w = image.shape[:2]
    i, j = h // 2 - size // 2, w // 2 - size // 2
    c = [
        image[:size, :size],
        image[:size, w - size :],
        image[h - size :, :size],
        image[h - size :, w - size :],
        image[i : i + size, j : j + size],
    ]
    return np.array(c + [np.flip(x, 1) for x in c])
