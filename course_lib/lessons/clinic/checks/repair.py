"""Checks of notebook 11: six sick parts are repaired, the rest of the patient stays what it was.

Each repair is judged twice: on its instrument, and on the score of a patient that is trained with
it.
"""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.lessons.clinic.checks.cures import cured, loss_is_softmax, scores, uniform
from course_lib.lessons.clinic.checks.parts import part
from course_lib.lessons.clinic.checks.wards import Run, treat, with_own

repair = Exercise(
    "repair", functions=("prepare_a", "start_b", "loss_c", "shuffle_d", "update_e", "split_f")
)

MEASURED = (
    "Mean and deviation are measured on the training rows alone; validation and fresh rows are "
    "moved by the same two numbers."
)


# ------------------------------------------------------------- the instruments of patients A to F


@repair.property("A: inputs of mean 0 and deviation 1", weight=1)
def inputs_standardized(t: Trial, prepare_a: Function) -> None:
    n = t.draw(60, lambda rng: int(rng.integers(50, 90)))
    train = np.asarray(part(t, "prepare", prepare_a)(*_three_sets(t, n))[0], dtype=float)
    mean, std = float(train.mean()), float(train.std())
    t.require(
        abs(mean) < 0.2 and 0.8 < std < 1.25,
        f"The training inputs have a mean of {mean:.3g} and a standard deviation of {std:.3g} "
        "after your part.",
        "Do not guess a scale: measure mean and deviation on the training rows.",
    )
    t.require(len(np.unique(train)) > n, "Rows that differ come out alike.")


@repair.detail("A: by the training rows, also a pixel that never changes", weight=1)
def by_training_rows(t: Trial, prepare_a: Function) -> None:
    n = t.draw(60, lambda rng: int(rng.integers(50, 90)))
    train, val, others = _three_sets(t, n)
    own = part(t, "prepare", prepare_a)
    first = np.asarray(own(train, val, others)[0], dtype=float)
    again = own(train, val + 3.0, train[:30])
    t.require(
        np.allclose(first, again[0], rtol=1e-4, atol=1e-4),
        "Training rows come out differently when the validation rows are others.",
        MEASURED,
    )
    t.require(
        np.allclose(own(train, train[:20], others)[1], first[:20], rtol=1e-4, atol=1e-4),
        "The same rows come out differently as validation rows than as training rows.",
        MEASURED,
    )
    t.require(
        np.allclose(again[2], first[:30], rtol=1e-4, atol=1e-4),
        "The same rows come out differently as fresh rows than as training rows.",
        MEASURED,
    )
    train[:, 0] = val[:, 0] = others[:, 0] = t.rng.integers(9)  # a pixel in a corner
    t.require(
        all(np.isfinite(one).all() for one in own(train, val, others)),
        "The inputs hold nan or inf.",
        "One of the pixels never changes: its deviation is 0.",
    )


def _three_sets(t: Trial, n: int) -> list[Array]:
    centre, spread = uniform(t.rng, 3, 12, 6), uniform(t.rng, 1, 4, 6)
    return [centre + spread * t.rng.standard_normal((rows, 6)) for rows in (n, 20, 30)]


@repair.property("B: the signal neither grows nor fades at the start", weight=1)
def spread_kept(t: Trial, start_b: Function) -> None:
    own = part(t, "start", start_b)
    for fan_in, fan_out in t.draw(
        [(300, 32), (1800, 30)],
        lambda rng: [
            (int(rng.integers(250, 350)), int(rng.integers(25, 40))),
            (int(rng.integers(1600, 2000)), int(rng.integers(25, 40))),
        ],
    ):
        w, b = (np.asarray(a, dtype=float) for a in own(fan_in, fan_out, fresh(t)))
        # Of independent inputs each adds w**2; no draw of inputs blurs it.
        size = float(np.sqrt((w**2).sum(axis=0).mean() + b.var()))
        t.require(
            0.8 < size < 1.6,
            f"Inputs of deviation 1 leave a layer with {fan_in} inputs with a deviation of "
            f"{size:.3g} before the ReLU.",
            "Each of the fan_in inputs adds its share to the variance: the larger the layer, the "
            "smaller its weights must be (notebook 02).",
        )


