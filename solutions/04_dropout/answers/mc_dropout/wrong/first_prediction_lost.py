"""A running mean that counts from 0: the second prediction replaces the first.

property: the mean of the probabilities
cause: One prediction too few is in the mean
kind: idea
"""


def mc_dropout(predict, x, n_masks, rng):
    mean = predict(x, rng)
    for k in range(1, n_masks):
        mean = mean + (predict(x, rng) - mean) / k
    return mean
