"""The default of eps is 1e-3, as in Keras.

property: eps is 1e-5 unless given
kind: convention
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-3):
    x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    return gamma * x_hat + beta
