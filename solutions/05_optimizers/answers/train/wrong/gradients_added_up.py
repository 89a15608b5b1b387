"""Adds up the gradients of an epoch and takes one step.

property: each batch moves w by one step of the rule
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            total = total + dw
            losses.append(loss)
        w, state = rule(w, total, state, lr)
    return w, losses
