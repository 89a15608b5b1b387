"""All steps are counted in one loop that begins with 1.

property: as many epochs as asked, each to its last batch
cause: The last epoch is one like all others
kind: detail
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    batches = -(-len(x) // batch_size)
    for step in range(1, epochs * batches):
        k = (step - 1) % batches
        if k == 0:
            order = rng.permutation(len(x))
        rows = order[k * batch_size : (k + 1) * batch_size]
        loss, dw = loss_and_gradient(w, x[rows], labels[rows])
        w, state = rule(w, dw, state, lr)
        losses.append(loss)
    return w, losses
