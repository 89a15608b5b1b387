"""The mean of each vector, not of the vectors.

property: average_parameters: the mean vector
cause: the mean runs along it
kind: idea
"""


def average_parameters(vectors):
    return vectors.mean(axis=1)


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
