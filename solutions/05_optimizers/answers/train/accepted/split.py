"""np.split cuts the order; rng.shuffle makes it."""

import numpy as np


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    order = np.arange(len(x))
    for _ in range(epochs):
        rng.shuffle(order)
        for rows in np.split(order, range(batch_size, len(x), batch_size)):
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
