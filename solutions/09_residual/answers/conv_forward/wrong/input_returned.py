"""The image comes back.

property: one channel by hand
kind: idea
"""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    return x, (x, w, b, stride, pad)
