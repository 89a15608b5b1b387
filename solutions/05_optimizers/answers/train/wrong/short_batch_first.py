"""The shorter batch comes first.

property: the last batch holds what is left
kind: convention
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(-(-len(x) % batch_size), len(x), batch_size):
            rows = order[max(start, 0) : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
