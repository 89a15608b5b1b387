"""What the notebook shows of its patients: their code, their instruments, their cure."""

from __future__ import annotations

import inspect
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.clinic.checks import program
from course_lib.lessons.clinic.checks.cases import draw_cases
from course_lib.lessons.clinic.checks.faults import STRENGTHS, Ward
from course_lib.lessons.clinic.checks.readings import INSTRUMENTS, readings
from course_lib.lessons.clinic.checks.records import examine
from course_lib.lessons.clinic.checks.triage import SUSPECTS
from course_lib.lessons.clinic.checks.wards import Run, treat, ward, with_own
from course_lib.lessons.clinic.experiments import patients
from course_lib.seeds import default_rng, offset

SEEDS = 10
#: The sick part of each patient, by the patient's letter.
PARTS = {
    "A": "prepare", "B": "start", "C": "loss", "D": "shuffle", "E": "update", "F": "split",
    "G": "relu_backward", "H": "at_test", "I": "schedule", "J": "decay", "K": "start", "L": "loss",
}  # fmt: skip
#: A decay that matters, for the patient whose decay is sick.
STRENGTH = {"J": 0.001}


def sick_part(letter: str) -> Callable[..., Any]:
    """Return the function that is sick in a patient."""
    ending = f"_{letter.lower()}"
    found: Callable[..., Any] = next(
        part for name, part in vars(patients).items() if name.endswith(ending)
    )
    return found


def show(*names: str) -> None:
    """Print the sick part of patients: letters, or names such as ``last_start``."""
    for name in names:
        function = sick_part(name) if name in PARTS else getattr(patients, name)
        print(inspect.getsource(function))


def show_program() -> None:
    """Print the training loop that all patients share."""
    print(inspect.getsource(program.train))


@lru_cache(maxsize=32)
def healthy(seed: int = 0) -> list[Run]:
    """Return the records of 20 healthy runs."""
    return ward(("healthy",) * 20, 7000 + seed + offset())


def admitted(
    part: str, function: Callable[..., Any], seed: int = 0, strength: float = program.DECAY
) -> list[Run]:
    """Return the records of ten patients with one part of their own."""
    draw = draw_cases(default_rng(7100 + seed), SEEDS)
    own = with_own({part: function})
    with one_blas_thread():
        return examine(own, draw, 7200 + seed + offset(), strength=strength)


@lru_cache(maxsize=64)
def patient(letter: str, seed: int = 0) -> list[Run]:
    """Return the records of a patient over ten seeds."""
    strength = STRENGTH.get(letter, program.DECAY)
    return admitted(PARTS[letter], sick_part(letter), seed, strength)


def table(runs: Sequence[Run]) -> Array:
    """Return the readings (runs, instruments) of some records."""
    return np.array([readings(run) for run in runs])


def deviations(runs: Sequence[Run], seed: int = 0) -> Array:
    """Return how many standard deviations of healthy runs each instrument is off, by the mean.

    The spread of an instrument that hardly moves is taken as 0.001 at least.
    """
    well = table(healthy(seed))
    mean, std = well.mean(axis=0), well.std(axis=0, ddof=1)
    off: Array = (table(runs).mean(axis=0) - mean) / np.maximum(std, 1e-3)
    return off


def print_instruments(seed: int = 0) -> None:
    """Print every instrument with its mean and spread over healthy runs."""
    well = table(healthy(seed))
    for place, name in enumerate(INSTRUMENTS):
        column = well[:, place]
        print(f"{place:2d}  {name:<36} {column.mean():8.3f} +- {column.std(ddof=1):.3f} (SD of 20)")


def print_patient(letter: str, runs: Sequence[Run] | None = None, worst: int = 3) -> None:
    """Print the fresh accuracy of a patient, and the other instruments that are farthest off."""
    runs = runs or patient(letter)
    off = deviations(runs)
    means = table(runs).mean(axis=0)
    fresh = INSTRUMENTS.index("fresh accuracy")
    order = [i for i in np.argsort(-abs(off), kind="stable") if i != fresh][:worst]
    shown = [fresh, *(i for i in order if abs(off[i]) >= 5)]
    told = [f"{INSTRUMENTS[i]} {means[i]:.2f} ({off[i]:+.0f} SD)" for i in shown]
    print(
        f"{letter}:", ";\n   ".join(told if told[1:] else [*told, "no other instrument 5 SD off"])
    )


