"""Checks of notebook 11: a sick part is repaired, the rest of the patient stays what it was.

Each repair is judged twice: on its instrument, and on the score of two patients that are trained
with it, the second of another size. The score is compared with healthy twins, which have the same
data, the same start and the same batches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.engine.losses import softmax_loss
from course_lib.lessons.clinic.checks.wards import Run, treat, twin, with_own

#: Accuracy on fresh images has a standard deviation of 0.03 between healthy runs.
MARGIN = 0.1
RETURNS = {
    "prepare": "x_train, x_val, x_fresh", "start": "w, b", "loss": "loss, dlogits",
    "shuffle": "x, labels", "update": "w, v", "split": "rows_train, rows_val",
    "relu_backward": "dz", "at_test": "h", "schedule": "the factor", "decay": "the gradient",
}  # fmt: skip

repair = Exercise(
    "repair", functions=("prepare_a", "start_b", "loss_c", "shuffle_d", "update_e", "split_f")
)
further = Exercise(
    "further",
    functions=("relu_gradient_g", "at_test_h", "schedule_i", "decay_j", "start_k", "loss_l"),
)


def patients(t: Trial) -> list[dict[str, int]]:
    """Return seed and sizes of the two patients that a repair must cure."""
    return t.draw(
        [{"seed": 21}, {"seed": 22, "images": 150, "hidden": 24}],
        lambda rng: [
            {"seed": int(rng.integers(2**31))},
            {
                "seed": int(rng.integers(2**31)),
                "images": int(rng.integers(45, 60)) * 3,
                "hidden": int(rng.integers(20, 29)),
            },
        ],
    )


def part(t: Trial, name: str, function: Function) -> Callable[..., Any]:
    """Return a student's part as the program calls it; its results are arrays that fit."""

    def called(*args: Any) -> Any:
        writes = args[:3:2] if name == "update" else ()
        # A trial of its own: what was sent in hundreds of earlier calls need not be compared again.
        one = Trial(t.rng, t.hidden, t.names, t.forward_share, t.changed, t.notes)
        out = one.call(function, *args, returns=RETURNS[name], may_change=writes)
        shapes = _shapes(name, args)
        results = out if len(shapes) > 1 else (out,)
        names = RETURNS[name].split(", ")
        for label, got, shape in zip(names, results, shapes, strict=True):
            if np.shape(got) != shape and shape != (-1,):
                raise Wrong(f"`{label}` has shape {np.shape(got)}, expected {shape}.")
        if name == "split":
            return tuple(
                _rows(label, got, len(args[0])) for label, got in zip(names, results, strict=True)
            )
        return out

    return called


def _shapes(name: str, args: tuple[Any, ...]) -> list[tuple[int, ...]]:
    if name == "start":
        return [args[:2], args[1:2]]
    if name == "loss":
        return [(), args[0].shape]
    if name == "split":
        return [(-1,), (-1,)]
    if name == "schedule":
        return [()]
    kept = {"prepare": 3, "shuffle": 2, "update": 2}.get(name, 1)
    if name == "update":
        return [args[0].shape, args[2].shape]
    return [np.shape(a) for a in args[:kept]]


def _rows(label: str, got: Any, n: int) -> Array:
    found = np.asarray(got)
    if found.ndim != 1 or found.dtype.kind not in "iu" or len(found) == 0:
        raise Wrong(f"`{label}` must be an array of row numbers.")
    if found.min() < 0 or found.max() >= n:
        raise Wrong(f"`{label}` holds the row {found.max()}; there are {n} rows.")
    return found


def cured(
    t: Trial, name: str, function: Function, judge: Callable[[Run, Run], None], first: int = 0
) -> None:
    """Train both patients with a student's part and hand their records to ``judge``.

    With ``first=1`` it is the second alone.
    """
    for patient in patients(t)[first:]:
        own = with_own({name: part(t, name, function)})
        judge(treat(own, **patient), twin(**patient))


def scores(run: Run, healthy: Run) -> None:
    """Raise Wrong unless the patient does as well on fresh images as its healthy twin."""
    got, want = float(run["fresh"][0]), float(healthy["fresh"][0])
    if not got >= want - MARGIN:
        raise Wrong(
            f"With your part the patient gets {got:.3f} of the fresh images right, its healthy "
            f"twin {want:.3f}.",
            "Something is still sick. Look at the instruments of this patient once more: what "
            "did you not explain?",
        )


def uniform(rng: np.random.Generator, low: float, high: float, *shape: int) -> Array:
    """Return numbers between two bounds."""
    drawn: Array = rng.uniform(low, high, shape)
    return drawn


# ------------------------------------------------------------- the instruments of patients A to F


