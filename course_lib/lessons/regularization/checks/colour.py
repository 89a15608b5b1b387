"""Checks of random contrast and brightness."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import any_form
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Slip
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

color_jitter = Exercise("color_jitter", functions=("color_jitter",))


def _line(x: Array, y: Array, whole: bool = False) -> tuple[Array, Array, Array]:
    """Return for each image the slope of y against x, the shift of the mean, and the misfit.

    A contrast that each colour takes around its own mean bends no line here, unless ``whole`` asks
    for one line through all colours.
    """
    x, y = x.astype(np.float64), y.astype(np.float64)
    axes = (1, 2, 3) if whole else (1, 2)
    dx = x - x.mean(axis=axes, keepdims=True)
    dy = y - y.mean(axis=axes, keepdims=True)
    slope = (dx * dy).sum(axis=(1, 2, 3)) / (dx * dx).sum(axis=(1, 2, 3))
    misfit = np.abs(dy - slope[:, None, None, None] * dx).max(axis=(1, 2, 3))
    return slope, (y - x).mean(axis=(1, 2, 3)), misfit


def _jittered(t: Trial, color_jitter: Function, n: int, strength: float) -> tuple[Array, Array]:
    """Return contrast and brightness (N,) of images of the middle greys; ALREADY if not a line.

    Each image, each colour in it and each pixel over the batch have the mean 128: around which of
    these a contrast is taken is the business of other rows. ``n`` is even.
    """
    half = random_pictures(t, n // 2, 3, 2, low=90, high=167).astype(int)
    half = np.concatenate([half, 256 - half], axis=2)
    images = np.concatenate([half, 256 - half]).astype(np.uint8)
    got = t.call(color_jitter, images, strength, fresh(t))
    slope, shift, misfit = _line(images, pictures(t, "images", got, images.shape))
    t.require(
        misfit.max() <= ROUNDING,
        f"With strength {strength:g} no value of these images should reach 0 or 255, and yet the "
        "new values are not a line over the old ones.",
        "If the simpler case above holds, factors or shifts are larger than the strength allows: "
        "uniform numbers have limits, normal ones do not.",
    )
    return slope, shift


returns_uint8(color_jitter, lambda t, f, images: t.call(f, images, 0.3, fresh(t)))


@color_jitter.property("one contrast and one brightness for all pixels of an image", weight=3)
def same_change_for_all_pixels(t: Trial, color_jitter: Function) -> None:
    shape = t.either((80, 6, 8), (80, 7, 5))
    # Each colour has a mean of its own, 19 steps from the next. The strength is so small that no
    # value reaches 0 or 255, not even where the shifts are normal numbers.
    images = random_pictures(t, *shape, low=109, high=148) + np.array([-19, 0, 19])
    images = images.astype(np.uint8)
    out = pictures(t, "images", called(t, color_jitter, images, 0.08, fresh(t)), images.shape)
    inside = ((out > 0) & (out < 255)).all(axis=(1, 2, 3))
    if inside.sum() >= 10:  # too large a strength is the business of later rows
        images, out = images[inside], out[inside]
    slope, _, misfit = _line(images, out, whole=True)
    t.require(
        np.abs(slope).max() > 0.02,
        "The results do not depend on the images any more.",
        "Contrast multiplies the distance from the mean; it stays a number near 1.",
    )
    t.require(
        np.any(out != images), "Nothing changed with strength 0.08.", "Return what you computed."
    )
    if misfit.max() <= ROUNDING:
        return
    cause = "Every pixel and every colour of an image gets the same two numbers."
    colours = [slice(c, c + 1) for c in range(3)]
    slopes, shifts, misfits = np.array(
        [_line(images[..., c], out[..., c]) for c in colours]
    ).swapaxes(0, 1)
    if misfits.max() <= ROUNDING:
        cause = (
            "Each colour by itself is fine, but the three differ: draw one number for an image, "
            "and take its mean over rows, columns and colours."
        )
        # Rounding moves a mean by some tenths; a slope by 0.5 over the spread of the values.
        if np.ptp(shifts, axis=0).max() < 0.9 and np.ptp(slopes, axis=0).max() < 0.08:
            cause = Slip(
                "Each colour keeps its own mean. Contrast is taken around the mean of the image, "
                "over rows, columns and colours."
            )
    elif np.abs(out - images).max() > 150:
        cause = WRAPPED
    raise Wrong(
        "For one image the new values are not a line over the old ones: "
        "`new = factor * old + shift`, up to rounding.",
        cause,
    )


@color_jitter.property("contrast: factors from 1 - strength to 1 + strength", weight=2)
def contrast_range(t: Trial, color_jitter: Function) -> None:
    strength = t.either(0.2, 0.18)
    slope, _ = _jittered(t, color_jitter, 300, strength)
    low, high = float(slope.min()), float(slope.max())
    told = (
        f"Strength {strength:g}, 300 images: the contrast factors run from {low:.2f} to {high:.2f}"
    )
    t.require(
        low > 1 - strength - 0.04 and high < 1 + strength + 0.04,
        f"{told}; {1 - strength:g} to {1 + strength:g} is allowed.",
        "Draw uniformly between these limits. Contrast leaves the mean of an image where it is.",
    )
    t.require(
        low < 1 - 0.8 * strength and high > 1 + 0.8 * strength,
        f"{told}; they should fill {1 - strength:g} to {1 + strength:g}.",
        "Contrast must become stronger for some images and weaker for others, by up to the "
        "strength.",
    )


@color_jitter.property("brightness: shifts up to strength * 255, up and down", weight=2)
def brightness_range(t: Trial, color_jitter: Function) -> None:
    strength = t.either(0.2, 0.15)
    _, shift = _jittered(t, color_jitter, 300, strength)
    low, high, most = float(shift.min()), float(shift.max()), 255 * strength
    told = (
        f"Strength {strength:g}, 300 images: the mean of an image moves by {low:.1f} to {high:.1f}"
    )
    cause = "Draw uniformly from -strength * 255 to strength * 255."
    if high <= 1.5 * strength + 1 and low >= -1.5 * strength - 1:
        cause = "The shift is in steps of the pixels, which run to 255: multiply by 255."
    t.require(
        low > -most - 1.5 and high < most + 1.5,
        f"{told}; {-most:g} to {most:g} is allowed.",
        "Is the contrast taken around the mean of the image? Around 0 it moves the mean as well.",
    )
    t.require(
        low < -0.8 * most and high > 0.8 * most,
        f"{told}; it should fill {-most:g} to {most:g}.",
        cause,
    )


@color_jitter.detail("two numbers of its own for every image", weight=2)
def numbers_for_every_image(t: Trial, color_jitter: Function) -> None:
    strength = 0.2
    slope, shift = _jittered(t, color_jitter, 300, strength)
    t.require(
        slope.std() > 0.3 * strength and shift.std() > 0.3 * 255 * strength,
        "All images of the batch changed in the same way.",
    )
    # The SD of a correlation of 300 independent pairs is 0.06.
    t.require(
        abs(correlation(slope, shift)) < 0.42,
        "Images with more contrast are always brighter (or always darker).",
        "One number serves for both: draw the shift apart from the factor.",
    )
    t.require(
        abs(correlation(slope[1:], slope[:-1])) < 0.42,
        "The factors follow one another in an order.",
        "Draw each at random.",
    )


drawn_from_rng(color_jitter, lambda t, f, rng: t.call(f, same_pictures(), 0.3, rng))


@color_jitter.detail("contrast is taken around the mean of each image", weight=2)
def contrast_around_image_mean(t: Trial, color_jitter: Function) -> None:
    # So many that some of them reach 0 or 255 where the shifts are normal numbers.
    dark = random_pictures(t, 240, 3, 4, low=50, high=90)
    bright = random_pictures(t, 240, 3, 4, low=170, high=210)
    even = (np.arange(240) % 2 == 0)[:, None, None, None]
    seed, lines = int(t.rng.integers(2**32)), []
    # The same draws for the same places; what is dark in one batch is bright in the other.
    for images in (np.where(even, dark, bright), np.where(even, bright, dark)):
        got = t.call(color_jitter, images, 0.1, np.random.default_rng(seed))
        lines.append(_line(images, pictures(t, "images", got, images.shape)))
    (slope, shift, misfit), (_, other, _) = lines
    t.require(misfit.max() <= ROUNDING and slope.std() > 0.03, ALREADY)
    away = shift - other
    cause = (
        "Multiply the distance from the mean of this image: not the value itself, not the distance "
        "from 128, nor from the mean of the batch."
    )
    # Around any other point each mean moves by its factor less 1, times its distance from there.
    if np.abs(correlation(away, (slope - 1) * np.where(even[:, 0, 0, 0], 1, -1))) < 0.5:
        cause = "A shift is a share of 255, the same for a dark image and a bright one."
    most = np.abs(away).max()
    t.require(
        most < 1.0,
        "Two images, one dark and one bright, that get the same factor and the same shift: their "
        f"means should move by the same amount, and yours differ by up to {most:.1f}.",
        cause,
    )


@color_jitter.detail("white stays white: no wrap-around", weight=3)
def no_wrap_around(t: Trial, color_jitter: Function) -> None:
    # In sixteen batches: one pair of numbers for a batch still reaches both limits.
    images = random_pictures(t, 240, 5, 5)
    got = [
        pictures(t, "images", t.call(color_jitter, batch, 0.6, fresh(t)), batch.shape)
        for batch in np.split(images, 16)
    ]
    # Each colour of each image in a row of its own.
    x, y = (
        np.moveaxis(a, 3, 1).reshape(3 * len(images), -1).astype(np.float64)
        for a in (images, np.concatenate(got))
    )
    t.require(np.any(x != y), "Nothing changed with strength 0.6.", "Return what you computed.")
    order = np.argsort(x, axis=1, kind="stable")
    steps = np.diff(np.take_along_axis(y, order, axis=1), axis=1)
    t.require(
        np.ptp(y, axis=1).max() > 5 and steps.min() >= -1.0,
        "In one image a pixel that was brighter than another is much darker than it now.",
        WRAPPED if steps.min() < -100 else "",
    )
    t.require(
        y.min() >= 0 and y.max() <= 255,
        f"The values run from {y.min():g} to {y.max():g}.",
        "Limit to 0 and 255.",
    )
    t.require(
        (y == 255).any() and (y == 0).any(),
        "With strength 0.6 some pixels must arrive at 0 and some at 255, and none does.",
        "Values outside are set to the limit; the rest of the image is not scaled to fit.",
    )


@color_jitter.guard("strength 0 changes nothing")
def strength_zero(t: Trial, color_jitter: Function) -> None:
    unchanged_at_zero(
        t, color_jitter, "strength 0", "At strength 0 the factor is 1 and the shift 0."
    )


any_form(
    color_jitter,
    same_pictures(),
    run=lambda t, f, images: t.call(f, images, 0.3, same_rng()),
    single=False,
)
