"""The data of the patients: digits drawn anew, with copies, for each of E patients."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_lib.checking.types import Array
from course_lib.data import load_digits

IMAGES, FRESH = 240, 500
NOISE, JITTER = 3.0, 1.0


@dataclass(frozen=True)
class Draw:
    """What a patient is given: x (E, R, 64) with labels (E, R) and the number of the image.

    Every image is there twice, as two scans that differ a little. ``fresh`` is drawn from
    images that nobody else has seen.
    """

    x: Array
    labels: Array
    image: Array
    x_fresh: Array
    labels_fresh: Array


@dataclass(frozen=True)
class Cases:
    """What a program trains on and is tested on."""

    x: Array
    labels: Array
    x_val: Array
    labels_val: Array
    x_fresh: Array
    labels_fresh: Array


@cache
def pool() -> tuple[Array, Array]:
    """Return all digits, pixels from 0 to 16, and their labels."""
    d = load_digits()
    x = np.concatenate([d.x_train, d.x_val, d.x_test]).astype(np.float32)
    return x, np.concatenate([d.y_train, d.y_val, d.y_test])


def draw_cases(rng: np.random.Generator, members: int, images: int = IMAGES) -> Draw:
    """Draw the data of ``members`` patients: other images, other noise for each."""
    x, labels = pool()
    rows = np.stack([rng.permutation(len(x))[: images + FRESH] for _ in range(members)])
    seen, fresh = rows[:, :images], rows[:, images:]
    noisy = x[rows] + NOISE * rng.standard_normal((*rows.shape, 64), dtype=np.float32)
    image = np.tile(np.repeat(np.arange(images), 2), (members, 1))
    copies = take(noisy[:, :images], image)
    copies = copies + JITTER * rng.standard_normal(copies.shape, dtype=np.float32)
    return Draw(copies, take(labels[seen], image), image, noisy[:, images:], labels[fresh])


def take(array: Array, rows: Array) -> Array:
    """Return the rows (E, n) of ``array`` (E, N, ...), each patient's own."""
    found: Array = array[np.arange(len(array))[:, None], rows]
    return found
