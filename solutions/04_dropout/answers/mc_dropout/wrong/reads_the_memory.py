"""The examples are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""


def mc_dropout(predict, x, n_masks, rng):
    x = x.ravel(order="K").reshape(x.shape)
    return sum(predict(x, rng) for _ in range(n_masks)) / n_masks
