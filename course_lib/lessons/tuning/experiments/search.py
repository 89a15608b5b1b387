"""Experiments of notebook 07: the search for hyperparameters, the lecture's and our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.network import Network
from course_lib.engine.optim import Momentum
from course_lib.engine.search import SearchResult, search
from course_lib.engine.train import fit
from course_lib.lessons.tuning.experiments.sanity import digits, two_layers
from course_lib.seeds import default_rng, generators, offset

Sampler = Callable[[float, float, int, np.random.Generator], Array]

# CS231n 2015, lecture 6, "Cross-validation strategy": val_acc, lr, reg of the rows that the slides
# print, in their order. 5 epochs each; the fine search runs on the range that the coarse one found.
LECTURE_COARSE = np.array(
    [
        [0.412, 1.405206e-04, 4.793564e-01],
        [0.214, 7.231888e-06, 2.321281e-04],
        [0.208, 2.119571e-06, 8.011857e01],
        [0.196, 1.551131e-05, 4.374936e-05],
        [0.079, 1.753300e-05, 1.200424e03],
        [0.223, 4.215128e-05, 4.196174e01],
        [0.441, 1.750259e-04, 2.110807e-04],
        [0.241, 6.749231e-05, 4.226413e01],
        [0.482, 4.296863e-04, 6.642555e-01],
        [0.079, 5.401602e-06, 1.599828e04],
        [0.154, 1.618508e-06, 4.925252e-01],
    ]
)
LECTURE_FINE = np.array(
    [
        [0.527, 5.340517e-04, 4.097824e-01],
        [0.492, 2.279484e-04, 9.991345e-04],
        [0.512, 8.680827e-04, 1.349727e-02],
        [0.461, 1.028377e-04, 1.220193e-02],
        [0.460, 1.113730e-04, 5.244309e-02],
        [0.498, 9.477776e-04, 2.001293e-03],
        [0.469, 1.484369e-04, 4.328313e-01],
        [0.522, 5.586261e-04, 2.312685e-04],
        [0.530, 5.808183e-04, 8.259964e-02],
        [0.489, 1.979168e-04, 1.010889e-04],
        [0.490, 2.036031e-04, 2.406271e-03],
        [0.475, 2.021162e-04, 2.287807e-01],
        [0.460, 1.135527e-04, 3.905040e-02],
        [0.515, 6.947668e-04, 1.562808e-02],
        [0.531, 9.471549e-04, 1.433895e-03],
        [0.509, 3.140888e-04, 2.857518e-01],
        [0.514, 6.438349e-04, 3.033781e-01],
        [0.502, 3.921784e-04, 2.707126e-04],
        [0.509, 9.752279e-04, 2.850865e-03],
        [0.500, 2.412048e-04, 4.997821e-04],
        [0.466, 1.319314e-04, 1.189915e-02],
        [0.516, 8.039527e-04, 1.528291e-02],
    ]
)
# The ranges of the slides' code: 10**uniform(-3, -6) and 10**uniform(-5, 5), then -3 to -4, -4 to 0
COARSE_LR, COARSE_REG = (1e-6, 1e-3), (1e-5, 1e5)
FINE_LR, FINE_REG = (1e-4, 1e-3), (1e-4, 1e0)

# The box that our own search starts from.
BOX_LR, BOX_L2 = (1e-5, 1e1), (1e-5, 1e1)


def sampling_error(share: float, n: int) -> float:
    """Return the standard error of an accuracy measured on ``n`` examples."""
    return float(np.sqrt(share * (1 - share) / n))


def run(lr: Array, l2: Array | float, epochs: int, seed: int = 0, **options: Any) -> SearchResult:
    """Train a 64-50-10 net on the digits for each setting, 50 nets to a stack."""
    d = digits()
    return search(
        lambda: two_layers(64),
        d.x_train,
        d.y_train,
        d.x_val,
        d.y_val,
        lr=lr,
        l2=l2,
        epochs=epochs,
        batch_size=50,
        seed=seed + offset(),
        stack=50,
        **options,
    )


def random_search(
    sample: Sampler,
    lr_range: tuple[float, float],
    l2_range: tuple[float, float],
    n: int,
    epochs: int,
    seed: int = 0,
    **options: Any,
) -> SearchResult:
    """Draw ``n`` pairs of rate and L2 strength with ``sample`` and train a net for each."""
    rng = default_rng([77, seed])
    lr, l2 = sample(*lr_range, n, rng), sample(*l2_range, n, rng)
    return run(lr, l2, epochs, seed, **options)


def repeat(lr: Array, l2: Array, epochs: int, seeds: int = 12) -> Array:
    """Train each setting with ``seeds`` other seeds; validation accuracies (settings, seeds)."""
    result = run(np.repeat(lr, seeds), np.repeat(l2, seeds), epochs, seed=78)
    return result.val_accuracy.reshape(len(lr), seeds)


def map_of(n_lr: int = 13, n_l2: int = 7, epochs: int = 3) -> SearchResult:
    """Train on a grid over the whole box: row by row of the L2 strength."""
    lr, l2 = np.meshgrid(_log_grid(*BOX_LR, n_lr), _log_grid(*BOX_L2, n_l2))
    return run(lr.ravel(), l2.ravel(), epochs)


def _log_grid(low: float, high: float, n: int) -> Array:
    return np.logspace(np.log10(low), np.log10(high), n)


def nine_trials(sample: Sampler, repetitions: int = 20, epochs: int = 3) -> dict[str, SearchResult]:
    """Spend nine trials on the box in three ways; 9 * repetitions trials each, in order.

    "random" draws both hyperparameters anew for every trial. "grid with the ends" takes the two
    ends and the middle of either range, in log space. "grid, moved" cuts either range into three
    cells and moves the grid within them by an offset of its own in every repetition.
    """
    rng = default_rng(79)
    places = {
        "grid with the ends": np.tile([0.0, 0.5, 1.0], (2, repetitions, 1)),
        "grid, moved": (np.arange(3) + rng.random((2, repetitions, 1))) / 3,
    }
    trials = {"random": random_search(sample, BOX_LR, BOX_L2, 9 * repetitions, epochs, seed=1)}
    for name, (of_lr, of_l2) in places.items():
        lr = BOX_LR[0] * (BOX_LR[1] / BOX_LR[0]) ** np.repeat(of_lr, 3, axis=1).ravel()
        l2 = BOX_L2[0] * (BOX_L2[1] / BOX_L2[0]) ** np.tile(of_l2, (1, 3)).ravel()
        trials[name] = run(lr, l2, epochs, seed=2)
    return trials


def best_of_nine(result: SearchResult) -> Array:
    """Return the best validation accuracy of every nine trials, (repetitions,)."""
    best: Array = result.val_accuracy.reshape(-1, 9).max(axis=1)
    return best


def useful_share(result: SearchResult, threshold: float = 0.9) -> tuple[float, float]:
    """Return the share of trials above ``threshold`` validation accuracy and its standard error."""
    share = float(np.mean(result.val_accuracy > threshold))
    return share, sampling_error(share, len(result.lr))


# ------------------------------------------------------- what shows early, and what shows late


def ranks(values: Array) -> Array:
    """Return the rank of each value, equal ones sharing their mean rank."""
    values = np.asarray(values)
    below = (values[None] < values[:, None]).sum(axis=1)
    equal = (values[None] == values[:, None]).sum(axis=1)
    places: Array = below + (equal - 1) / 2
    return places


def rank_correlation(a: Array, b: Array) -> float:
    """Return Spearman's correlation: that of the ranks."""
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


