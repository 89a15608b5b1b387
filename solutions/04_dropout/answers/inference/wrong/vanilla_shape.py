"""An axis too many.

property: vanilla dropout scales by keep_prob at test time
kind: convention
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    return (h * keep_prob)[None]