@repair.property("A: inputs of mean 0 and deviation 1, by the training rows", weight=3)
def inputs_standardized(t: Trial, prepare_a: Function) -> None:
    n = t.draw(60, lambda rng: int(rng.integers(50, 90)))
    centre, spread = uniform(t.rng, 3, 12, 6), uniform(t.rng, 1, 4, 6)
    centre[0], spread[0] = t.rng.integers(9), 0.0  # a pixel that never changes, as in a corner
    sets = [centre + spread * t.rng.standard_normal((rows, 6)) for rows in (n, 20, 30)]
    sets[1] = sets[1] + 3.0  # validation rows of another mean
    own = part(t, "prepare", prepare_a)
    train, _, fresh = (np.asarray(one, dtype=float) for one in own(*sets))
    t.require(
        np.isfinite(train).all() and np.isfinite(fresh).all(),
        "The inputs hold nan or inf.",
        "One of the pixels never changes: its deviation is 0.",
    )
    mean, std = float(train.mean()), float(train.std())
    t.require(
        abs(mean) < 0.05 and 0.8 < std < 1.25,
        f"The training inputs have a mean of {mean:.3g} and a standard deviation of {std:.3g} "
        "after your part.",
        "The largest pixel is 16, not 255. Do not guess a scale: measure it on the training rows.",
    )
    again = own(sets[0], sets[0][:20], sets[2])[1]
    t.require(
        np.allclose(again, train[:20], rtol=1e-4, atol=1e-4),
        "The same rows come out differently as validation rows than as training rows.",
        "Validation and fresh rows are moved by the mean and the deviation of the training rows, "
        "never by their own.",
    )
    t.require(
        np.allclose(own(sets[0], sets[1], sets[0][:30])[2], train[:30], rtol=1e-4, atol=1e-4),
        "The same rows come out differently as fresh rows than as training rows.",
        "Fresh rows too are moved by the mean and the deviation of the training rows.",
    )
    t.require(
        len(np.unique(train)) > n and np.ptp(fresh) > 0,
        "Rows that differ come out alike.",
    )


@repair.property("B: the signal neither grows nor fades at the start", weight=3)
def spread_kept(t: Trial, start_b: Function) -> None:
    own = part(t, "start", start_b)
    for fan_in, fan_out in t.draw(
        [(64, 32), (400, 30)],
        lambda rng: [
            (int(rng.integers(50, 90)), int(rng.integers(25, 40))),
            (int(rng.integers(300, 500)), int(rng.integers(25, 40))),
        ],
    ):
        seeds = [int(s) for s in t.rng.integers(2**32, size=2)]
        (w, b), (other, _) = (own(fan_in, fan_out, np.random.default_rng(s)) for s in seeds)
        x = t.rng.standard_normal((200, fan_in))
        z = x @ w + b
        size = float(np.std(z))
        t.require(
            0.8 < size < 1.6,
            f"Inputs of deviation 1 leave a layer with {fan_in} inputs with a deviation of "
            f"{size:.3g} before the ReLU.",
            "Each of the fan_in inputs adds its share to the variance: the larger the layer, the "
            "smaller its weights must be (notebook 02).",
        )
        t.require(
            abs(float(np.mean(z))) < 0.3,
            f"Inputs of mean 0 leave a layer with a mean of {float(np.mean(z)):.3g}.",
            "Biases start at 0.",
        )
        t.require(
            not np.array_equal(w, other),
            "Two generators gave the same weights.",
            "Draw the weights from `rng`.",
        )


@repair.property("C: the loss can reach 0, and the gradient is its own", weight=3)
def loss_reaches_zero(t: Trial, loss_c: Function) -> None:
    _loss_is_softmax(t, part(t, "loss", loss_c))


def _loss_is_softmax(t: Trial, own: Callable[..., Any]) -> None:
    n, classes = t.draw((6, 4), lambda rng: (int(rng.integers(5, 9)), int(rng.integers(3, 7))))
    labels = t.rng.integers(classes, size=n)
    sure = uniform(t.rng, 0, 1, n, classes)
    sure[np.arange(n), labels] += t.draw(25.0, lambda rng: float(rng.uniform(20, 30)))
    loss, _ = own(sure, labels)
    t.require(
        abs(float(loss)) < 1e-4,
        f"Logits that are right and 20 above all others have a loss of {float(loss):.3f}; it "
        "should be next to 0.",
        "How often is a softmax taken between the logits and the logarithm?",
    )
    logits = 2 * t.rng.standard_normal((n, classes))
    # Rows may lie anywhere: the exponential of the largest logit must not overflow.
    far = t.draw(1000.0, lambda rng: float(rng.uniform(900, 2000)))
    logits[0] += far
    logits[1] -= far
    loss, dlogits = own(logits, labels)
    want, gradient = softmax_loss(logits, labels)
    t.close(
        "loss", loss, want, f"The loss of some logits is {want:.4f}, yours {float(loss):.4f}.",
        "Minus the logarithm of the probability of the right class, averaged over the examples.",
        mistakes=[(want * n, "A sum over the examples grows with the batch. Take the mean.")],
        rtol=1e-5,
    )  # fmt: skip
    t.close(
        "dlogits", dlogits, gradient,
        "The gradient does not fit the loss.",
        "The gradient of this loss is (softmax - one_hot) / N.",
        mistakes=[(gradient * n, "The loss is a mean, so its gradient has a 1 / N too.")],
        rtol=1e-5,
    )  # fmt: skip


