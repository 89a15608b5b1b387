"""The data sets: sizes, fixed splits, no row in two parts, classes in the same shares."""

import numpy as np
import pytest

from course_lib import data

SIZES = {
    data.load_digits: (64, 10, [1198, 299, 300]),
    data.load_wine: (13, 3, [118, 30, 30]),
    data.load_breast_cancer: (30, 2, [379, 95, 95]),
}


@pytest.mark.parametrize("load", SIZES)
def test_split(load):
    features, classes, sizes = SIZES[load]
    split = load()
    for part, size in enumerate(sizes):
        x, y = split[2 * part : 2 * part + 2]
        assert x.shape == (size, features)
        assert y.shape == (size,)
        assert x.dtype == np.float64
        assert y.dtype.kind == "i"
        # Stratified: a class has its share to within two rows.
        share = np.bincount(split.y_train, minlength=classes) / sizes[0]
        assert np.abs(np.bincount(y, minlength=classes) - share * size).max() <= 2
        # Shuffled: not in order of the classes, nor one class after the other.
        assert 0 < (np.diff(y) == 0).mean() < 0.7
    for first, second in zip(split, load(), strict=True):
        np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("load", SIZES)
def test_every_row_is_in_one_part(load):
    from sklearn import datasets

    name = load.__name__
    x, y = getattr(datasets, name)(return_X_y=True)
    split = load()

    def rows(x, y):
        return sorted(map(tuple, np.column_stack([x, y])))

    joined = rows(np.concatenate(split[::2]), np.concatenate(split[1::2]))
    assert joined == rows(x, y)


def test_the_split_never_changes():
    """Notebooks quote numbers that depend on these rows."""
    assert data.load_digits().y_train[:12].tolist() == [4, 7, 0, 6, 3, 8, 2, 9, 1, 7, 0, 9]
    assert data.load_wine().y_test[:12].tolist() == [1, 2, 1, 1, 0, 1, 0, 1, 1, 2, 1, 2]


def test_photos():
    photos = data.load_photos()
    assert set(photos) == {"china", "flower"}
    for photo in photos.values():
        assert photo.shape == (427, 640, 3)
        assert photo.dtype == np.uint8


def test_weather():
    x, target = data.make_weather(5000, np.random.default_rng(0))
    assert x.shape == (5000, 2)
    assert target.shape == (5000, 1)
    assert 40 <= x[:, 0].min() < 41
    assert 99 < x[:, 0].max() <= 100
    assert 0.3 <= x[:, 1].min() < 0.301
    assert 0.599 < x[:, 1].max() <= 0.6
    design = np.column_stack([np.ones(5000), x])
    solution, residual, *_ = np.linalg.lstsq(design, target[:, 0], rcond=None)
    np.testing.assert_allclose(solution[1:], [0.05, 4.0], rtol=0.02)
    assert (residual[0] / 5000) ** 0.5 == pytest.approx(0.05, rel=0.05)
    again, _ = data.make_weather(5000, np.random.default_rng(0))
    np.testing.assert_array_equal(x, again)


def test_what_is_read_from_files_is_what_scikit_learn_gives():
    from sklearn import datasets

    x, labels = datasets.load_digits(return_X_y=True)
    read, own = data.load_digits(), data._split(x.astype(float), labels)
    for ours, theirs in zip(read, own, strict=True):
        assert np.array_equal(ours, theirs) and ours.dtype == theirs.dtype
    photos = datasets.load_sample_images()
    assert list(data.load_photos()) == ["china", "flower"]
    for ours, theirs in zip(data.load_photos().values(), photos.images, strict=True):
        assert np.array_equal(ours, theirs) and ours.dtype == np.uint8
