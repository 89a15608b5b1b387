"""Checks of notebook 11: six more repairs, for no points."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.trial import Trial
from course_lib.checking.types import Function
from course_lib.lessons.clinic.checks.cures import cured, loss_is_softmax, scores, uniform
from course_lib.lessons.clinic.checks.parts import part

further = Exercise(
    "further",
    functions=("relu_gradient_g", "at_test_h", "schedule_i", "decay_j", "start_k", "loss_l"),
)


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
    cured(t, "relu_backward", relu_gradient_g, scores)


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
    cured(t, "at_test", at_test_h, scores)


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
    cured(t, "schedule", schedule_i, scores)


@further.property("J: the decay is strength times w", weight=1)
def decay_is_small(t: Trial, decay_j: Function) -> None:
    own = part(t, "decay", decay_j)
    w, strength = t.rng.standard_normal(9), t.draw(0.01, lambda rng: float(rng.uniform(0.01, 0.1)))
    t.close(
        "the gradient", own(w, strength), strength * w,
        "The gradient is not that of strength / 2 * sum(w**2).",
        "It does not depend on how many weights there are.",
    )  # fmt: skip
    cured(t, "decay", decay_j, scores)


@further.property("K: units are awake at the start", weight=1)
def units_awake(t: Trial, start_k: Function) -> None:
    own = part(t, "start", start_k)
    fan_in, fan_out = t.draw((64, 32), lambda rng: (int(rng.integers(50, 90)), 32))
    w, b = own(fan_in, fan_out, np.random.default_rng(int(t.rng.integers(2**32))))
    z = t.rng.standard_normal((100, fan_in)) @ w + b
    dead = float(np.mean((z <= 0).all(axis=0)))
    t.require(
        dead < 0.1,
        f"A share of {dead:.2f} of the units is 0 for all of 100 inputs.",
        "A unit that is 0 for every input has no gradient and never moves. What pushes it there?",
    )
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
    cured(t, "start", start_k, scores)


@further.property("L: the loss is a mean", weight=1)
def loss_is_mean(t: Trial, loss_l: Function) -> None:
    loss_is_softmax(t, part(t, "loss", loss_l))
    cured(t, "loss", loss_l, scores)
