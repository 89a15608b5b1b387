"""Real data that comes with scikit-learn, generated weather, and generated signals with room.

The splits are fixed: whoever calls gets the same rows in the same order. They are stratified (each
part has the classes in nearly the same shares) and shuffled by ``default_rng(0)``, which only the
offset of course_lib.seeds moves: 2/3 of the rows are for training, 1/6 for validation, 1/6 for the
test.

    digits          1797 rows, 64 pixels from 0 to 16, 10 classes      1198 / 299 / 300
    wine             178 rows, 13 measurements, 3 classes               118 /  30 /  30
    breast cancer    569 rows, 30 measurements, 2 classes               379 /  95 /  95
"""

import gzip
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from course_lib import seeds
from course_lib.engine.arrays import Array

# The shapes of the signals, twelve heights each, drawn for this course.
_SHAPES = np.array(
    [
        [0.0, 0.5, 0.8, 0.9, 1.0, 1.0, 1.0, 1.0, 0.9, 0.8, 0.5, 0.0],  # one hump
        [0.0, -1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 0.0],  # a ramp up
        [0.0, 0.6, 0.9, 0.9, 0.6, 0.2, -0.2, -0.6, -0.9, -0.9, -0.6, 0.0],  # a hump, a dip
        [0.0, 0.7, 1.0, 1.0, 0.6, 0.1, 0.1, 0.6, 1.0, 1.0, 0.7, 0.0],  # two humps
        [0.0, -0.3, -0.6, -0.9, -1.1, -1.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.0],  # down, then a step
        [0.0, -0.9, -0.9, -0.9, -0.8, 0.0, 0.5, 0.8, 0.8, 0.5, -0.2, 0.0],  # a ledge, a hump
        [0.0, -0.5, -0.8, -0.9, -1.0, -1.0, -1.0, -1.0, -0.9, -0.8, -0.5, 0.0],  # one dip
        [0.0, 1.0, 0.8, 0.6, 0.4, 0.2, 0.0, -0.2, -0.4, -0.6, -0.8, 0.0],  # a ramp down
        [0.0, -0.7, -1.0, -1.0, -0.6, -0.1, -0.1, -0.6, -1.0, -1.0, -0.7, 0.0],  # two dips
        [0.0, -0.7, -1.0, -1.0, -0.6, 0.0, 0.1, 0.1, 0.0, -0.2, -0.4, 0.0],  # a dip, a ledge
    ]
)


class Split(NamedTuple):
    """Raw features, float64 (N, D), and labels, integers (N,), in three parts."""

    x_train: Array
    y_train: Array
    x_val: Array
    y_val: Array
    x_test: Array
    y_test: Array


def load_digits() -> Split:
    """Return the 8 x 8 handwritten digits, flattened to 64 pixels with values from 0 to 16."""
    with gzip.open(_of_sklearn("data", "digits.csv.gz")) as file:
        table = np.loadtxt(file, delimiter=",")
    return _split(table[:, :-1], table[:, -1].astype(int))


def load_wine() -> Split:
    """Return 13 chemical measurements of wines by three growers; their scales differ 1000-fold."""
    from sklearn import datasets

    return _split(*datasets.load_wine(return_X_y=True))


def load_breast_cancer() -> Split:
    """Return 30 measurements of cell nuclei; label 0 is malignant and 1 benign."""
    from sklearn import datasets

    return _split(*datasets.load_breast_cancer(return_X_y=True))


def load_photos() -> dict[str, Array]:
    """Return two photographs as uint8 arrays (427, 640, 3), by name: "china" and "flower"."""
    from PIL import Image

    names = ("china", "flower")
    return {n: np.asarray(Image.open(_of_sklearn("images", f"{n}.jpg"))) for n in names}


def _of_sklearn(*parts: str) -> Path:
    """Return a file of scikit-learn's data, without the seconds that importing it takes."""
    found = find_spec("sklearn")
    assert found is not None and found.origin is not None
    return Path(found.origin).with_name("datasets").joinpath(*parts)


def make_weather(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return ``x`` (n, 2) and ``target`` (n, 1): weather, and the power that cooling a house takes.

    Column 0 is the temperature, uniform from 40 to 100 degrees Fahrenheit, column 1 the humidity,
    uniform from 0.3 to 0.6: two scales that differ 200-fold, as in the lecture's example. The
    target, in kilowatts, is ``2 + 0.05 * (temperature - 70) + 4 * (humidity - 0.45)`` plus normal
    noise with std 0.05.
    """
    if n < 1:
        raise ValueError(f"make_weather: n is {n}, expected at least 1 row")
    x = rng.uniform(low=(40.0, 0.3), high=(100.0, 0.6), size=(n, 2))
    target = 2 + (x - [70.0, 0.45]) @ [0.05, 4.0] + 0.05 * rng.standard_normal(n)
    return x, target[:, None]


def make_signals(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return ``x`` (n, 40), float32, and ``labels`` (n,): ten shapes in noise, equally frequent.

    A generator of our own after MNIST-1D (Greydanus and Kobak, "Scaling down deep learning", 2020):
    one of ten shapes, stretched by up to a half, made higher or lower by up to a fifth, and put
    anywhere on a line of 72 points; smooth noise beside it, a little white noise everywhere, a
    slope; then 40 points of it. The heights have std 1, up to that of a shape. A small net makes
    mistakes on a quarter to a half of it, so that effects have room to show.
    """
    if n < 1:
        raise ValueError(f"make_signals: n is {n}, expected at least 1 row")
    length = 72
    labels = rng.permutation(np.arange(n) % len(_SHAPES))
    width = 12 * length / (12 + rng.integers(36, 61, size=(n, 1)))
    start = rng.integers(18, 34, size=(n, 1))
    place = (np.arange(length) - start) / width * 11  # in a shape, from 0 to 11
    inside = (place >= 0) & (place <= 11)
    left = np.clip(place.astype(int), 0, 10)
    part = np.clip(place - left, 0, 1)
    rows = np.arange(n)[:, None]
    shapes = _SHAPES[labels]
    x = (1 - part) * shapes[rows, left] + part * shapes[rows, left + 1]
    x *= 1 + 0.4 * (rng.random((n, 1)) - 0.5)
    distance = np.arange(length)[:, None] - np.arange(length)
    smooth = np.exp(-0.5 * (distance / 2) ** 2)
    smooth /= smooth.sum(axis=0)
    noise = 0.8 * rng.standard_normal((n, length)) @ smooth
    x = np.where(inside, x, noise) + 0.1 * rng.standard_normal((n, length))
    x += 2 * (rng.random((n, 1)) - 0.5) * np.linspace(-0.5, 0.5, length)
    at = np.linspace(0, length - 1, 40)
    low = np.minimum(at.astype(int), length - 2)
    x = x[:, low] + (at - low) * (x[:, low + 1] - x[:, low])
    return x.astype(np.float32), labels


def _split(x: Array, labels: Array) -> Split:
    """Cut the rows into 2/3, 1/6 and 1/6 with nearly equal shares of the classes."""
    rng = seeds.default_rng(0)
    order = rng.permutation(len(labels))
    # Each row's place within its class, from 0 to 1: a cut of this order cuts every class alike.
    place = np.empty(len(labels))
    for label in np.unique(labels):
        rows = order[labels[order] == label]
        place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
    order = order[np.argsort(place[order], kind="stable")]
    cuts = [len(labels) * 2 // 3, len(labels) * 5 // 6]
    train, val, test = (rng.permutation(part) for part in np.split(order, cuts))
    x = x.astype(np.float64)
    return Split(x[train], labels[train], x[val], labels[val], x[test], labels[test])
