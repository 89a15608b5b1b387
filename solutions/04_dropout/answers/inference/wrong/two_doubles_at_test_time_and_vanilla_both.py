"""Two mistakes. Doubles at test time; multiplied by keep_prob and divided by it.

property: inverted dropout leaves test time alone
kind: two
"""

import numpy as np


def dropout_inference(x):
    return x * 2


def vanilla_inference(h, keep_prob):
    return h * keep_prob / keep_prob
