"""Only the mirrored images are returned.

property: an image stays as it is or is mirrored left-right
kind: idea
"""

import numpy as np


def random_flip(images, rng):
    return images[rng.random(len(images)) < 0.5][:, :, ::-1]
