"""The epochs are counted from 1.

property: as many epochs as asked, each to its last batch
cause: the loop over the epochs begin
kind: detail
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(1, epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