EARLY_LR = tuple(np.logspace(-4, 0, 10))
EARLY_L2 = tuple(np.logspace(-4, -1.5, 10))
EARLY_WIDTHS = (4, 8, 16, 32, 64, 128)


def noisy_digits(n: int, noise: float, seed: int) -> tuple[Array, Array]:
    """Return ``n`` training digits, a share ``noise`` of them with a random label."""
    d, rng = digits(), default_rng([80, seed])
    rows = rng.choice(len(d.y_train), n, replace=False)
    labels = d.y_train[rows].copy()
    wrong = rng.random(n) < noise
    labels[wrong] = rng.integers(10, size=int(wrong.sum()))
    return d.x_train[rows], labels


@dataclass(frozen=True)
class Case:
    """A training set for ``early_and_late``: ``n`` digits, a share ``noise`` with random labels."""

    n: int
    noise: float
    epochs: int
    batch_size: int


CLEAN = Case(1198, 0.0, 10, 50)
NOISY = Case(200, 0.2, 40, 20)


def early_and_late(case: Case, seeds: int = 5) -> dict[str, Array]:
    """Vary one hyperparameter at a time, and ask early which settings will be best.

    Returns by its name the rank correlation (epochs, seeds) of the validation accuracies after
    each epoch with those at the end.
    """
    curves: dict[str, Array] = {
        "learning rate": _vary(case, seeds, lr=np.array(EARLY_LR)),
        "L2 strength": _vary(case, seeds, l2=np.array(EARLY_L2)),
        "hidden units": np.concatenate(
            [_vary(case, seeds, hidden=width) for width in EARLY_WIDTHS], axis=1
        ),
    }
    return {
        name: np.array(
            [
                [rank_correlation(now[:, s], accuracy[-1, :, s]) for s in range(seeds)]
                for now in accuracy
            ]
        )
        for name, accuracy in curves.items()
    }


