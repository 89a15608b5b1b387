"""Where the variance of a net comes from: another data set, or another start on the same one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.losses import softmax
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.own import Function
from course_lib.engine.train import fit
from course_lib.lessons.ensembles.experiments.training import Regime, layers, noisy_digits
from course_lib.seeds import default_rng, generators

SETS, RESTARTS = 6, 6


def trainings(regime: Regime, repeat: int, epochs: int = 20) -> Array:
    """Return test probabilities (sets, restarts, N, 10) of nets on independent data sets.

    The 1198 training digits are dealt into ``SETS`` parts without common rows, anew for each
    ``repeat``. A restart has its own first weights and its own batches.
    """
    x, labels, x_test, _ = noisy_digits()
    size = len(x) // SETS
    order = default_rng([65, repeat]).permutation(len(x))[: SETS * size].reshape(SETS, 1, size)
    rows = np.repeat(order, RESTARTS, axis=1).reshape(-1, size)
    rngs = [rng for s in range(SETS) for rng in generators(6600 + 10 * repeat + s, RESTARTS)]
    net = Network(layers(regime.hidden), rngs, init="he")
    fit(
        net,
        x[rows],
        labels[rows],
        SGD(lr=regime.lr),
        epochs=epochs,
        batch_size=regime.batch_size,
        rng=rngs,
        stop_factor=None,
    )
    probs: Array = softmax(net.predict(x_test))
    return probs.reshape(SETS, RESTARTS, *probs.shape[1:])


@dataclass(frozen=True)
class Split:
    """The variance over trainings, (repeats,): ``between`` data sets and ``within`` one.

    ``pairs`` is the variance that the formula promises for the mean of ``RESTARTS`` nets, from two
    restarts on each data set; ``mean`` is the variance of that mean as measured.
    """

    between: Array
    within: Array
    pairs: Array
    mean: Array

    @property
    def rho(self) -> Array:
        """The share of the variance that restarts on one data set have in common."""
        share: Array = self.between / (self.between + self.within)
        return share


def split(regime: Regime, variance: Function, repeats: int = 4) -> Split:
    """Split the variance over trainings by a student's ``variance`` (E, N, C) -> (N,), 1/E."""
    rows = []
    for repeat in range(repeats):
        probs = trainings(regime, repeat)
        between, within = _parts(probs, variance)
        two_between, two_within = _parts(probs[:, :2], variance)
        # The mean over the restarts of each data set varies from data set to data set.
        of_mean = float(np.mean(variance(probs.mean(axis=1)))) * SETS / (SETS - 1)
        rows.append((between, within, two_between + two_within / RESTARTS, of_mean))
    return Split(*np.array(rows).T)


def _parts(probs: Array, variance: Function) -> tuple[float, float]:
    """Return both parts for probs (sets, restarts, N, C), without the bias of few members."""
    sets, restarts = probs.shape[:2]
    inside = np.mean([variance(p) for p in probs]) * restarts / (restarts - 1)
    of_means = np.mean(variance(probs.mean(axis=1))) * sets / (sets - 1)
    return float(of_means - inside / restarts), float(inside)


def identity(probs: Array, labels: Array, variance: Function) -> tuple[float, float, float]:
    """Return the mean squared error of one member and of the mean, and the variance between.

    For probs (E, N, C) and labels (N,). The first is the sum of the other two for any numbers
    (Krogh and Vedelsby 1995).
    """
    targets = np.eye(probs.shape[-1])[labels]
    one = float(((probs - targets) ** 2).sum(axis=-1).mean())
    mean = float(((probs.mean(axis=0) - targets) ** 2).sum(axis=-1).mean())
    return one, mean, float(np.mean(variance(probs)))
