"""The centre is cut for even sizes.

property: the centre
kind: detail
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    c = [
        image[:size, :size],
        image[:size, -size:],
        image[-size:, :size],
        image[-size:, -size:],
        image[h // 2 - size // 2 : h // 2 + size // 2, w // 2 - size // 2 : w // 2 + size // 2],
    ]
    return np.stack(c + [x[:, ::-1] for x in c])
