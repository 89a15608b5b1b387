"""Nothing comes back.

property: the places of a sliding kernel
kind: idea
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return None
