"""Many nets at once: a hyperparameter search and an ensemble are stacks.

One stack of 25 small nets costs much less than 25 trainings in a row, because NumPy's overhead is
paid once for all of them; each net comes out the same, bit for bit.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from course_lib.engine.arrays import Array, expect_positive
from course_lib.engine.history import History
from course_lib.engine.module import Module
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum, Optimizer
from course_lib.engine.rng import generators
from course_lib.engine.train import fit

Build = Callable[[], Sequence[Module]]


class SearchResult(NamedTuple):
    """What each of the n settings reached: arrays (n,), and the History of each stack.

    A net that exploded keeps the accuracy that it had before; its last loss is nan.
    """

    lr: Array
    l2: Array
    loss: Array
    train_accuracy: Array
    val_accuracy: Array
    exploded: Array
    histories: list[History]

    @property
    def best(self) -> int:
        """Return the index of the highest validation accuracy; the first of equal ones."""
        return int(np.argmax(self.val_accuracy))


def search(
    build: Build,
    x: Array,
    labels: Array,
    x_val: Array,
    labels_val: Array,
    *,
    lr: Array,
    l2: Array | float = 0.0,
    optimizer: Callable[[Array], Optimizer] = Momentum,
    seed: int = 0,
    stack: int = 25,
    **options: Any,
) -> SearchResult:
    """Train one net for each learning rate in ``lr`` (n,), ``stack`` at a time.

    ``build()`` returns new layers; ``l2`` is one number or one for each net, (n,). Net i draws its
    weights, batches and masks from ``generators(seed, n)[i]``, however large the stacks are.
    ``options`` go to ``fit``: epochs, batch_size, clip, loss, ...; "init" goes to ``Network``.
    """
    lr = np.asarray(lr, dtype=np.float64)
    expect_positive("search", lr=lr.min(initial=np.inf), stack=stack)
    if lr.ndim != 1 or not lr.size:
        raise ValueError(f"search: lr has shape {lr.shape}, expected one number for each net (n,)")
    if np.shape(l2) not in ((), lr.shape):
        raise ValueError(f"search: l2 has shape {np.shape(l2)}, expected one number or {lr.shape}")
    strength = np.broadcast_to(np.asarray(l2, dtype=np.float64), lr.shape)
    init = options.pop("init", "he")
    rngs = generators(seed, len(lr))
    options = {"x_val": x_val, "labels_val": labels_val, **options}
    histories = []
    for start in range(0, len(lr), stack):
        part = slice(start, start + stack)
        net = Network(build(), rngs[part], init)
        histories.append(
            fit(net, x, labels, optimizer(lr[part]), rng=rngs[part], l2=strength[part], **options)
        )

    def last(name: str) -> Array:
        return np.concatenate([getattr(history, name)[-1] for history in histories])

    exploded = np.concatenate([~history.running for history in histories])
    return SearchResult(
        lr=lr,
        l2=strength,
        loss=np.where(exploded, np.nan, last("loss")),
        train_accuracy=last("train_accuracy"),
        val_accuracy=last("val_accuracy"),
        exploded=exploded,
        histories=histories,
    )


def ensemble(
    build: Build,
    x: Array,
    labels: Array,
    optimizer: Optimizer,
    members: int,
    *,
    seed: int = 0,
    bootstrap: bool = False,
    **options: Any,
) -> tuple[Network, History]:
    """Train ``members`` nets that differ in initial weights and batches; return the stack.

    With ``bootstrap`` each member sees its own resample of the rows, drawn with replacement.
    ``options`` go to ``fit``; "init" goes to ``Network``. The mean of the members' probabilities is
    ``softmax(net.predict(x)).mean(axis=0)``.
    """
    expect_positive("ensemble", members=members)
    rngs = generators(seed, members)
    net = Network(build(), rngs, options.pop("init", "he"))
    if bootstrap:
        rows = np.stack([rng.integers(len(labels), size=len(labels)) for rng in rngs])
        x, labels = x[rows], labels[rows]
    return net, fit(net, x, labels, optimizer, rng=rngs, **options)
