"""Losses: how wrong is the net, and in which direction should its output move.

    loss, dscores = name_loss(scores, target)

The loss is a mean over the N examples; for a stack (..., N, C) it has one value for each member,
(...).
"""

import numpy as np

from course_lib.engine.arrays import Array, expect_batch, expect_floats, expect_labels


def softmax_loss(logits: Array, labels: Array) -> tuple[Array, Array]:
    """Return the cross-entropy ``-log softmax(logits)[label]``, mean over N, and its gradient.

    ``logits`` (..., N, C); ``labels`` integers (N,), or (..., N) with other labels for each member.
    The two formulas are fused: the gradient with respect to the logits is ``(softmax - one_hot) /
    N``.
    """
    expect_labels("softmax_loss", logits, labels)
    # Softmax does not change when a row is shifted; with its maximum at 0 exp cannot overflow.
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probs = np.exp(shifted, order="C")  # C order: the flat view below must be a view
    total = probs.sum(axis=-1)
    n = logits.shape[-2]
    correct = _correct(logits, labels)
    losses = np.log(total) - shifted.reshape(-1)[correct]
    probs /= total[..., None]
    probs.reshape(-1)[correct] -= 1
    probs /= n
    return losses.sum(axis=-1) / n, probs


def hinge_loss(scores: Array, labels: Array, margin: float = 1.0) -> tuple[Array, Array]:
    """Return the sum over j of ``max(0, s_j - s_label + margin)``, mean over N, and its gradient.

    ``scores`` (..., N, C); ``labels`` integers (N,) or (..., N). The sum leaves the label itself
    out.
    """
    expect_labels("hinge_loss", scores, labels)
    n, correct = scores.shape[-2], _correct(scores, labels)
    right = scores.reshape(-1)[correct]
    margins = np.maximum(scores - right[..., None] + margin, 0, order="C")
    margins.reshape(-1)[correct] = 0
    dscores = (margins > 0).astype(scores.dtype)
    dscores.reshape(-1)[correct] = -dscores.sum(axis=-1)
    dscores /= n
    return margins.sum(axis=-1).sum(axis=-1) / n, dscores


def mse_loss(pred: Array, target: Array) -> tuple[Array, Array]:
    """Return the mean of ``(pred - target)**2`` over rows and columns, and its gradient.

    ``pred`` (..., N, D); ``target`` (N, D) or (..., N, D).
    """
    expect_batch("mse_loss", "pred", pred)
    expect_floats("mse_loss", target=target)
    if target.shape not in (pred.shape, pred.shape[-2:]):
        raise ValueError(f"mse_loss: target has shape {target.shape}, expected {pred.shape}")
    difference = pred - target
    size = pred.shape[-2] * pred.shape[-1]
    loss: Array = (difference * difference).sum(axis=-1).sum(axis=-1) / size
    dpred: Array = difference * (2 / size)
    return loss, dpred


def softmax(logits: Array) -> Array:
    """Return the probabilities ``exp(logits)`` divided by their sum over the last axis."""
    expect_floats("softmax", logits=logits)
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probs: Array = exp / exp.sum(axis=-1, keepdims=True)
    return probs


def accuracy(logits: Array, labels: Array) -> Array:
    """Return the share of rows (..., N, C) whose largest entry is at the label, for each member."""
    expect_labels("accuracy", logits, labels)
    hits: Array = np.mean(logits.argmax(axis=-1) == labels, axis=-1)
    return hits


def _correct(scores: Array, labels: Array) -> Array:
    """Return where the labels' entries are in the flattened ``scores``."""
    rows = np.arange(0, scores.size, scores.shape[-1]).reshape(scores.shape[:-1])
    places: Array = rows + labels.astype(rows.dtype, copy=False)
    return places
