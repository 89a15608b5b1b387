"""Two mistakes. No step is taken, and the losses are ln C, whatever the logits are.

property: the first loss
kind: two
"""

import numpy as np


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    return (w1, b1, w2, b2), [np.log(len(b2))] * steps
