"""As torchvision rounds the centre."""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    t, l = int(round((h - size) / 2.0)), int(round((w - size) / 2.0))
    five = [
        image[:size, :size],
        image[:size, w - size :],
        image[h - size :, :size],
        image[h - size :, w - size :],
        image[t : t + size, l : l + size],
    ]
    return np.stack(five + [c[:, ::-1] for c in five])
