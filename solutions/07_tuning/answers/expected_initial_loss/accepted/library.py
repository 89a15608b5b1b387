"""The course's loss on zero logits."""

import numpy as np


def expected_initial_loss(n_classes):
    from course_lib.engine.losses import softmax_loss

    return softmax_loss(np.zeros((1, n_classes)), np.zeros(1, dtype=int))[0][()]
