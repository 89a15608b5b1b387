"""The height for both.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    w = h
    places = [
        (0, 0),
        (0, w - size),
        (h - size, 0),
        (h - size, w - size),
        ((h - size) // 2, (w - size) // 2),
    ]
    crops = np.stack([image[t : t + size, l : l + size] for t, l in places])
    return np.concatenate([crops, crops[:, :, ::-1]])
