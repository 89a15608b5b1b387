"""Experiments of notebook 01: what the scale of inputs and outputs does to training.

The functions take the student's ``standardize_fit``, ``whiten`` and so on as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.data import Split, make_weather
from course_lib.engine.arrays import Array
from course_lib.engine.losses import accuracy, mse_loss, softmax_loss
from course_lib.engine.modules import Affine, ReLU
from course_lib.engine.network import Loss, Network
from course_lib.engine.optim import SGD
from course_lib.engine.train import fit
from course_lib.seeds import generators

# A scaler is learned by ``fit(x) -> parameters`` and used by ``apply(x, *parameters)``.
FitScaler = Callable[[Array], Sequence[Array]]
ApplyScaler = Callable[..., Array]

RATES = 10.0 ** np.arange(-4, 0.6, 0.5)
SEEDS = 8
OUTPUT_RATES = 10.0 ** np.arange(-7, 0.1, 0.5)


def with_bias(x: Array) -> Array:
    """Append a column of ones to ``x`` (N, D): a bias is the weight of an input that is 1."""
    return np.column_stack([x, np.ones(len(x))])


@dataclass(frozen=True)
class Descent:
    """Gradient descent on a quadratic loss, axis by axis.

    ``eigenvalues`` (K,) of ``x.T @ x / N``, rising. ``shares`` (K,) of the avoidable loss that lie
    along each eigenvector at the start. ``lr`` is 1 / (2 * largest): the largest rate at which no
    axis overshoots. ``steps`` until all but the share ``goal`` of the avoidable loss is gone.
    """

    eigenvalues: Array
    shares: Array
    lr: float
    goal: float
    steps: int

    def left(self, steps: int | Array) -> Array:
        """Return the share of the avoidable loss that is left after ``steps``, one or (T,)."""
        return _left(self.eigenvalues, self.shares, steps)


def _left(eigenvalues: Array, shares: Array, steps: int | Array) -> Array:
    # A step multiplies the error along axis k by 1 - 2 lr lambda_k, its loss by the square.
    factors = 1 - eigenvalues / eigenvalues[-1]
    left: Array = (shares * factors ** (2 * np.asarray(steps, dtype=float)[..., None])).sum(axis=-1)
    return left


def descend(x: Array, target: Array, goal: float = 1e-3) -> Descent:
    """Follow gradient descent from w = 0 on the mean squared error of ``x @ w``.

    ``x`` (N, D), ``target`` (N, 1). The steps are not walked but computed: along an eigenvector the
    error shrinks by a constant factor, so that a million steps cost no more than one. Directions in
    which ``x`` does not vary play no part.
    """
    eigenvalues, axes = np.linalg.eigh(x.T @ x / len(x))
    eigenvalues = np.where(eigenvalues > 1e-13 * eigenvalues[-1], eigenvalues, 0.0)
    best = np.linalg.lstsq(x, target, rcond=None)[0][:, 0]
    shares = eigenvalues * (axes.T @ best) ** 2
    shares = shares / shares.sum()
    high = 1
    while _left(eigenvalues, shares, high) > goal:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if _left(eigenvalues, shares, middle) > goal:
            low = middle
        else:
            high = middle
    return Descent(eigenvalues, shares, 0.5 / float(eigenvalues[-1]), goal, high)


@dataclass(frozen=True)
class Valley:
    """The loss over two weights, and a path of gradient descent on it.

    ``best`` (2,) are the best weights, ``eigenvalues`` (2,) of ``x.T @ x / N`` with ``axes``
    (2, 2) as columns, ``path`` (steps + 1, 2) the weights on the way from (0, 0), ``left``
    (steps + 1,) the avoidable loss divided by its first value.
    """

    best: Array
    eigenvalues: Array
    axes: Array
    lr: float
    path: Array
    left: Array

    def contour(self, level: float) -> Array:
        """Return the ellipse (2, 200) on which the avoidable loss is ``level`` times the first."""
        first = float(self.eigenvalues @ (self.axes.T @ self.best) ** 2)
        angle = np.linspace(0, 2 * np.pi, 200)
        radii = np.sqrt(level * first / np.maximum(self.eigenvalues, 1e-12))
        circle = radii[:, None] * np.stack([np.cos(angle), np.sin(angle)])
        ellipse: Array = self.best[:, None] + self.axes @ circle
        return ellipse


def valley(x: Array, target: Array, lr: float | None = None, steps: int = 40) -> Valley:
    """Walk down the mean squared error of ``x @ w`` from w = 0; ``x`` (N, 2), ``target`` (N, 1).

    Without ``lr`` the rate is the largest that does not overshoot. A path that explodes is cut off
    at weights of a million, which no picture can show.
    """
    matrix = x.T @ x / len(x)
    eigenvalues, axes = np.linalg.eigh(matrix)
    best = np.linalg.solve(matrix, x.T @ target / len(x))[:, 0]
    rate = 0.5 / float(eigenvalues[-1]) if lr is None else lr
    path = np.zeros((steps + 1, 2))
    for t in range(steps):
        gradient = 2 * matrix @ (path[t] - best)
        path[t + 1] = np.clip(path[t] - rate * gradient, -1e6, 1e6)
    errors = path - best
    losses = np.einsum("ti,ij,tj->t", errors, matrix, errors)
    return Valley(best, eigenvalues, axes, rate, path, losses / losses[0])


@dataclass(frozen=True)
class Grid:
    """Accuracies on validation and test rows, (rates, seeds), of a net for each learning rate."""

    rates: Array
    val: Array
    test: Array

    @property
    def best(self) -> int:
        """Return the index of the rate with the best mean validation accuracy."""
        return int(self.val.mean(axis=1).argmax())

    @property
    def best_test(self) -> Array:
        """Return the test accuracies (seeds,) at that rate."""
        accuracies: Array = self.test[self.best]
        return accuracies


def mean_and_error(values: Array) -> tuple[float, float]:
    """Return the mean of ``values`` (seeds,) and its standard error."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))


