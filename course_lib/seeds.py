"""The seeds of the experiments, which one number moves together.

The environment variable ``COURSE_SEED_OFFSET`` (0 when it is not set) is added to the first number
of every seed: first weights, batches, masks, noise, random splits. What a text claims is tried with
other offsets, ``course check --seeds``. Checks and grading know nothing of it, and the documented
splits of ``course_lib.data`` are those of offset 0.
"""

import os
from collections.abc import Sequence

import numpy as np

from course_lib.engine import rng as engine_rng

VARIABLE = "COURSE_SEED_OFFSET"


def offset() -> int:
    """Return the offset of all seeds; raise ValueError when the variable holds no whole number."""
    text = os.environ.get(VARIABLE) or "0"
    if not text.isdecimal():
        raise ValueError(f"{VARIABLE} is {text!r}, expected a whole number from 0, such as 1000")
    return int(text)


def default_rng(seed: int | Sequence[int]) -> np.random.Generator:
    """Return ``np.random.default_rng`` of a seed, whose first number the offset moves."""
    if isinstance(seed, Sequence):
        return np.random.default_rng([seed[0] + offset(), *seed[1:]])
    return np.random.default_rng(seed + offset())


def generators(seed: int, members: int) -> list[np.random.Generator]:
    """Return ``members`` independent Generators for a stack, moved by the offset."""
    return engine_rng.generators(seed + offset(), members)
