"""Every step takes all examples.

property: each batch moves w by one step of the rule
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        loss, dw = loss_and_gradient(w, x, labels)
        w, state = rule(w, dw, state, lr)
        losses.append(loss)
    return w, losses