def rate_grid(
    data: Split,
    fit_scaler: FitScaler,
    apply_scaler: ApplyScaler,
    epochs: int = 20,
    seeds: int = SEEDS,
    fit_on_all: bool = False,
) -> Grid:
    """Train a net D-32-C (ReLU, plain SGD, batches of 32) at every learning rate, for each seed.

    A seed draws its own split of all rows (2/3 training, 1/6 validation, 1/6 test), its own first
    weights and its own batches; they are the same for every scaler. The scaler sees the training
    rows only; ``fit_on_all`` lets it see all rows, which is the mistake called leakage.
    """
    x = np.concatenate([data.x_train, data.x_val, data.x_test])
    labels = np.concatenate([data.y_train, data.y_val, data.y_test])
    cuts = [len(x) * 2 // 3, len(x) * 5 // 6]
    parts: list[list[Array]] = []
    for rng in generators(3, seeds):
        rows = np.split(rng.permutation(len(x)), cuts)
        learned = fit_scaler(x if fit_on_all else x[rows[0]])
        parts.append([apply_scaler(x[r], *learned) for r in rows] + [labels[r] for r in rows])
    stacked = [np.stack(part) for part in zip(*parts, strict=True)]
    classes = int(labels.max()) + 1
    net, members = _train(stacked[0], stacked[3], RATES, epochs, softmax_loss, classes)
    val, test = (
        accuracy(net.predict(_repeat(stacked[k], members)), _repeat(stacked[k + 3], members))
        for k in (1, 2)
    )
    return Grid(RATES, np.reshape(val, (-1, seeds)), np.reshape(test, (-1, seeds)))


def _train(
    x: Array, target: Array, rates: Array, epochs: int, loss: Loss, outputs: int
) -> tuple[Network, int]:
    """Train one stack: every rate with every seed's data ``x`` (seeds, N, D)."""
    seeds = len(x)
    members = len(rates) * seeds
    starts = [rng for _ in rates for rng in generators(1, seeds)]
    orders = [rng for _ in rates for rng in generators(2, seeds)]
    net = Network([Affine(x.shape[-1], 32), ReLU(), Affine(32, outputs)], starts)
    fit(
        net,
        _repeat(x.astype(np.float32), members),
        _repeat(target, members),
        SGD(np.repeat(rates, seeds)),
        epochs=epochs,
        batch_size=32,
        rng=orders,
        loss=loss,
        stop_factor=None,
    )
    return net, members


def _repeat(x: Array, members: int) -> Array:
    """Repeat ``x`` (seeds, ...) until there is one for each member."""
    return np.tile(x, (members // len(x), *(1,) * (x.ndim - 1)))


def output_grid(
    fit_scaler: FitScaler,
    apply_scaler: ApplyScaler,
    undo_scaler: ApplyScaler,
    seeds: int = SEEDS,
    epochs: int = 20,
) -> Array:
    """Return the test error in watts (rates, seeds) of a regression, for every learning rate.

    A net 2-32-1 learns the power that cooling takes, in watts, from 400 standardized rows of
    weather; 200 rows are for the test. Only the target goes through the scaler, and the net's
    answers come back through ``undo_scaler``. An error that is not a number any more is nan.
    """
    x_train, y_train, x_test, y_test, learned = [], [], [], [], []
    for rng in generators(4, seeds):
        x, kilowatts = make_weather(600, rng)
        watts = 1000 * kilowatts
        x = (x - x[:400].mean(axis=0)) / x[:400].std(axis=0)
        learned.append(fit_scaler(watts[:400]))
        x_train.append(x[:400])
        y_train.append(apply_scaler(watts[:400], *learned[-1]))
        x_test.append(x[400:])
        y_test.append(watts[400:])
    target = np.stack(y_train).astype(np.float32)
    net, members = _train(np.stack(x_train), target, OUTPUT_RATES, epochs, mse_loss, 1)
    with np.errstate(all="ignore"):
        answers = net.predict(_repeat(np.stack(x_test), members)).reshape(-1, seeds, 200, 1)
        errors = np.array(
            [
                [undo_scaler(row[s], *learned[s]) - y_test[s] for s in range(seeds)]
                for row in answers.astype(np.float64)
            ]
        )
        root: Array = np.sqrt((errors**2).mean(axis=(2, 3)))
    return root
