"""The last corners start one too early.

property: four corners
kind: idea
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    b, r = h - size - 1, w - size - 1
    places = [(0, 0), (0, r), (b, 0), (b, r), ((h - size) // 2, (w - size) // 2)]
    places = [(max(t, 0), max(l, 0)) for t, l in places]
    crops = np.stack([image[t : t + size, l : l + size] for t, l in places])
    return np.concatenate([crops, crops[:, :, ::-1]])
