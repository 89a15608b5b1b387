"""One suspect, from a chain of questions."""

import numpy as np


def triage(run):
    move = np.median(run["update_ratio"][:10])
    if run["changed"] > 0.05:
        return ["dropout at test", "healthy"]
    if max(run["gradient_error"]) > 0.03:
        return ["gradient wrong", "healthy"]
    if run["train_accuracy"][-1] > 0.95:
        near, far = run["nearest"]
        return ["leak", "healthy"] if near < 0.95 * far else ["healthy", "leak"]
    if not move < 0.08:
        return ["rate too high"]
    if run["loss_no_decay"][-1] < 1.2:
        return ["decay too strong", "labels shuffled"]
    if move < 7e-4:
        return ["rate too low", "softmax twice"]
    if move < 2.2e-3:
        return ["softmax twice", "rate too low"]
    return ["labels shuffled", "decay too strong"]
