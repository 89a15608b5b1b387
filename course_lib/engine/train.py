"""Training: batch, forward, loss, backward, step; and again."""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.engine.arrays import Array, expect_positive
from course_lib.engine.batches import batches, expect_data, row_axis, steps_per_epoch
from course_lib.engine.clipping import clip_member_norms, member_norms
from course_lib.engine.explosion import ExplosionGuard
from course_lib.engine.history import History, update_ratio
from course_lib.engine.losses import accuracy, softmax_loss
from course_lib.engine.network import Loss, Network
from course_lib.engine.optim import Optimizer
from course_lib.engine.penalties import L2
from course_lib.engine.progress import progress_bar
from course_lib.engine.rng import Rng
from course_lib.engine.threads import one_blas_thread

Callback = Callable[[int, Network, History], None]


def fit(
    net: Network,
    x: Array,
    labels: Array,
    optimizer: Optimizer,
    epochs: int = 10,
    batch_size: int = 64,
    *,
    rng: Rng,
    x_val: Array | None = None,
    labels_val: Array | None = None,
    schedule: Callable[[int], float | Array] | None = None,
    clip: float | None = None,
    l2: float | Array = 0.0,
    loss: Loss = softmax_loss,
    callbacks: Sequence[Callback] = (),
    progress: bool = False,
    stop_factor: float | None = 3.0,
) -> History:
    """Train ``net`` in place on ``x`` (N, D) and ``labels`` (N,); return the History.

    A stack of E members shares these data or brings its own, ``x`` (E, N, D) and ``labels`` (E, N).
    ``rng`` shuffles: one Generator gives all members the same batches, E Generators give each its
    own. A last batch of a single row, which has no variance, is left out.

    ``schedule`` returns the learning rate at a step, counted from 0. ``clip`` limits the norm of
    the whole gradient. ``l2`` adds ``0.5 * l2 * sum(w**2)`` of the weights, not of biases, gamma
    and beta, to what is minimized; the History's loss is without it. ``callbacks`` are called as
    ``callback(steps_taken, net, history)`` after every step. ``lr`` and ``l2`` may have one value
    for each member of a stack.

    A member stops when its loss is not finite or above ``stop_factor`` times its first loss; it
    keeps the parameters of the step before, and the others go on. None switches this off.

    Raises TypeError and ValueError for data that do not fit the loss, the network or one another.
    """
    expect_data("fit", x, labels, net.members, rng)
    expect_positive("fit", epochs=epochs, batch_size=batch_size)
    if clip is not None:
        expect_positive("fit", clip=clip)
    validation = _validation(net, x_val, labels_val)
    x = x.astype(net.params.dtype, copy=False)
    penalty, guard = L2(net, l2), ExplosionGuard(net, stop_factor)
    per_epoch = steps_per_epoch(x.shape[row_axis(x)], batch_size)
    history = History(epochs * per_epoch, epochs, net.members)
    steps = batches(x, labels, batch_size, epochs, rng)
    if progress:
        steps = progress_bar(steps, total=epochs * per_epoch, unit="step")
    # A net that explodes overflows on its way; the History says so, warnings would say it again.
    with one_blas_thread(), np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for step, (batch_x, batch_labels) in enumerate(steps):
            guard.remember()
            scores = net.forward(batch_x)
            value, dscores = loss(scores, batch_labels)
            net.backward(dscores)
            penalty.add_gradient()
            norm = member_norms(net.grads)
            if clip is not None:
                clip_member_norms(net.grads, norm, clip)
            if schedule is not None:
                optimizer.lr = schedule(step)
            optimizer.step(net.params, net.grads)
            running = guard.take_back(value)
            ratio = update_ratio(guard.params, net.params - guard.params)
            history.record_step(value, optimizer.lr, norm, ratio, running)
            for callback in callbacks:
                callback(step + 1, net, history)
            if (step + 1) % per_epoch == 0 or not running.any():
                history.record_epoch(_accuracy(net, x, labels), _accuracy(net, *validation))
            if not running.any():
                break
    return history.finish()


def _validation(net: Network, x: Array | None, labels: Array | None) -> tuple[Array, ...]:
    """Return the validation data, or nothing."""
    if x is None and labels is None:
        return ()
    if x is None or labels is None:
        raise ValueError("fit: x_val and labels_val come together, expected both or none")
    expect_data("fit, validation", x, labels, net.members)
    return x, labels


def _accuracy(net: Network, *data: Array) -> float | Array:
    """Return the accuracy at inference; nan when there is nothing to compare."""
    if not data or data[1].dtype.kind not in "iu":
        return np.nan
    return accuracy(net.predict(data[0]), data[1])
