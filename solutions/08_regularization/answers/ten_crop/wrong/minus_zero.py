"""The end of the image as -size + 0.

property: an image of exactly that size
kind: guard
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    t, l = (h - size) // 2, (w - size) // 2
    crops = [
        image[:size, :size],
        image[:size, -size:],
        image[-size:, :size],
        image[-size:, -size:],
        image[t : -(h - size - t), l : -(w - size - l)],
    ]
    crops = np.stack(crops)
    return np.concatenate([crops, crops[:, :, ::-1]])
