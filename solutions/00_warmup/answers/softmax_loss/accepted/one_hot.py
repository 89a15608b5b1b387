"""A one-hot matrix and no indexing."""

import numpy as np


def softmax_loss(logits, labels):
    one_hot = np.eye(logits.shape[1])[labels]
    z = logits - np.max(logits, axis=1, keepdims=True)
    log_probs = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    loss = -np.sum(one_hot * log_probs) / logits.shape[0]
    return loss, (np.exp(log_probs) - one_hot) / logits.shape[0]
