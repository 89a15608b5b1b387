"""The epochs are counted from 0 to their number.

property: as many epochs as asked, each to its last batch
cause: the loop over the epochs begin
kind: detail
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    epoch = 0
    while epoch <= epochs:
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
        epoch += 1
    return w, losses