@repair.property("D: every image keeps its label, in a new order", weight=3)
def pairs_kept(t: Trial, shuffle_d: Function) -> None:
    own = part(t, "shuffle", shuffle_d)
    n = t.draw(40, lambda rng: int(rng.integers(30, 60)))
    x, labels = t.rng.standard_normal((n, 3)), t.rng.integers(10, size=n)
    orders = []
    for _ in range(2):
        out, out_labels = own(x, labels, np.random.default_rng(int(t.rng.integers(2**32))))
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
        orders.append(order)
    t.require(
        not np.array_equal(orders[0], np.arange(n)) and not np.array_equal(orders[0], orders[1]),
        "The order is not a new one for another generator.",
        "Draw the order from `rng`: batches of sorted data teach one class at a time.",
    )


@repair.property("E: old gradients fade, as in momentum with 0.9", weight=3)
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
    t.require(
        np.mean((begin - w) * dw > 0) > 0.8,
        "With a constant gradient the parameters do not walk against it.",
    )
    t.require(
        abs(step - 10) < 0.1,
        f"With a constant gradient the {steps}th step is {step:.4g} times rate times gradient; "
        "momentum with 0.9 levels out at 10.",
        "What is kept of the old sum at each step? Without a factor below 1 every gradient since "
        "the start is in it.",
    )


@repair.property("F: copies of an image stay on one side", weight=3)
def copies_together(t: Trial, split_f: Function) -> None:
    own = part(t, "split", split_f)
    n = t.draw(30, lambda rng: int(rng.integers(25, 50)))
    image = np.repeat(np.arange(n), t.draw(2, lambda rng: int(rng.integers(2, 5))))
    image = image[t.rng.permutation(len(image))]
    sides = []
    for _ in range(2):
        train, val = own(image, np.random.default_rng(int(t.rng.integers(2**32))))
        both = np.intersect1d(image[train], image[val])
        t.require(
            len(both) == 0,
            f"Of {n} images {len(both)} have a copy among the training rows and one among the "
            "validation rows.",
            "Divide the images, not the rows: `image` tells which rows are copies of one image.",
        )
        t.require(
            len(train) + len(val) == len(image)
            and len(np.unique(np.concatenate([train, val]))) == len(image),
            "Not every row is there exactly once.",
        )
        share = len(train) / len(image)
        t.require(
            0.6 < share < 0.73,
            f"A share of {share:.2f} of the rows is for training; it should stay two thirds.",
        )
        sides.append(np.sort(train))
    t.require(
        not np.array_equal(sides[0], sides[1]),
        "Two generators gave the same split.",
        "Draw it from `rng`: data in a file are often sorted.",
    )


# ----------------------------------------------------------------- the scores of patients A to F


@repair.property("A: the patient scores like its healthy twin", weight=3)
def a_scores(t: Trial, prepare_a: Function) -> None:
    cured(t, "prepare", prepare_a, scores)


@repair.property("B: the patient scores like its healthy twin", weight=3)
def b_scores(t: Trial, start_b: Function) -> None:
    cured(t, "start", start_b, scores)


@repair.property("C: the patient scores like its healthy twin", weight=3)
def c_scores(t: Trial, loss_c: Function) -> None:
    cured(t, "loss", loss_c, scores)


@repair.property("D: the patient scores like its healthy twin", weight=3)
def d_scores(t: Trial, shuffle_d: Function) -> None:
    cured(t, "shuffle", shuffle_d, scores)


@repair.property("E: the patient scores like its healthy twin", weight=3)
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


