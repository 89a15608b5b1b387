"""A decay of 0 is taken for none.

property: decay = 0 is like any other
cause: taken for none
kind: guard
"""


def average_parameters(vectors):
    return vectors.mean(axis=0)


def polyak_update(average, w, decay=0.995):
    decay = decay or 0.995
    return decay * average + (1 - decay) * w
