"""Whole wards, drawn and trained from one seed, and a patient with parts that somebody wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from course_lib.checking.types import Array
from course_lib.engine.threads import one_blas_thread
from course_lib.lessons.clinic.checks import program
from course_lib.lessons.clinic.checks.cases import IMAGES, draw_cases
from course_lib.lessons.clinic.checks.faults import draw_ward
from course_lib.lessons.clinic.checks.program import Parts, new_net, score, train
from course_lib.lessons.clinic.checks.records import admit, examine

Run = dict[str, Array]


@lru_cache(maxsize=64)
def ward(names: tuple[str, ...], seed: int) -> list[Run]:
    """Return the records of patients with these faults; strengths and data are drawn."""
    rng = np.random.default_rng(seed)
    faults = draw_ward(names, rng)
    cases = draw_cases(rng, len(names))
    with one_blas_thread():
        return examine(faults.parts(), cases, seed + 1, faults.rate, faults.decay)


def each(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a part for a ward that calls ``function`` for one patient after the other."""
    ways: dict[str, Callable[..., Any]] = {
        "split": lambda image, rng: _joined(function(i, rng) for i in image),
        "prepare": lambda *sets: _joined(function(*one) for one in zip(*sets, strict=True)),
        "start": lambda members, fan_in, fan_out, rng: _joined(
            function(fan_in, fan_out, rng) for _ in range(members)
        ),
        "shuffle": lambda x, labels, rng: _joined(
            function(a, b, rng) for a, b in zip(x, labels, strict=True)
        ),
        "loss": lambda logits, labels: _joined(map(function, logits, labels)),
        "relu_backward": lambda dout, z: np.stack(list(map(function, dout, z))),
        "update": lambda w, dw, v, lr: _joined(
            function(a.copy(), b, c.copy(), float(rate))
            for a, b, c, rate in zip(w, dw, v, np.broadcast_to(np.ravel(lr), len(w)), strict=True)
        ),
        "schedule": function,
        "decay": lambda w, strength: np.stack([function(one, float(strength)) for one in w]),
        "at_test": lambda h, rng: np.stack([function(one, rng) for one in h]),
    }
    return ways[part]


def _joined(results: Any) -> tuple[Array, ...]:
    return tuple(np.stack(arrays) for arrays in zip(*results, strict=True))


def with_own(parts: dict[str, Callable[..., Any]]) -> Parts:
    """Return a patient that is healthy but for these parts, written for one patient each."""
    return replace(Parts(), **{name: each(name, f) for name, f in parts.items()})


def treat(
    parts: Parts,
    seed: int,
    members: int = 1,
    images: int = IMAGES,
    hidden: int = program.HIDDEN,
    rate: float = program.RATE,
    strength: float = program.DECAY,
) -> Run:
    """Train patients without further examination.

    Return by name, (E,) each: the ``spread`` of the first layer at the start, the update ``ratio``
    around step 100, and the accuracies ``train``, ``val`` and ``fresh`` at the end. Data, start and
    batches depend on the seed alone.
    """
    rng = np.random.default_rng(seed)
    draw = draw_cases(rng, members, images)
    rng = np.random.default_rng(seed + 1)
    with np.errstate(all="ignore"), one_blas_thread():
        data = admit(parts, draw, rng)
        sizes = (data.x.shape[-1], hidden, hidden, 10)
        net = new_net(parts, members, sizes, rng)
        first = program.forward(net, data.x)[1][2].std(axis=(1, 2))
        log = train(parts, net, data, rng, rate=rate, strength=strength)
        return {
            "spread": first,
            "ratio": np.stack(log.ratio, -1)[:, 100:110].mean(axis=-1),
            "train": score(parts, net, data.x, data.labels, rng),
            "val": score(parts, net, data.x_val, data.labels_val, rng),
            "fresh": score(parts, net, data.x_fresh, data.labels_fresh, rng),
        }


@lru_cache(maxsize=256)
def twin(seed: int, members: int = 1, images: int = IMAGES, hidden: int = program.HIDDEN) -> Run:
    """Return what ``treat`` says of healthy patients with the same data and the same start."""
    return treat(Parts(), seed, members, images, hidden)
