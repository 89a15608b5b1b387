"""What a repair must show: a patient with the part that somebody wrote, beside a healthy twin.

The twin has the same data, the same start and the same batches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.inputs import shared_seed
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.engine.losses import softmax_loss
from course_lib.lessons.clinic.checks.parts import part
from course_lib.lessons.clinic.checks.wards import Run, treat, twin, with_own

#: Accuracy on fresh images has a standard deviation of 0.03 between healthy runs: five of them.
MARGIN = 0.15


def patient(t: Trial) -> dict[str, int]:
    """Return seed and sizes of the patient that a repair must cure; no size is that of the ward.

    All properties of one check have the same, so that its twin is trained once.
    """
    return t.draw({"seed": 22, "images": 150, "hidden": 24}, _drawn)


def _drawn(rng: np.random.Generator) -> dict[str, int]:
    seed = shared_seed(rng)
    rng = np.random.default_rng(seed)
    images, hidden = int(rng.integers(45, 60)) * 3, int(rng.integers(20, 29))
    return {"seed": seed + 2, "images": images, "hidden": hidden}


def cured(t: Trial, name: str, function: Function, judge: Callable[[Run, Run], None]) -> None:
    """Train the patient with a student's part and hand its record and its twin's to ``judge``."""
    sizes = patient(t)
    judge(treat(with_own({name: part(t, name, function)}), **sizes), twin(**sizes))


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


def loss_is_softmax(t: Trial, own: Callable[..., Any]) -> None:
    """Raise Wrong unless a loss and its gradient are those of one softmax, averaged."""
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
