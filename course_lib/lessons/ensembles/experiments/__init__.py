"""The experiments of notebook 06: what its cells call as `experiments`."""

from course_lib.lessons.ensembles.experiments.training import (
    REGIMES,
    accuracy,
    agreement,
    along_the_line,
    by_members,
    noisy_digits,
    polyak,
    probabilities,
    shared_trunk,
    six_rows,
    steps_of,
    train,
)

__all__ = [
    "REGIMES",
    "accuracy",
    "agreement",
    "along_the_line",
    "by_members",
    "noisy_digits",
    "polyak",
    "probabilities",
    "shared_trunk",
    "six_rows",
    "steps_of",
    "train",
]
