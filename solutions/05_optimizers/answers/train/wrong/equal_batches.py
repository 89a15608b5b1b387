"""Makes all batches about equally large.

property: the last batch holds what is left
kind: convention
"""

import numpy as np


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for rows in np.array_split(order, -(-len(x) // batch_size)):
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
