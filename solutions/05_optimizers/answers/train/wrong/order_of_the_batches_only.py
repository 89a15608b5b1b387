"""Shuffles the order of fixed batches.

property: another order in every epoch
kind: idea
"""

import numpy as np


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    batches = [np.arange(len(x))[i : i + batch_size] for i in range(0, len(x), batch_size)]
    for _ in range(epochs):
        for k in rng.permutation(len(batches)):
            loss, dw = loss_and_gradient(w, x[batches[k]], labels[batches[k]])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