@repair.detail("B: biases of 0, weights from `rng`", weight=1)
def biases_and_generator(t: Trial, start_b: Function) -> None:
    own = part(t, "start", start_b)
    (w, b), (other, _) = (own(64, 32, fresh(t)) for _ in range(2))
    t.require(
        abs(float(np.mean(b))) < 0.3,
        f"Inputs of mean 0 leave a layer with a mean of {float(np.mean(b)):.3g}.",
        "Biases start at 0.",
    )
    t.require(
        not np.array_equal(w, other),
        "Two generators gave the same weights.",
        "Draw the weights from `rng`.",
    )


@repair.property("C: the loss can reach 0, and the gradient is its own", weight=2)
def loss_reaches_zero(t: Trial, loss_c: Function) -> None:
    loss_is_softmax(t, part(t, "loss", loss_c))


@repair.property("D: every image keeps its label", weight=1)
def pairs_kept(t: Trial, shuffle_d: Function) -> None:
    own = part(t, "shuffle", shuffle_d)
    n = t.draw(40, lambda rng: int(rng.integers(30, 60)))
    x, labels = t.rng.standard_normal((n, 3)), t.rng.integers(10, size=n)
    out, out_labels = own(x, labels, fresh(t))
    distance = ((np.asarray(out)[:, None] - x) ** 2).sum(axis=-1)
    order = distance.argmin(axis=1)
    t.require(
        np.array_equal(np.sort(order), np.arange(n)) and distance.min(axis=1).max() < 1e-8,
        "The images that come out are not those that went in, each once.",
        "A permutation has every row once.",
    )
    kept = int(np.sum(labels[order] == out_labels))
    t.require(
        kept == n,
        f"Of {n} images {kept} still have their own label after your part.",
        "Images and labels must move together: one order for both.",
    )


@repair.detail("D: in a new order", weight=1)
def new_order(t: Trial, shuffle_d: Function) -> None:
    own = part(t, "shuffle", shuffle_d)
    x = t.rng.standard_normal((40, 3))
    one, other = (own(x, np.arange(40) % 10, fresh(t))[0] for _ in range(2))
    t.require(
        not np.array_equal(one, x) and not np.array_equal(one, other),
        "The order is not a new one for another generator.",
        "Draw the order from `rng`: batches of sorted data teach one class at a time.",
    )


@repair.property("E: old gradients fade, as in momentum with 0.9", weight=2)
def gradients_fade(t: Trial, update_e: Function) -> None:
    own = part(t, "update", update_e)
    n = t.draw(4, lambda rng: int(rng.integers(3, 8)))
    lr = t.draw(0.1, lambda rng: round(float(rng.uniform(0.02, 0.2)), 4))
    w, v, dw = t.rng.standard_normal(n), np.zeros(n), uniform(t.rng, 0.5, 2, n)
    begin, steps = w.copy(), 60
    for _ in range(steps):
        before = np.array(w)
        w, v = own(w.copy(), dw, v.copy(), lr)
    step = float(np.mean((before - w) / (lr * dw)))
    causes = (
        "What is kept of the old sum at each step? Without a factor below 1 every gradient since "
        "the start is in it.",
        "A step as large as one gradient is plain descent, or an average of gradients. Momentum "
        "adds each gradient, whole, to what is kept of the old sum.",
        "What is kept of the old sum at each step, and what is added to it?",
    )
    t.require(
        np.mean((begin - w) * dw > 0) > 0.8,
        "With a constant gradient the parameters do not walk against it.",
    )
    t.require(
        abs(step - 10) < 0.1,
        f"With a constant gradient the {steps}th step is {step:.4g} times rate times gradient; "
        "momentum with 0.9 levels out at 10.",
        causes[0] if step > 10 else causes[1] if step < 1.1 else causes[2],
    )


