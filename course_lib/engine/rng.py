"""Random numbers for one net and for a stack of nets.

``rng`` is one Generator, or a sequence of E Generators for a stack of E members. A member draws
from its own Generator exactly what the same net would draw alone, so that a stack and its nets
agree bit for bit.
"""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.engine.arrays import Array

Rng = np.random.Generator | Sequence[np.random.Generator]


def generators(seed: int, members: int) -> list[np.random.Generator]:
    """Return ``members`` independent Generators; the first ones do not depend on how many."""
    return [np.random.default_rng([seed, member]) for member in range(members)]


def stack_size(rng: Rng) -> int | None:
    """Return E for a sequence of E Generators and None for one; raise TypeError for the rest."""
    if isinstance(rng, np.random.Generator):
        return None
    if not isinstance(rng, Sequence) or not rng:
        raise TypeError(
            f"rng is {rng!r}, expected np.random.default_rng(seed), "
            "or a list of such Generators, one for each member of a stack"
        )
    for generator in rng:
        if not isinstance(generator, np.random.Generator):
            raise TypeError(f"rng holds {generator!r}, expected np.random.default_rng(seed)")
    return len(rng)


def draw(rng: Rng, sample: Callable[[np.random.Generator], Array]) -> Array:
    """Return ``sample(rng)``, or the samples of all members of a stack along a new first axis."""
    if isinstance(rng, np.random.Generator):
        return sample(rng)
    return np.stack([sample(generator) for generator in rng])
