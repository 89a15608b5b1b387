"""Ones.

property: each batch moves w by one step of the rule
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    return 0 * w + 1.0, [1.0] * epochs
