"""The whole image is the fifth crop, made smaller.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    places = [
        (0, 0),
        (0, w - size),
        (h - size, 0),
        (h - size, w - size),
        ((h - size) // 2, (w - size) // 2),
    ]
    crops = np.stack([image[t : t + size, l : l + size] for t, l in places])
    crops[4] = image[np.linspace(0, h - 1, size).astype(int)][
        :, np.linspace(0, w - 1, size).astype(int)
    ]
    return np.concatenate([crops, crops[:, :, ::-1]])
