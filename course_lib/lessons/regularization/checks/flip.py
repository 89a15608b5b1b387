"""Checks of the random mirror image."""

from __future__ import annotations

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
    random_pictures,
    returns_uint8,
    same_pictures,
    same_rng,
)

random_flip = Exercise("random_flip", functions=("random_flip",))


def _all(a: Array, b: Array) -> Array:
    """Tell for each image whether it is the same in ``a`` and in ``b``."""
    return np.asarray((a == b).all(axis=(1, 2, 3)))


def _flipped(t: Trial, random_flip: Function, images: Array) -> Array:
    """Return which images came back mirrored (N,); Wrong(ALREADY) for anything else."""
    out = pictures(t, "images", t.call(random_flip, images, fresh(t)), images.shape)
    mirrored = _all(out, images[:, :, ::-1])
    t.require((mirrored | _all(out, images)).all(), ALREADY)
    return mirrored


returns_uint8(random_flip, lambda t, f, images: t.call(f, images, fresh(t)))


@random_flip.property("an image stays as it is or is mirrored left-right", weight=3)
def itself_or_mirrored(t: Trial, random_flip: Function) -> None:
    images = random_pictures(t, 64, *t.either((3, 6), (5, 4)))
    out = pictures(t, "images", t.call(random_flip, images, fresh(t)), images.shape)
    mirrored = _all(out, images[:, :, ::-1])
    odd = ~(mirrored | _all(out, images))
    if odd.any():
        cause = "Axis 0 counts the images, 1 the rows from top to bottom, 2 the columns, 3 colours."
        for other, sentence in (
            (images[:, ::-1], "It is upside down: you reversed the rows."),
            (images[..., ::-1], "Red and blue are exchanged: you reversed the colours."),
            (images[:, ::-1, ::-1], "It is turned by 180 degrees: rows and columns are reversed."),
            (images[:, :, ::-1, ::-1], "It is mirrored, and red and blue are exchanged."),
            (images[::-1], "The order of the images is reversed."),
            (images[::-1, :, ::-1], "The order of the images is reversed."),
        ):
            if _all(out, other)[odd].all():
                cause = sentence
        raise Wrong(
            f"Image {int(np.argmax(odd))} is neither itself nor its mirror image (left and right "
            "exchanged).",
            cause,
        )
    tries = 0
    while not mirrored.any() and tries < 30:
        tries, mirrored = tries + 1, _flipped(t, random_flip, images)
    t.require(
        mirrored.any(),
        "None of 64 images was mirrored.",
        "An assignment such as `image = image[:, ::-1]` inside a loop gives a name to the mirror "
        "image; it does not put it into the result.",
    )


@random_flip.property("about half of the images are mirrored", weight=3)
def half_are_mirrored(t: Trial, random_flip: Function) -> None:
    images = random_pictures(t, 1600, 2, 3)
    count = int(_flipped(t, random_flip, images).sum())
    # 1600 fair coins: 800 with an SD of 20.
    if 660 <= count <= 940:
        return
    cause = "Each image has a chance of 1/2: compare `rng.random()` with 0.5."
    if count in (1, 2):
        cause = (
            "The numbers 0 and 1 as an index pick the images 0 and 1. A mask is boolean: compare, "
            "or convert with `.astype(bool)`."
        )
    if count in (0, 1600):
        few = images[:20]
        runs = [int(_flipped(t, random_flip, few).sum()) for _ in range(8)]
        cause = "There is no coin: every image is mirrored." if count else cause
        if any(n != runs[0] for n in [*runs, 0 if count == 0 else 20]):
            cause = "One coin decides for the whole batch. Each image wants its own."
    raise Wrong(f"{count} of 1600 images were mirrored, expected about 800.", cause)


@random_flip.detail("each image has a coin of its own", weight=2)
def coin_for_each_image(t: Trial, random_flip: Function) -> None:
    images = random_pictures(t, 400, 2, 3)
    mirrored = _flipped(t, random_flip, images)
    changes = int((mirrored[1:] != mirrored[:-1]).sum())
    t.require(
        130 <= changes <= 270,
        f"Of 399 neighbours in the batch {changes} differ in whether they are mirrored; with fair "
        "coins about 200 do.",
        "Whether an image is mirrored must not depend on its place or on its neighbours.",
    )
    single = [bool(_flipped(t, random_flip, images[:1])[0]) for _ in range(40)]
    t.require(
        any(single) and not all(single),
        f"A batch of one image, 40 calls: it was mirrored {sum(single)} times.",
        "You mirror a fixed number of the images, or never the last one. Every image has a coin.",
    )


drawn_from_rng(random_flip, lambda t, f, rng: t.call(f, same_pictures(), rng))


any_form(
    random_flip,
    same_pictures(),
    run=lambda t, f, images: t.call(f, images, same_rng()),
    single=False,
)
