"""The batch is flattened on the way.

property: inverted dropout leaves test time alone
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x.ravel()


def vanilla_inference(h, keep_prob):
    return h * keep_prob
