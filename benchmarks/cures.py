"""What the notebooks 04 to 10 buy: the test score of a net before and after what each teaches.

``python -m benchmarks.cures`` trains the nets with the reference answers under three sets of seeds,
writes docs/cures.md and takes a minute. Each notebook has its own data, so compare within a row.
"""

from __future__ import annotations

import multiprocessing
import os
import types
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

from autograder.course import HOUSE
from autograder.proving.mutants import reference_cells
from benchmarks import no_arguments
from course_lib.engine.arrays import Array
from course_lib.findings import mean_se
from course_lib.lessons.dropout.experiments import room
from course_lib.lessons.ensembles import experiments as ensembles
from course_lib.lessons.optimizers.experiments import nets, surfaces
from course_lib.lessons.regularization.experiments import photos
from course_lib.lessons.residual.experiments import training as residual
from course_lib.lessons.transfer.experiments import nets as transfer
from course_lib.lessons.tuning.experiments import search
from course_lib.seeds import VARIABLE

PAGE = HOUSE / "docs" / "cures.md"
#: A score and its error stay on one line of a narrow cell.
PM = "\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}"
OFFSETS = (0, 1000, 2000)


class Cure(NamedTuple):
    """One row: scores (seeds,) from the same seeds before and after, and how they are made."""

    data: str
    before: str
    after: str
    scores: tuple[Array, Array]


def answers(notebook: str) -> types.SimpleNamespace:
    """Return the reference functions of a notebook by name."""
    name = next(p.name for p in (HOUSE / "solutions").glob(f"{notebook}_*"))
    found: dict[str, object] = {}
    exec("\n".join(reference_cells(HOUSE / "solutions" / name / f"{name}.py")), found)
    return types.SimpleNamespace(**found)


def dropout() -> Cure:
    """Choose keep_prob on validation data."""
    run = room.sweep()
    best = int(run.val.mean(axis=1).argmax())
    scores = (run.test[0], run.test[best])
    return Cure("500 signals", "no dropout", "dropout, `keep_prob` by validation", scores)


def optimizers() -> Cure:
    """Give SGD and Adam the best of their rates."""
    adam = answers("05").adam
    sgd, ours = nets.grid(surfaces.sgd), nets.grid(adam)
    scores = (sgd.test[sgd.best], ours.test[ours.best])
    return Cure("noisy digits", "SGD at its best rate", "`adam` at its best rate", scores)


def ensembles_of_ten() -> Cure:
    """Average ten restarts."""
    regime = ensembles.REGIMES[1]
    average = answers("06").average_probabilities
    single, ten = ensembles.by_members(ensembles.train(regime), average, (1, 10)).T
    return Cure("noisy digits", "one net", "`average_probabilities` of ten", (single, ten))


def tuning() -> Cure:
    """Search at random, move the range, and train the winner again."""
    sample = answers("07").sample_log_uniform
    found = search.random_search(sample, (3e-2, 3.0), (1e-5, 1e-2), 50, epochs=10, seed=3)
    best = int(found.val_accuracy.argmax())
    rates, strengths = np.array([0.01, found.lr[best]]), np.array([0.0, found.l2[best]])
    before, after = search.repeat(rates, strengths, epochs=10)
    return Cure(
        "digits (validation)", "SGD at a guess, 0.01", "the winner of 50 trials", (before, after)
    )


def regularization() -> Cure:
    """Train on flipped and cropped tiles of photographs."""
    own = answers("08")

    def moved(tiles: Array, rng: np.random.Generator) -> Array:
        cropped: Array = own.random_crop(own.random_flip(tiles, rng), photos.CROP, rng)
        return cropped

    scores = (photos.train("nothing").accuracy, photos.train("moved", moved).accuracy)
    return Cure("40 tiles of photos", "as they are", "`random_flip`, `random_crop`", scores)


def residual_nets() -> Cure:
    """Train 40 layers, each kind at its best rate."""
    kinds = ("plain", "batch norm + residual")
    run = residual.train_depth(40, kinds)
    plain, both = (run.accuracy[k][int(run.accuracy[k].mean(axis=1).argmax())] for k in kinds)
    return Cure(
        "digits (validation)", "40 plain layers, 95 steps", "batch norm and skips", (plain, both)
    )


def transferred() -> Cure:
    """Answer odd or even from ten labels."""
    task, source = transfer.target(10), transfer.source()
    scratch = transfer.train(transfer.fresh(2), task, dict.fromkeys(transfer.NAMES, 0.3))
    top = transfer.linear_classifier(task, source, 2, answers("10").extract_features)
    return Cure(
        "ten digits: odd?", "a fresh net", "a linear head on `extract_features`", (scratch, top)
    )


CURES: dict[str, Callable[[], Cure]] = {
    "04_dropout": dropout,
    "05_optimizers": optimizers,
    "06_ensembles": ensembles_of_ten,
    "07_tuning": tuning,
    "08_regularization": regularization,
    "09_residual": residual_nets,
    "10_transfer": transferred,
}


def train() -> dict[str, Cure]:
    """Make all rows under the offset of this process."""
    return {name: make() for name, make in CURES.items()}


def under(offset: int) -> dict[str, Cure]:
    """Make all rows in a process of their own, with every seed moved by ``offset``."""
    os.environ[VARIABLE] = str(offset)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(train).result()


def rows(sets: list[dict[str, Cure]]) -> Iterator[str]:
    """Return the lines of the table: means and standard errors over the sets of seeds."""
    yield "| notebook | data | before | | after | | gain (paired) | nets |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, cure in sets[0].items():
        pairs = [one[name].scores for one in sets]
        before, after = (np.array([np.mean(pair[i]) for pair in pairs]) for i in (0, 1))
        scores = [f"{m:.3f}{PM}{e:.3f}" for m, e in map(mean_se, (before, after))]
        gain, error = mean_se(after - before)
        link = f"[{name[:2]}](../notebooks/{name}/{name}.ipynb)"
        cells = [link, cure.data, cure.before, scores[0], cure.after, scores[1]]
        nets = f"{len(sets)} x {len(pairs[0][0])}"
        yield f"| {' | '.join([*cells, f'{gain:+.3f}{PM}{error:.3f}', nets])} |"


TEXT = """# What each notebook buys

The score of a net on data that it has not seen, before and after what the notebook teaches. The
after column uses the reference answers, each row has its own data, and both scores of a row come
from the same seeds. Each number is the mean of three independent sets of seeds, the offsets 0, 1000
and 2000, which also split the data anew; ± is its standard error over the three. The last column
counts the nets: sets, and nets on each side in a set. Where it says validation, the rates were
chosen on the same digits, which flatters both sides a little. `python -m benchmarks.cures` makes
this page.

{table}

A row shows a task on which the cure helps. Each notebook has one on which it does not: dropout on
clean labels, Adam on clean digits, ten heads on one trunk, successive halving on few noisy labels,
mirrored digits, two residual layers, a source that does not need what the target asks for.
"""


if __name__ == "__main__":
    no_arguments("cures", __doc__)
    table = "\n".join(rows([under(offset) for offset in OFFSETS]))
    print(table)
    PAGE.write_text(TEXT.format(table=table), encoding="utf-8")