@repair.property("F: copies of an image stay on one side", weight=1)
def copies_together(t: Trial, split_f: Function) -> None:
    own = part(t, "split", split_f)
    for _ in range(2):
        n, image = _images(t)
        train, val = own(image, fresh(t))
        t.require(
            not np.array_equal(np.sort(np.concatenate([train, val])), np.arange(n)),
            f"Of {n} images with {len(image)} rows you return each number from 0 to {n - 1} once.",
            "These are numbers of images. The two sides are numbers of rows.",
        )
        both = np.intersect1d(image[train], image[val])
        t.require(
            len(both) == 0,
            f"Of {n} images {len(both)} have a copy among the training rows and one among the "
            "validation rows.",
            "Divide the images, not the rows: `image` tells which rows are copies of one image.",
        )


@repair.detail("F: every row once, two thirds for training, by `rng`", weight=1)
def every_row_once(t: Trial, split_f: Function) -> None:
    own = part(t, "split", split_f)
    _, image = _images(t)
    (train, val), (other, _) = (own(image, fresh(t)) for _ in range(2))
    t.require(
        np.array_equal(np.sort(np.concatenate([train, val])), np.arange(len(image))),
        "Not every row is there exactly once.",
    )
    share = len(train) / len(image)
    t.require(
        0.6 < share < 0.73,
        f"A share of {share:.2f} of the rows is for training; it should stay two thirds.",
    )
    t.require(
        not np.array_equal(np.sort(train), np.sort(other)),
        "Two generators gave the same split.",
        "Draw it from `rng`: data in a file are often sorted.",
    )


def _images(t: Trial) -> tuple[int, Array]:
    n = t.draw(30, lambda rng: int(rng.integers(25, 50)))
    image = np.repeat(np.arange(n), t.draw(2, lambda rng: int(rng.integers(2, 5))))
    return n, image[t.rng.permutation(len(image))]


@repair.known(
    "These are masks. `np.flatnonzero` gives the numbers of the rows where a mask is true.",
    "split_f",
)
def no_masks(split_f: Function) -> Function:
    return lambda image, rng: tuple(
        np.flatnonzero(side) if np.asarray(side).dtype == bool else side
        for side in split_f(image, rng)
    )


@repair.known("You count the rows from 1. The first row is number 0.", "split_f")
def from_zero(split_f: Function) -> Function:
    return lambda image, rng: tuple(np.asarray(side) - 1 for side in split_f(image, rng))


# ----------------------------------------------------------------- the scores of patients A to F


@repair.property("A: the patient scores like its healthy twin", weight=4)
def a_scores(t: Trial, prepare_a: Function) -> None:
    cured(t, "prepare", prepare_a, scores)


@repair.property("B: the patient scores like its healthy twin", weight=4)
def b_scores(t: Trial, start_b: Function) -> None:
    cured(t, "start", start_b, scores)


@repair.property("C: the patient scores like its healthy twin", weight=4)
def c_scores(t: Trial, loss_c: Function) -> None:
    cured(t, "loss", loss_c, scores)


@repair.property("D: the patient scores like its healthy twin", weight=4)
def d_scores(t: Trial, shuffle_d: Function) -> None:
    cured(t, "shuffle", shuffle_d, scores)


@repair.property("E: the patient scores like its healthy twin", weight=4)
def e_scores(t: Trial, update_e: Function) -> None:
    def judge(run: Run, healthy: Run) -> None:
        scores(run, healthy)
        moved = float(run["ratio"][0] / healthy["ratio"][0])
        if not 0.6 < moved < 1.7:
            raise Wrong(
                f"Around step 100 the update ratio is {moved:.2g} times that of the healthy twin.",
                "The twin uses momentum with 0.9 and the rate that it is given, from v = 0.",
            )

    cured(t, "update", update_e, judge)


@repair.property("F: validation accuracy says what fresh images say", weight=4)
def f_scores(t: Trial, split_f: Function) -> None:
    cured(t, "split", split_f, scores)
    members, seed = 8, t.draw(23, lambda rng: int(rng.integers(2**31)))
    run = treat(with_own({"split": part(t, "split", split_f)}), seed, members)
    gap = float(np.mean(run["val"] - run["fresh"]))
    # In 300 draws healthy patients read -0.012 +- 0.019, leaking ones at least 0.11.
    t.require(
        gap < 0.08,
        f"In {members} patients the validation accuracy is {gap:+.3f} above that on fresh images.",
    )
