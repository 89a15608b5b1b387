"""Checks of notebook 11: the last patient, two faults and settings, judged on a fresh draw."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import shared_seed
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.lessons.clinic.checks.parts import part
from course_lib.lessons.clinic.checks.wards import Run, treat, twin, with_own

last_patient = Exercise("last_patient", functions=("last_start", "last_shuffle", "last_settings"))

#: Accuracy beyond healthy twins with the ward's own settings, and of how many nets it is the mean.
STEPS = {"learns": (-0.25, 2), "as well as": (-0.03, 5), "better": (0.03, 10), "tuned": (0.065, 10)}
NETS = max(nets for _, nets in STEPS.values())


def settings(t: Trial, function: Function) -> tuple[float, float]:
    """Return rate and decay after a look at them."""
    got: Any = t.call(function, returns="rate, decay")
    rate, decay = (float(t.array(n, v, ())) for n, v in zip(("rate", "decay"), got, strict=True))
    if not (0 < rate <= 10 and 0 <= decay <= 10):
        raise Wrong(
            f"The rate is {rate:g} and the decay {decay:g}.",
            "The rate lies above 0, the decay is 0 or more, neither is above 10.",
        )
    return rate, decay


def gains(t: Trial, last_start: Function, last_shuffle: Function, last_settings: Function) -> Array:
    """Return how far each of some nets is above its healthy twin on fresh images."""
    rate, strength = settings(t, last_settings)
    seed = t.draw(31, shared_seed)
    own = with_own(
        {"start": part(t, "start", last_start), "shuffle": part(t, "shuffle", last_shuffle)}
    )
    run: Run = treat(own, seed, NETS, rate=rate, strength=strength)
    return run["fresh"] - twin(seed, NETS)["fresh"]


def _above(
    t: Trial, name: str, start: Function, shuffle: Function, chosen: Function, cause: str
) -> None:
    least, nets = STEPS[name]
    got = float(np.mean(t.once(gains, start, shuffle, chosen)[:nets]))
    t.require(
        got >= least,
        f"On fresh images your patient is {got:+.3f} against healthy twins with the ward's own "
        f"settings (mean of {nets} nets); for this row it must be {least:+.3f} or more.",
        cause,
    )


@last_patient.property("it learns", weight=3)
def it_learns(
    t: Trial, last_start: Function, last_shuffle: Function, last_settings: Function
) -> None:
    _above(
        t, "learns", last_start, last_shuffle, last_settings,
        "A sick start, labels that moved, or a rate that is far off: each keeps a net from "
        "learning. Look at them one by one.",
    )  # fmt: skip


@last_patient.property("as well as healthy nets", weight=4)
def as_well(
    t: Trial, last_start: Function, last_shuffle: Function, last_settings: Function
) -> None:
    _above(
        t, "as well as", last_start, last_shuffle, last_settings,
        "Is the rate the right one for 150 steps? What does the net do without decay?",
    )  # fmt: skip


@last_patient.detail("better than healthy nets that nobody tuned", weight=1)
def better_than_untouched(
    t: Trial, last_start: Function, last_shuffle: Function, last_settings: Function
) -> None:
    _above(
        t, "better", last_start, last_shuffle, last_settings,
        "Search rate and decay on the validation images, in log space, from coarse to fine "
        "(notebook 07).",
    )  # fmt: skip


@last_patient.detail("tuned", weight=2)
def tuned_with_the_budget(
    t: Trial, last_start: Function, last_shuffle: Function, last_settings: Function
) -> None:
    _above(
        t, "tuned", last_start, last_shuffle, last_settings,
        "The best pair has both: a rate above the ward's, and a decay that is felt.",
    )  # fmt: skip