@repair.property("F: validation accuracy says what fresh images say", weight=3)
def f_scores(t: Trial, split_f: Function) -> None:
    def judge(run: Run, healthy: Run) -> None:
        scores(run, healthy)

    cured(t, "split", split_f, judge)
    members, seed = 8, t.draw(23, lambda rng: int(rng.integers(2**31)))
    run = treat(with_own({"split": part(t, "split", split_f)}), seed, members)
    gap = float(np.mean(run["val"] - run["fresh"]))
    t.require(
        abs(gap) < 0.08,
        f"In {members} patients the validation accuracy is {gap:+.3f} above that on fresh images.",
        "A validation set that flatters has rows in it that the net knows.",
    )


# ---------------------------------------------------------------------- patients G to L: further


@further.property("G: no gradient passes a closed ReLU", weight=1)
def closed_relu(t: Trial, relu_gradient_g: Function) -> None:
    own = part(t, "relu_backward", relu_gradient_g)
    z = t.rng.choice([-1.0, 1.0], (4, 5)) * uniform(t.rng, 0.2, 2, 4, 5)
    dout = t.rng.standard_normal((4, 5))
    t.close(
        "dz", own(dout, z), np.where(z > 0, dout, 0.0),
        "The gradient is not that of max(0, z).",
        "Where z is negative the output is 0 and stays 0 when z moves a little.",
    )  # fmt: skip
    cured(t, "relu_backward", relu_gradient_g, scores, first=1)


@further.property("H: asked twice, the net says the same", weight=1)
def same_answer(t: Trial, at_test_h: Function) -> None:
    own = part(t, "at_test", at_test_h)
    h = uniform(t.rng, 0, 2, 6, 8)
    once, twice = (own(h, np.random.default_rng(seed)) for seed in (1, 2))
    t.require(
        np.array_equal(once, twice),
        "Two generators gave two answers.",
        "Dropout belongs to training. At test time nothing is dropped.",
    )
    t.close(
        "h", once, h, "The units come out with another size than they have in training.",
        "This program scales in training (inverted dropout), so that the test needs nothing.",
    )  # fmt: skip
    cured(t, "at_test", at_test_h, scores, first=1)


@further.property("I: the rate lasts to the end", weight=1)
def rate_lasts(t: Trial, schedule_i: Function) -> None:
    own = part(t, "schedule", schedule_i)
    total = t.draw(150, lambda rng: int(rng.integers(100, 300)))
    factors = [float(own(step, total)) for step in range(0, total, max(1, total // 20))]
    t.require(
        abs(factors[0] - 1) < 0.05 and min(factors[:10]) > 0.5 and 0 <= factors[-1] < 0.3,
        f"In the middle of {total} steps the factor of the rate is {factors[10]:.3g}, near the "
        f"end {factors[-1]:.3g}.",
        "Is time counted in steps or in epochs? The quarter of a cosine ends with the last step.",
    )
    cured(t, "schedule", schedule_i, scores, first=1)


@further.property("J: the decay is strength times w", weight=1)
def decay_is_small(t: Trial, decay_j: Function) -> None:
    own = part(t, "decay", decay_j)
    w, strength = t.rng.standard_normal(9), t.draw(0.01, lambda rng: float(rng.uniform(0.01, 0.1)))
    t.close(
        "the gradient", own(w, strength), strength * w,
        "The gradient is not that of strength / 2 * sum(w**2).",
        "It does not depend on how many weights there are.",
    )  # fmt: skip
    cured(t, "decay", decay_j, scores, first=1)


@further.property("K: units are awake at the start", weight=1)
def units_awake(t: Trial, start_k: Function) -> None:
    own = part(t, "start", start_k)
    fan_in, fan_out = t.draw((64, 32), lambda rng: (int(rng.integers(50, 90)), 32))
    w, b = own(fan_in, fan_out, np.random.default_rng(int(t.rng.integers(2**32))))
    z = t.rng.standard_normal((100, fan_in)) @ w + b
    dead = float(np.mean((z <= 0).all(axis=0)))
    t.require(
        0.8 < float(np.std(z)) < 1.6,
        f"Inputs of deviation 1 leave the layer with a deviation of {float(np.std(z)):.3g}.",
        "The weights of this patient were right.",
    )
    t.require(
        abs(float(np.mean(z))) < 0.3,
        f"Inputs of mean 0 leave the layer with a mean of {float(np.mean(z)):.3g}.",
        "Biases start at 0.",
    )
    t.require(
        dead < 0.1,
        f"A share of {dead:.2f} of the units is 0 for all of 100 inputs.",
        "A unit that is 0 for every input has no gradient and never moves. What pushes it there?",
    )
    cured(t, "start", start_k, scores, first=1)


@further.property("L: the loss is a mean", weight=1)
def loss_is_mean(t: Trial, loss_l: Function) -> None:
    _loss_is_softmax(t, part(t, "loss", loss_l))
    cured(t, "loss", loss_l, scores, first=1)