def _vary(case: Case, seeds: int, lr: Any = (0.05,), l2: Any = (0.0,), hidden: int = 50) -> Array:
    n = max(len(lr), len(l2))
    return _train(case, range(seeds), np.broadcast_to(lr, n), np.broadcast_to(l2, n), hidden)


def _train(case: Case, seeds: Sequence[int], lr: Array, l2: Array, hidden: int) -> Array:
    """Train all settings with each of the ``seeds``: accuracies (epochs, settings, seeds)."""
    d = digits()
    n = len(lr)
    pairs = [noisy_digits(case.n, case.noise, seed) for seed in seeds]
    net = Network(two_layers(64, hidden), generators(81, len(pairs)) * n)
    history = fit(
        net,
        np.stack([x for x, _ in pairs] * n),
        np.stack([labels for _, labels in pairs] * n),
        Momentum(np.repeat(lr, len(pairs))),
        epochs=case.epochs,
        batch_size=case.batch_size,
        rng=generators(82, len(pairs)) * n,
        x_val=d.x_val,
        labels_val=d.y_val,
        l2=np.repeat(l2, len(pairs)),
        stop_factor=None,
    )
    return history.val_accuracy.reshape(case.epochs, n, len(pairs))


# ----------------------------------------------------------------------- stop the worse half

RUNGS = (1, 2, 4, 8)
RACES = {
    "1198 clean digits": Case(1198, 0.0, 16, 50),
    "200 digits, 20 % random labels": Case(200, 0.2, 40, 20),
}


def races(case: Case, nets: int = 32, repetitions: int = 6) -> Array:
    """Train ``nets`` random settings to the end; validation accuracies (races, epochs, nets).

    Rates are drawn in log space from 1e-4 to 1, strengths from 1e-5 to 0.1, anew in each race.
    """
    trained = []
    for race in range(repetitions):
        rng = default_rng([83, race])
        lr, l2 = 10 ** rng.uniform(-4, 0, nets), 10 ** rng.uniform(-5, -1, nets)
        trained.append(_train(case, [race], lr, l2, 50)[:, :, 0])
    return np.stack(trained)


@dataclass(frozen=True)
class Halved:
    """Last validation accuracies (races,) of the nets that three ways of spending epochs choose."""

    winner: Array  # of successive halving
    whole: Array  # of all nets, trained to the end
    few: Array  # of as many nets as halving's epochs pay for, trained to the end; mean of groups
    share: float  # the epochs of halving as a share of all


def halved(halving: Callable[..., tuple[int, int]], val_accuracy: Array) -> Halved:
    """Run ``halving(val_accuracy, rungs)`` in each race; ``val_accuracy`` (races, epochs, nets)."""
    last, (_, epochs, nets) = val_accuracy[:, -1], val_accuracy.shape
    places, costs = np.array([halving(race, RUNGS) for race in val_accuracy], dtype=int).T
    few = int(costs[0]) // epochs
    groups = last[:, : nets // few * few].reshape(len(last), -1, few)
    return Halved(
        winner=last[np.arange(len(last)), places],
        whole=last.max(axis=1),
        few=groups.max(axis=2).mean(axis=1),
        share=float(costs[0] / (epochs * nets)),
    )