def confusion(triage: Callable[[Run], Sequence[str]], of_each: int = 8, seed: int = 40) -> Array:
    """Return how often each fault (rows) is called what (columns), in the order of SUSPECTS."""
    names = SUSPECTS * of_each
    counts = np.zeros((len(SUSPECTS), len(SUSPECTS)), dtype=int)
    for name, run in zip(names, ward(names, seed + offset()), strict=True):
        first = next(iter(triage({key: np.array(value) for key, value in run.items()})))
        counts[SUSPECTS.index(name), SUSPECTS.index(first)] += 1
    return counts


def rule_of_thumb(run: Run) -> list[str]:
    """Name a suspect from the loss and the two accuracies alone, as most people do."""
    loss, train, val = run["loss"], run["train_accuracy"][-1], run["val_accuracy"][-1]
    if not np.isfinite(loss).all() or loss[:20].max() > 1.5 * loss[0]:
        first = "rate too high"
    elif train < 0.4:
        first = "rate too low"
    elif train < 0.8:
        first = "softmax twice"
    elif val > 0.82:
        first = "leak"
    else:
        first = "healthy"
    return [first, *(name for name in SUSPECTS if name != first)]


# ---------------------------------------------------------------------------- the student's case


@dataclass(frozen=True)
class Case:
    """A patient drawn from somebody's id: one fault, unknown, on ten draws of data."""

    seed: int
    faults: Ward
    runs: list[Run]


def case(student: str) -> Case:
    """Return the patient that belongs to an id; the same id always gets the same."""
    return _case(zlib.crc32(student.strip().lower().encode()))


@lru_cache(maxsize=8)
def _case(seed: int) -> Case:
    rng = np.random.default_rng(seed)
    name = SUSPECTS[1 + int(rng.integers(len(SUSPECTS) - 1))]
    low, high = STRENGTHS[name]
    strength = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    faults = Ward((name,) * SEEDS, np.full(SEEDS, strength))
    return Case(seed, faults, _examined(faults, seed))


def _examined(faults: Ward, seed: int) -> list[Run]:
    draw = draw_cases(np.random.default_rng(seed), SEEDS)
    with one_blas_thread():
        return examine(faults.parts(), draw, seed % 2**31, faults.rate, faults.decay)


def treated(one: Case, suspect: str) -> list[Run]:
    """Return the records after the part that ``suspect`` names was replaced by a healthy one."""
    if suspect not in SUSPECTS[1:]:
        raise ValueError(f"{suspect!r} is no suspect; they are: {', '.join(SUSPECTS[1:])}")
    if suspect != one.faults.names[0]:
        return one.runs
    return _examined(Ward(("healthy",) * SEEDS, np.ones(SEEDS)), one.seed)


def print_case(runs: Sequence[Run]) -> None:
    """Print all instruments of ten runs beside those of healthy ones."""
    off, means = deviations(runs), table(runs).mean(axis=0)
    well = table(healthy())
    for place, name in enumerate(INSTRUMENTS):
        print(f"{place:2d}  {name:<36} {means[place]:8.3f}   healthy {well[:, place].mean():8.3f}"
              f"   {off[place]:+9.1f} SD")  # fmt: skip
    first = np.mean([run["loss"][50:60].mean() for run in runs])
    free = np.mean([run["loss_no_decay"][-5:].mean() for run in runs])
    slow = np.mean([run["loss_slow"][-5:].mean() / run["loss_slow"][:5].mean() for run in runs])
    print(f"    loss at step 60 {first:.2f}, without decay {free:.2f}; at a hundredth of the rate "
          f"the loss ends at {slow:.2f} of its start")  # fmt: skip


# ------------------------------------------------------------------------------- the last patient


def last_scores(
    start: Callable[..., Any],
    shuffle: Callable[..., Any],
    rate: float,
    decay: float,
    seed: int = 50,
) -> Array:
    """Return the validation accuracies (10,) of the last patient with these parts and settings."""
    own = with_own({"start": start, "shuffle": shuffle})
    found: Array = treat(own, seed + offset(), SEEDS, rate=rate, strength=decay)["val"]
    return found
