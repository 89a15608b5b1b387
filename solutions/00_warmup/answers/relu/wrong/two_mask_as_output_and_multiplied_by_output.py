"""Two mistakes. The mask as the output; dout times the output.

property: forward: the worksheet
kind: two
"""

import numpy as np


def relu_forward(x):
    return (x > 0) * 1.0, x


def relu_backward(dout, cache):
    return dout * np.maximum(0, cache)
