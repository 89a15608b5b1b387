"""Always lr too low.

property: a loss that explodes: the learning rate is too high
kind: idea
"""

import numpy as np


def diagnose(train_loss, train_accuracy, val_accuracy):
    return "lr too low"
