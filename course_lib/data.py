"""Real data that comes with scikit-learn, and a generated weather table.

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
