"""Checks of random crops and of the ten crops of the test."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import any_form
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.lessons.regularization.checks.pictures import (
    drawn_from_rng,
    pictures,
    returns_uint8,
    same_rng,
)

random_crop = Exercise("random_crop", functions=("random_crop",))
ten_crop = Exercise("ten_crop", functions=("ten_crop",))
OVER_THE_EDGE = (
    "If sizes do not fit: a window that reaches over the edge comes out smaller. It starts at most "
    "at the length of the axis minus size, rows with the height, columns with the width."
)


def _maps(n: int, height: int, width: int) -> Array:
    """Return images whose pixels say (row, column, image modulo 251)."""
    rows, columns = np.indices((height, width))
    images = np.zeros((n, height, width, 3), dtype=np.uint8)
    images[..., 0], images[..., 1] = rows, columns
    images[..., 2] = (np.arange(n) % 251)[:, None, None]
    return images


def _call(t: Trial, f: Function, *args: Any) -> Any:
    """Call ``f``; an exception, whatever its text, gets the cause that it nearly always has."""
    return t.call(f, *args, causes=[("", OVER_THE_EDGE)])


def _windows(t: Trial, f: Function, images: Array, size: int) -> tuple[Array, Array, Array]:
    """Return top and left of each crop (N,), and which crops are windows of their own image."""
    n, height, width, _ = images.shape
    got = _call(t, f, images, size, fresh(t))
    out = pictures(t, "images", got, (n, size, size, 3))
    corner = out[:, 0, 0, :2]
    most = np.array([height - size, width - size])
    inside = np.asarray(np.logical_and(corner >= 0, corner <= most).all(axis=1))
    top, left = np.where(inside[:, None], corner, 0).astype(int).T
    rows = top[:, None, None] + np.arange(size)[:, None]
    columns = left[:, None, None] + np.arange(size)
    want = images[np.arange(n)[:, None, None], rows, columns]
    return top, left, np.asarray(inside & (out == want).all(axis=(1, 2, 3)))


returns_uint8(random_crop, lambda t, f, images: t.call(f, images, 5, fresh(t)))


@random_crop.property("every result is a window of its own image", weight=3)
def random_crop_window(t: Trial, random_crop: Function) -> None:
    images = _maps(12, *t.either((9, 13), (12, 7)))
    size = t.either(5, 4)
    n, height, width, _ = images.shape
    got = _call(t, random_crop, images, size, fresh(t))
    out = pictures(t, "images", got, (n, size, size, 3))
    _, _, fine = _windows(t, random_crop, images, size)
    if fine.all():
        return
    cause = (
        "A crop is what lies in rows top to top + size and columns left to left + size of image n."
    )
    # A window of another image has the right rows and columns and the wrong number.
    if not out[~fine].any():
        cause = "It is black: is it ever filled? Does a loop end one image early?"
    elif (out[..., 2] != images[:, :1, :1, 2]).any() and (out[..., 2] == out[:, :1, :1, 2]).all():
        cause = "The third colour of these images is their number: crops come from other images."
    elif (out[..., 0] != out[:, :, :1, 0]).any():
        cause = "Rows and columns are exchanged, or the crop takes every pixel from elsewhere."
    elif (np.diff(out[..., 0], axis=1) == 0).all() or (np.diff(out[..., 0], axis=1) > 1).any():
        cause = "The rows of the crop are not neighbours in the image: a crop does not resize."
    raise Wrong(
        f"Images of {height} x {width} and size {size}: crop {int(np.argmin(fine))} is not a "
        f"{size} x {size} window of its image.",
        cause,
    )


def _positions(t: Trial, random_crop: Function, height: int, width: int, size: int) -> None:
    """Fail unless every position of the window comes up, each as often as any other."""
    places = (height - size + 1, width - size + 1)
    n = 120 * places[0] * places[1]
    images = _maps(n, height, width)
    top, left, fine = _windows(t, random_crop, images, size)
    t.require(fine.all(), ALREADY)
    counts = np.zeros(places, dtype=int)
    np.add.at(counts, (top, left), 1)
    # 120 are expected at each place, with an SD of 11.
    if counts.min() > 48 and counts.max() < 200:
        return
    told = f"{n} crops of size {size} from images of {height} x {width}: "
    some_rows, some_columns = np.flatnonzero(counts.any(axis=1)), np.flatnonzero(counts.any(axis=0))
    if len(some_rows) == 1 and len(some_columns) == 1:
        top, left, _ = _windows(t, random_crop, images, size)
        cause = "The window does not move: draw its place from `rng`."
        if (top[0], left[0]) != (some_rows[0], some_columns[0]):
            cause = "One window is drawn for the whole batch. Each image wants its own."
        raise Wrong(f"{told}all were taken at ({some_rows[0]}, {some_columns[0]}).", cause)
    missing = [
        f"{axis} {', '.join(map(str, sorted(set(range(count)) - set(found))))}"
        for axis, count, found in (
            ("top", places[0], some_rows.tolist()),
            ("left", places[1], some_columns.tolist()),
        )
        if len(found) < count
    ]
    if missing:
        raise Wrong(
            f"{told}there was never a crop at {' nor at '.join(missing)}.",
            f"There are {height} - {size} + 1 = {places[0]} places for the top and "
            f"{width} - {size} + 1 = {places[1]} for the left; `rng.integers(high)` leaves high "
            "out. Height and width have their own ranges.",
        )
    i, j = np.unravel_index(int(counts.argmin()), places)
    raise Wrong(
        f"{told}the place ({i}, {j}) came up {counts.min()} times, another {counts.max()} times; "
        "all should come up about 120 times.",
        "Draw top and left independently, each place with the same chance. One number for both "
        "moves the window along a diagonal only.",
    )


@random_crop.property("every place comes up, the last ones included", weight=3)
def random_crop_every_place(t: Trial, random_crop: Function) -> None:
    _positions(t, random_crop, *t.either((6, 8, 4), (6, 9, 4)))


@random_crop.detail("tall images as well as wide ones", weight=2)
def random_crop_tall_images(t: Trial, random_crop: Function) -> None:
    _positions(t, random_crop, *t.either((8, 4, 3), (8, 5, 3)))


drawn_from_rng(random_crop, lambda t, f, rng: t.call(f, _maps(30, 9, 9), 4, rng))


any_form(
    random_crop,
    _maps(5, 9, 6),
    run=lambda t, f, images: t.call(f, images, 4, same_rng()),
    single=False,
)


@random_crop.guard("an image of exactly that size, a batch of one")
def random_crop_whole_image(t: Trial, random_crop: Function) -> None:
    for images, size in ((_maps(3, 6, 6), 6), (_maps(1, 4, 7), 4), (_maps(2, 5, 3), 3)):
        _, _, fine = _windows(t, random_crop, images, size)
        t.require(
            fine.all(),
            f"Images of {images.shape[1]} x {images.shape[2]} and size {size}: the result is not "
            "a window of the image.",
            "Where the window fills the image there is one place: 0.",
        )


# --- ten crops --------------------------------------------------------------------------------

Place = tuple[int, int, bool]


def _place(crop: Array, image: Array) -> Place | None:
    """Return top, left and whether it is mirrored of a crop of a picture from ``_maps``."""
    size = len(crop)
    for mirrored in (False, True):
        window = crop[:, ::-1] if mirrored else crop
        top, left = (int(v) for v in window[0, 0, :2])
        if np.array_equal(window, image[top : top + size, left : left + size]):
            return top, left, mirrored
    return None


def _found(t: Trial, ten_crop: Function, image: Array, size: int) -> list[Place]:
    """Return the places of the ten crops; fail when one is not a window, mirrored or not."""
    got = _call(t, ten_crop, image, size)
    out = pictures(t, "crops", got, (10, size, size, 3))
    places = []
    for n, crop in enumerate(out):
        place = _place(crop, image)
        if place is None:
            cause = "A crop holds `size` neighbouring rows and columns of the image."
            if _place(crop[::-1], image) is not None:
                cause = "It is upside down: the mirror image exchanges left and right."
            elif _place(crop[..., ::-1], image) is not None:
                cause = "Red and blue are exchanged: you reversed the colours, not the columns."
            elif _place(crop[..., ::-1], image[..., ::-1]) is None and np.any(
                crop[..., 0] != crop[:, :1, 0]
            ):
                cause = "Rows and columns are exchanged."
            raise Wrong(
                f"Crop {n} is not a window of the {image.shape[0]} x {image.shape[1]} image, "
                "mirrored or not.",
                cause,
            )
        places.append(place)
    return places


def _corners(height: int, width: int, size: int) -> list[tuple[int, int]]:
    bottom, right = height - size, width - size
    return [(0, 0), (0, right), (bottom, 0), (bottom, right)]


def _drawn_size(rng: np.random.Generator, odd: int = 0) -> tuple[int, int, int]:
    """Return height, width and size: even, or the size and what it leaves in height ``odd`` more.

    There are so many of them that no table holds them; rows still fit into uint8.
    """
    rows, columns = (2 + rng.permutation(89)[:2]).tolist()
    size = 2 * int(rng.integers(2, 30)) + odd
    return size + 2 * rows + odd, size + 2 * columns, size


def _told(places: list[tuple[int, int]]) -> str:
    return ", ".join(f"({top}, {left})" for top, left in places)


returns_uint8(ten_crop, lambda t, f, image: t.call(f, image, 4), single=True)


@ten_crop.property("four corners", weight=4)
def ten_crop_corners(t: Trial, ten_crop: Function) -> None:
    height, width, size = t.draw((10, 14, 6), _drawn_size)
    found = _found(t, ten_crop, _maps(1, height, width)[0], size)
    seen = {(top, left) for top, left, _ in found}
    missing = [place for place in _corners(height, width, size) if place not in seen]
    t.require(
        not missing,
        f"An image of {height} x {width}, size {size}: no crop starts at {_told(missing)} (row, "
        f"column). Yours start at {_told(sorted(seen))}.",
        "The last window of an axis starts at its length minus size. Rows go with the height, "
        "columns with the width.",
    )


@ten_crop.detail("the centre", weight=2)
def ten_crop_centre(t: Trial, ten_crop: Function) -> None:
    for height, width, size in t.draw(
        ((10, 14, 6), (8, 11, 5)), lambda rng: (_drawn_size(rng), _drawn_size(rng, odd=1))
    ):
        found = _found(t, ten_crop, _maps(1, height, width)[0], size)
        away = [
            max(abs(2 * top - (height - size)), abs(2 * left - (width - size)))
            for top, left, _ in found
        ]
        t.require(
            sum(a <= 1 for a in away) == 2,
            f"An image of {height} x {width}, size {size}: {sum(a <= 1 for a in away)} crops lie "
            f"in the centre, expected one and its mirror image. Yours start at "
            f"{_told([place[:2] for place in found])}.",
            "In the centre as many rows are left above as below, and as many columns on the left "
            "as on the right (one more or less when the rest is odd).",
        )


@ten_crop.property("each of the five also mirrored", weight=4)
def ten_crop_mirrored(t: Trial, ten_crop: Function) -> None:
    height, width, size = t.draw((8, 12, 4), _drawn_size)
    found = _found(t, ten_crop, _maps(1, height, width)[0], size)
    five = [*_corners(height, width, size), ((height - size) // 2, (width - size) // 2)]
    plain = [place[:2] for place in found if not place[2]]
    mirrored = [place[:2] for place in found if place[2]]
    t.require(
        sorted(plain) == sorted(mirrored) and len(plain) == 5 and {*five[:4]} <= {*plain},
        f"An image of {height} x {width}, size {size}. As they are: {_told(plain) or 'none'}. "
        f"Mirrored: {_told(mirrored) or 'none'}. Both lists should be {_told(five)}.",
        "Mirror the crops, left and right exchanged, or crop the mirrored image.",
    )
    if found != [(*place, m) for m in (False, True) for place in five]:
        t.note(
            "your crops come in another order than the five plain ones (top left, top right, "
            "bottom left, bottom right, centre) and then their mirror images; an average does not "
            "mind."
        )


@ten_crop.guard("an image of exactly that size")
def ten_crop_whole_image(t: Trial, ten_crop: Function) -> None:
    for height, width, size in ((5, 5, 5), (4, 7, 4), (6, 3, 3)):
        found = _found(t, ten_crop, _maps(1, height, width)[0], size)
        seen = {(top, left) for top, left, _ in found}
        t.require(
            set(_corners(height, width, size)) <= seen,
            f"An image of {height} x {width}, size {size}: a corner is missing.",
        )


any_form(ten_crop, _maps(1, 9, 6)[0], run=lambda t, f, image: t.call(f, image, 4), single=False)
