"""Checks of random offsets along the principal axes of the colours."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import any_form
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.lessons.regularization.checks.pictures import (
    ROUNDING,
    WRAPPED,
    called,
    correlation,
    drawn_from_rng,
    pictures,
    random_pictures,
    returns_uint8,
    same_pictures,
    same_rng,
    unchanged_at_zero,
)

pca_color = Exercise("pca_color", functions=("pca_color",))

# Three orthogonal directions of length 3; no row equals a column, so that rows and columns of a
# matrix of eigenvectors cannot be mistaken for each other unseen.
AXES = np.array([[2, 2, 1], [-2, 1, 2], [1, -2, 2]])


def _coloured(t: Trial, n: int) -> tuple[Array, Array, Array]:
    """Return images of one colour each, the axes of these colours and their SDs along them.

    Three in four are grey, which is the mean. The other eight colours are grey plus or minus whole
    steps along three orthogonal axes, each as often as the others, so the principal axes and the
    variances are known, and no image is one SD away from the mean. ``n`` is a multiple of 32.
    """
    steps = np.array([10, 6, 2])
    axes = t.either(AXES, AXES[:, ::-1])
    signs = np.array(np.meshgrid([-1, 1], [-1, 1], [-1, 1])).reshape(3, 8).T
    colours = 128 + np.concatenate([(signs * steps) @ axes, np.zeros((24, 3), int)])
    images = np.tile(colours, (n // 32, 1))[t.rng.permutation(n)]
    images = np.broadcast_to(images[:, None, None], (n, 2, 3, 3)).astype(np.uint8)
    # In one image of four the size is 3 * steps, and the variance a quarter of its square.
    return images, axes / 3.0, 3.0 * steps / 2


def _offsets(t: Trial, pca_color: Function, images: Array, alpha_std: float) -> Array:
    """Return the offset (N, 3) that each image got; ALREADY when its pixels differ in it."""
    got = pictures(t, "images", t.call(pca_color, images, alpha_std, fresh(t)), images.shape)
    moved = (got - images).reshape(len(images), -1, 3)
    t.require(np.ptp(moved, axis=1).max() <= ROUNDING, ALREADY)
    return np.asarray(moved.mean(axis=1))


returns_uint8(pca_color, lambda t, f, images: t.call(f, images, 0.1, fresh(t)))


@pca_color.property("one offset of colour for all pixels of an image", weight=3)
def one_offset_per_image(t: Trial, pca_color: Function) -> None:
    shape = t.either((12, 4, 6), (16, 5, 3))
    images = random_pictures(t, *shape, low=100, high=156)
    got = called(t, pca_color, images, 0.9, fresh(t))
    moved = (pictures(t, "images", got, images.shape) - images).reshape(len(images), -1, 3)
    t.require(
        np.abs(moved).max() > 0,
        "Nothing changed with alpha_std = 0.9.",
        "Offsets below half a step vanish when they are rounded: are the variances those of "
        "pixels from 0 to 255?",
    )
    if np.ptp(moved, axis=1).max() <= ROUNDING:
        return
    cause = "Draw three alphas for an image; their offset goes to all of its pixels."
    if np.abs(moved).max() > 90 and ((moved.min(axis=1) >= 0) | (moved.max(axis=1) <= 0)).all():
        cause = (
            "The offsets are so large that pixels end at 0 or 255. Is the mean taken off before "
            "the covariance, is the covariance divided by the number of pixels, and does the "
            "offset take the roots of the variances?"
        )
    elif np.abs(moved).max() > 120:
        cause = WRAPPED
    elif np.abs(moved.std(axis=1)).min() > 5:
        cause += " Alphas for each pixel would be noise, not another light."
    raise Wrong("Within one image the pixels moved by different amounts.", cause)


def _moves(t: Trial, pca_color: Function, alpha_std: float) -> bool:
    """Tell whether images of many colours change."""
    images = random_pictures(t, 8, 4, 5, low=100, high=156)
    got = pictures(t, "images", t.call(pca_color, images, alpha_std, fresh(t)), images.shape)
    return bool(np.any(got != images))


def _along(offsets: Array, axes: Array) -> Array:
    return np.asarray(np.sqrt(((offsets @ axes.T) ** 2).mean(axis=0)))


@pca_color.property("along the principal axes, alpha_std standard deviations far", weight=4)
def offsets_along_axes(t: Trial, pca_color: Function) -> None:
    images, axes, deviations = _coloured(t, 320)
    offsets = _offsets(t, pca_color, images, 1.0)
    t.require(
        np.abs(offsets).max() == 0 or np.ptp(offsets, axis=0).max() > ROUNDING,
        "All images of the batch moved by the same colour.",
        "Draw alphas of shape (N, 3).",
    )
    grey = np.ptp(images[:, 0, 0], axis=1) == 0
    t.require(
        offsets[grey].any() or not offsets.any(),
        "Images whose colour is the mean of the batch stay as they are, and all others move.",
        "The colour of the image itself is in its offset. Axes and variances are those of all "
        "pixels of the batch, and nothing but alpha is an image's own.",
    )
    got = _along(offsets, axes)
    # 320 draws: an SD is known to 4 %; rounding adds 0.3 in squares.
    if np.allclose(got, deviations, rtol=0.3):
        half = _along(_offsets(t, pca_color, images, 0.5), axes)[:2]
        t.require(
            np.allclose(half, deviations[:2] / 2, rtol=0.3),
            f"alpha_std = 1 is right, and with 0.5 the offsets along the first two axes have "
            f"standard deviations of {half[0]:.1f} and {half[1]:.1f}, expected "
            f"{deviations[0] / 2:g} and {deviations[1] / 2:g}.",
            "alpha_std is a standard deviation, which multiplies: not its square nor its root.",
        )
        return
    if np.allclose(got[0], deviations[0] ** 2 / 255, rtol=0.6):
        larger = 255 / deviations[0]
        paper = _along(_offsets(t, pca_color, images, larger), axes)
        want = deviations**2 / deviations[0]
        if np.allclose(paper[:2], want[:2], rtol=0.3):
            t.note(
                "you multiply alpha by the variance of pixels from 0 to 1, as the paper says; "
                "the course takes its root, whose unit is that of a colour."
            )
            return
    cause = "The offset is the sum of alpha_i * sqrt(variance_i) * axis_i."
    if np.abs(offsets).max() == 0 and _moves(t, pca_color, 0.5):
        cause = "An image of one colour did not move: the axes are those of the whole batch."
    elif got.max() < 0.5:
        cause = (
            "The offsets are far too small. For a variance the squares are divided by the number "
            "of pixels; its root is what an offset takes."
        )
    elif np.allclose(got, got[0], rtol=0.25):
        cause = "All directions move alike: weigh each axis with the root of its variance."
    elif np.allclose(got[::-1], deviations, rtol=0.35):
        cause = "The largest variance went to the last axis: keep each variance with its axis."
    raise Wrong(
        f"The colours of this batch have standard deviations of "
        f"{', '.join(f'{v:g}' for v in deviations)} along their three principal axes. With "
        f"alpha_std = 1 the offsets should have the same; yours have "
        f"{', '.join(f'{v:.1f}' for v in got)}.",
        cause + " The axes are those of the covariance of all pixels of the batch, mean removed; "
        "`np.linalg.eigh` returns them as columns.",
    )


@pca_color.detail("three alphas for each image, normal, independent", weight=4)
def alphas_for_each_image(t: Trial, pca_color: Function) -> None:
    images, axes, deviations = _coloured(t, 640)
    offsets = _offsets(t, pca_color, images, 1.0)
    if np.abs(offsets).max() < 10:  # the paper's variances: smaller offsets for the same alphas
        offsets = _offsets(t, pca_color, images, 255 / deviations[0])
    # Offsets that reach 0 or 255 are cut off: they tell nothing of alpha.
    t.require(np.ptp(offsets, axis=0).max() > 10 and np.abs(offsets).max() < 90, ALREADY)
    along = offsets @ axes.T
    # The SD of a correlation of 640 independent pairs is 0.04.
    for i, j in ((0, 1), (0, 2), (1, 2)):
        if min(along[:, i].std(), along[:, j].std()) > 1.0:
            t.require(
                abs(correlation(along[:, i], along[:, j])) < 0.3,
                f"The offsets along the principal axes {i + 1} and {j + 1} go together.",
                "Each axis has an alpha of its own, and the offsets run along the axes.",
            )
    scaled = along[:, :2] / along[:, :2].std(axis=0)
    t.require(
        np.abs(along.mean(axis=0) / along.std(axis=0)).max() < 0.45,
        "The offsets do not have mean 0: all images are pushed to one side.",
        "alpha is normal with mean 0; the mean of the pixels is not part of the offset.",
    )
    t.require(
        np.abs(scaled).max() > 1.9,
        "None of 1280 alphas is larger than 1.9 standard deviations.",
        "alpha is normal, `rng.normal`, not uniform.",
    )


@pca_color.detail("white stays white: no wrap-around", weight=3)
def no_wrap_around(t: Trial, pca_color: Function) -> None:
    # In twenty batches: one offset for a batch still goes both ways. No pixel is at a limit before.
    images = random_pictures(t, 240, 3, 4, low=236, high=251)
    dark = t.rng.permutation(240)[:120]
    images[dark] = 255 - images[dark]
    got = np.concatenate(
        [
            pictures(t, "images", t.call(pca_color, batch, 0.1, fresh(t)), batch.shape)
            for batch in np.split(images, 20)
        ]
    )
    away = np.abs(got - images)
    t.require(away.max() > 0, "Nothing changed with alpha_std = 0.1.", "Return what you computed.")
    t.require(
        away.max() <= 190,
        f"A nearly white or nearly black pixel changed by {away.max():g}.",
        WRAPPED,
    )
    t.require(
        got.min() >= 0 and got.max() <= 255,
        f"The values run from {got.min():g} to {got.max():g}.",
        "Limit to 0 and 255.",
    )
    t.require(
        got.min() == 0 and got.max() == 255,
        f"Among nearly black and nearly white pixels the values end at {got.min():g} and "
        f"{got.max():g}; some must arrive at 0 and at 255.",
        "Values outside are set to the limits 0 and 255; the rest of the image stays.",
    )


@pca_color.guard("alpha_std 0 changes nothing")
def alpha_std_zero(t: Trial, pca_color: Function) -> None:
    unchanged_at_zero(
        t,
        pca_color,
        "alpha_std = 0",
        "At alpha_std = 0 every offset is 0; the mean comes off for the axes only.",
    )


@pca_color.guard("black-and-white photos stay grey")
def grey_stays_grey(t: Trial, pca_color: Function) -> None:
    # The same batches in every run: whether a variance of 0 comes out as -1e-13 depends on them.
    for seed in range(4):
        grey = np.random.default_rng(seed).integers(90, 166, size=(4, 5, 6, 1), dtype=np.uint8)
        images = np.repeat(grey, 3, axis=3)
        got = t.call(pca_color, images, 0.5, np.random.default_rng(seed))
        away = pictures(t, "images", got, images.shape) - images
        t.require(
            np.ptp(away, axis=3).max() <= ROUNDING and np.abs(away).max() < 85,
            "Grey images, red = green = blue, became coloured or black.",
            "Two of their variances are 0, and rounding can make -1e-13 of that. Its root is nan: "
            "raise variances to 0 first.",
        )


drawn_from_rng(pca_color, lambda t, f, rng: t.call(f, same_pictures(), 0.5, rng))


any_form(
    pca_color,
    same_pictures(),
    run=lambda t, f, images: t.call(f, images, 0.5, same_rng()),
    single=False,
)
