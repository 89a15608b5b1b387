"""dout as it is: the sum over the rows is missing.

property: the gradients of the rows add up
kind: idea
"""


def backward_beta(dout):
    return dout.copy()
