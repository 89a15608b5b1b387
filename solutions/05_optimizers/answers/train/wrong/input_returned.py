"""Returns w as it came.

property: each batch moves w by one step of the rule
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    return w, []
