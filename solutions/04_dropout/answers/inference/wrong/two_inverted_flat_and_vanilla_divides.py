"""Two mistakes. The batch is flattened on the way; divides.

property: inverted dropout leaves test time alone
kind: two
"""

import numpy as np


def dropout_inference(x):
    return x.ravel()


def vanilla_inference(h, keep_prob):
    return h / keep_prob
