"""Checks of notebook 00: the first net."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.engine.activations import relu_forward
from course_lib.engine.gradcheck import numerical_gradient
from course_lib.engine.layers import affine_forward
from course_lib.engine.losses import softmax_loss

train_two_layer = Exercise("train_two_layer", functions=("train_two_layer",))

SUMMED = "The examples were added up. The loss is their mean, and so is its gradient."
NOT_MOVED = (
    "No weight moved: no step was taken, or the weights that came in were returned in place of the "
    "new ones."
)

Params = list[Array]
NAMES = ("w1", "b1", "w2", "b2")


def _loss(x: Array, labels: Array, params: Params) -> float:
    w1, b1, w2, b2 = params
    hidden = relu_forward(affine_forward(x, w1, b1)[0])[0]
    return float(softmax_loss(affine_forward(hidden, w2, b2)[0], labels)[0])


def _start(t: Trial) -> tuple[Array, Array, Params]:
    """Return examples, labels and weights; no unit is near the bend of its ReLU."""
    n, d, h, c = t.either((6, 4, 5, 3), (5, 3, 6, 4))
    while True:
        x, w1 = t.rng.standard_normal((n, d)), t.rng.standard_normal((d, h))
        b1 = 0.5 * t.rng.standard_normal(h)
        if np.abs(x @ w1 + b1).min() > 0.01:
            break
    params = [x, w1, b1, t.rng.standard_normal((h, c)), 0.5 * t.rng.standard_normal(c)]
    return params[0], t.rng.permutation(np.arange(n) % c), params[1:]


def _train(
    t: Trial, train: Function, x: Array, labels: Array, start: Params, lr: float, steps: int
) -> tuple[Params, Array]:
    """Return the trained parameters and ``steps`` losses, after their shapes were checked."""
    result = t.call(train, x, labels, *start, lr, steps, returns="(w1 b1 w2 b2) and losses")
    wanted = "The function must return two things: the tuple (w1, b1, w2, b2), and the losses."
    found = f" It returned {len(result)} things." if isinstance(result, tuple | list) else ""
    t.require(isinstance(result, tuple | list) and len(result) == 2, wanted + found)
    got, losses = result
    t.require(isinstance(got, tuple | list) and len(got) == 4, wanted)
    params = [t.array(n, p, s.shape) for n, p, s in zip(NAMES, got, start, strict=True)]
    if isinstance(losses, tuple | list):
        losses = np.array([float(t.array("a loss", value, ())) for value in losses])
    count = np.shape(losses)
    if count == (steps + 1,):
        t.note("Your losses end with the one after the last step. That is one more than needed.")
        losses = losses[:-1]
    t.require(
        np.shape(losses) == (steps,),
        f"After {steps} steps `losses` must hold {steps} numbers, it has the shape {count}.",
        "Each step records one loss. Does the `return` stand after the loop, not in it?",
    )
    return params, t.array("losses", losses, (steps,))


@train_two_layer.detail("the first loss", weight=3)
def first_loss(t: Trial, train_two_layer: Function) -> None:
    x, labels, (w1, b1, w2, _) = _start(t)
    c = w2.shape[1]
    for probs in (np.full(c, 1 / c), np.arange(1.0, c + 1) / np.arange(1.0, c + 1).sum()):
        start = [w1, b1, 0 * w2, np.log(probs)]
        params, losses = _train(t, train_two_layer, x, labels, start, 0.5, 1)
        each = -np.log(probs[labels])
        t.close(
            "losses[0]",
            losses[0],
            each.mean(),
            "With w2 = 0 the logits of every example are b2, so the first loss is known: "
            f"{each.mean():.6f} for b2 = {np.log(probs).round(3).tolist()}. Yours is "
            f"{losses[0]:.6f}.",
            "Run your softmax_loss on the logits b2 alone. If it is right, look at the order of "
            "the steps of the forward pass.",
            mistakes=[
                (each.sum(), SUMMED),
                (
                    _loss(x, labels, params),
                    "This is the loss after the first step. Each step "
                    "records its loss first and moves the weights then.",
                ),
            ],
        )


def _check_moves(t: Trial, train: Function, chosen: tuple[int, ...], cause: str) -> None:
    """Require that one step moved the chosen parameters by minus lr times their gradient."""
    x, labels, start = _start(t)
    lr = t.either(0.5, 0.25)
    params, _ = _train(t, train, x, labels, start, lr, 1)
    moved = any(not np.array_equal(p, s) for p, s in zip(params, start, strict=True))
    for i in chosen:
        name = NAMES[i]

        def f(value: Array, i: int = i) -> float:
            return _loss(x, labels, [*start[:i], value, *start[i + 1 :]])

        want = numerical_gradient(f, start[i])
        t.worked(
            an_entry=start[i].ravel()[0],
            its_gradient=want.ravel()[0],
            times_lr=lr * want.ravel()[0],
            the_entry_after_one_step=start[i].ravel()[0] - lr * want.ravel()[0],
        )
        mistakes = [
            (0 * want, f"`{name}` did not move." if moved else NOT_MOVED),
            (-want, "The step goes up the hill: against the gradient is down."),
            (want * len(x), SUMMED),
            (want / len(x), "The step is N times too short: the mean was taken twice."),
            (want / lr, "The step does not depend on lr."),
        ]
        if i == 0:
            mistakes.append(
                (
                    _with_new_w2(x, labels, start, params[2]),
                    "The backward pass used the new w2. First all gradients, with the weights of "
                    "the forward pass, then all steps.",
                )
            )
        t.gradient(
            f"the step of {name}",
            (start[i] - params[i]) / lr,
            f,
            start[i],
            symptom=f"One step must change `{name}` by -lr times its gradient. Yours is another "
            "change.",
            cause=cause,
            mistakes=mistakes,
            # A step has the digits of its weight, which is about 1.
            atol=3e-6,
        )
    _far_example(t, train, x, labels, start, lr, chosen[1])


def _far_example(
    t: Trial, train: Function, x: Array, labels: Array, start: Params, lr: float, bias: int
) -> None:
    """Fail unless the step of a bias is right beside an example whose loss is huge.

    That loss is the distance of two logits, and has no digits left for what a bias adds to it.
    """
    w1, w2 = start[0], start[2]
    far = HUGE * x[0] * np.where((x[0] @ w1).max() > 0, 1, -1)  # some unit is on
    on = far @ w1 > 0
    logits = (far @ w1 * on) @ w2
    high, low = int(np.argmax(logits)), int(np.argmin(logits))

    def f(value: Array) -> float:
        params = [*start[:bias], value, *start[bias + 1 :]]
        added = (params[1] * on) @ w2 + params[3]
        others = _loss(x[1:], labels[1:], params) * (len(x) - 1)
        return float(others + added[high] - added[low]) / len(labels)

    x = np.vstack([far, x[1:]])
    params, _ = t.call(
        train, x, np.r_[low, labels[1:]], *start, lr, 1, returns="(w1 b1 w2 b2) and losses"
    )
    want = numerical_gradient(f, start[bias])
    keeps_its_digits(
        t,
        f"the step of {NAMES[bias]}",
        (start[bias] - np.asarray(params[bias])) / lr,
        want,
        f"With one example whose loss is huge, one step changes `{NAMES[bias]}` by another amount "
        "than -lr times its gradient.",
        size=np.maximum(np.abs(want), 1.0),
    )


def _with_new_w2(x: Array, labels: Array, start: Params, new_w2: Array) -> Array:
    """Return the step of w1 when the gradient went back through the new w2."""
    w1, b1, w2, b2 = start
    hidden = relu_forward(affine_forward(x, w1, b1)[0])[0]
    dlogits = softmax_loss(affine_forward(hidden, w2, b2)[0], labels)[1]

    def f(value: Array) -> float:
        return float(np.sum(dlogits * (relu_forward(affine_forward(x, value, b1)[0])[0] @ new_w2)))

    return numerical_gradient(f, w1)


@train_two_layer.property("one step of the output layer", weight=3)
def output_layer_step(t: Trial, train_two_layer: Function) -> None:
    _check_moves(
        t,
        train_two_layer,
        (2, 3),
        "The input of the output layer is what ReLU let through. Its gradients come from dlogits.",
    )


@train_two_layer.property("one step of the hidden layer", weight=3)
def hidden_layer_step(t: Trial, train_two_layer: Function) -> None:
    _check_moves(
        t,
        train_two_layer,
        (0, 1),
        "The backward pass visits the same layers in reverse order: output layer, ReLU, hidden "
        "layer. Each gets the gradient that the one before it returned.",
    )


@train_two_layer.property("several steps", weight=3)
def several_steps(t: Trial, train_two_layer: Function) -> None:
    x, labels, start = _start(t)
    lr, steps = 0.1, t.either(3, 4)
    final, losses = _train(t, train_two_layer, x, labels, start, lr, steps)
    params, wants = start, []
    for _ in range(steps):
        wants.append(_loss(x, labels, params))
        params, _ = _train(t, train_two_layer, x, labels, params, lr, 1)
    t.require(
        abs(wants[0] - wants[-1]) > 1e-6,
        "The weights do not change: the loss stays what it was.",
        NOT_MOVED,
    )
    for name, got, want in zip(NAMES, final, params, strict=True):
        t.close(
            name,
            got,
            want,
            f"{steps} steps in one call and {steps} calls of one step each must lead to the same "
            f"`{name}`. Yours do not.",
            "Each step starts from the weights that the last one left, with a new forward pass and "
            "a new gradient, and always with the same lr and all examples.",
        )
    t.close(
        "losses",
        losses,
        np.array(wants),
        "`losses[k]` must be the loss of the weights before step number k.",
        "Record one loss in every step, before the weights move.",
    )


@train_two_layer.guard("float64 stays float64")
def stays_float64(t: Trial, train_two_layer: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        x, labels, start = _start(t)
        params, losses = _train(t, train_two_layer, x, labels, start, 0.1, 1)
        yield "losses", losses
        yield from zip(NAMES, params, strict=True)

    keeps_digits(t, results())


def _two_steps(t: Trial, train: Function, x: Array, labels: Array, *start: Array) -> Any:
    params, losses = _train(t, train, x, labels, list(start), 0.25, 2)
    return (*params, losses)


any_form(
    train_two_layer,
    *((4, 3), np.array([2, 0, 1, 0])),
    *((3, 5), (5,), (5, 3), (3,)),
    run=_two_steps,
)
