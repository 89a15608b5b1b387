"""Checks of the loop of training over minibatches.

The student's loop gets a rule that moves one entry of ``w`` at each call, and a gradient that tells
which rows came. So the ``w`` that comes back is a record of all steps.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.functions import one_entry_a_step, told_batch
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import any_form
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

train = Exercise("train", functions=("train",))

#: With four epochs a right loop repeats its batches less than once in 10^9.
EPOCHS, LR = 4, 0.5
STARTS = np.linspace(1.0, 2.0, 60)


def _sizes(t: Trial) -> tuple[int, int]:
    """Return how many examples there are and the size of a batch.

    Batches of nearly equal sizes are other batches, those of one epoch are no number for each of
    ``EPOCHS``, and two seeds hardly ever leave the same rest.
    """
    n, batch_size = t.draw((10, 4), lambda rng: rng.choice([(13, 5), (14, 6)]))
    return int(n), int(batch_size)


def _call(
    t: Trial, train: Function, n: int, batch_size: int, epochs: int, rng: np.random.Generator
) -> tuple[Array, Any]:
    """Return ``w`` after training on ``n`` examples, and the losses as they came."""
    x, labels = 4.0 ** np.arange(n)[:, None], np.arange(n)
    data = (x, labels, batch_size, epochs, rng)
    w, losses = t.call(
        train, STARTS.copy(), told_batch, one_entry_a_step, LR, *data, returns="w, losses"
    )
    return t.array("w", w, STARTS.shape), losses


def _moved(w: Array) -> Array:
    """Return which entries of ``w`` are not where they started."""
    return np.flatnonzero(np.abs(w - STARTS) > 1e-9)


def _record(w: Array) -> Array:
    """Return the loss of the batch of each step (steps,), as ``w`` tells it.

    Raises Wrong where no loop that hands on ``w`` and the state can have come to this ``w``.
    """
    moved = _moved(w)
    if not len(moved):
        raise Wrong(
            "`w` came back as it was.",
            "Each call of the rule returns a new `w`: give it the old name, and return the last.",
        )
    steps = len(moved)
    if steps == len(STARTS):
        raise Wrong(
            "Your loop moved all of `w`; the rule of this check moves one number at each call.",
            "`rule` alone decides how a step is made: nothing else may change `w`.",
        )
    if moved[-1] + 1 != steps:
        raise Wrong(
            "Of many steps only some are left in the `w` that came back.",
            "The next step starts from the `w` that the rule returned at the step before.",
        )
    before = [np.concatenate([w[:k], STARTS[k:]]).sum() for k in range(steps)]
    losses: Array = (STARTS - w)[:steps] / LR - 0.01 * np.array(before)
    whole = np.round(2 * losses) / 2
    if np.abs(losses - whole).max() > 1e-4:
        raise Wrong(
            "`w` is not where the rule and the gradients of the batches lead.",
            "Is the gradient taken at the `w` of this step, of one batch as it is, and does the "
            "rule get the caller's `lr`?",
        )
    return whole


def _counts(losses: Array, n: int) -> Array:
    """Return how often each example was in the batch of each step, (steps, n)."""
    found: Array = np.floor(losses)[:, None] // 4.0 ** np.arange(n) % 4
    return found


def _whole_epochs(counts: Array, n: int, batch_size: int) -> Array:
    """Return (epochs, batches, n): the epochs of a loop in which every example came once.

    None at all, (0, batches, n), where one of them is not so; steps after the last one are left
    out.
    """
    batches = -(-n // batch_size)
    whole = len(counts) // batches
    found = counts[: whole * batches].reshape(whole, batches, n)
    return found if np.all(found.sum(axis=1) == 1) else found[:0]


def _told(
    t: Trial, train: Function, n: int, batch_size: int, epochs: int = EPOCHS
) -> tuple[Array, Any]:
    """Return the loss of each step as ``w`` tells it, and the losses as they came."""
    w, losses = _call(t, train, n, batch_size, epochs, fresh(t))
    try:
        return _record(w), losses
    except Wrong:
        raise Wrong(ALREADY) from None


def _seen(t: Trial, train: Function, n: int, batch_size: int, epochs: int = EPOCHS) -> Array:
    """Return the counts (epochs, batches, n) of a loop whose steps can be told."""
    counts = _counts(_told(t, train, n, batch_size, epochs)[0], n)
    whole = _whole_epochs(counts, n, batch_size)
    if abs(len(whole) - epochs) == 1 or len(whole) == epochs:
        return whole  # how many there must be is a row of its own
    if len(counts) % epochs:
        raise Wrong(
            f"{n} examples in batches of {batch_size}, {epochs} epochs: your loop took "
            f"{len(counts)} steps, which is no whole number for each epoch."
        )
    return counts.reshape(epochs, -1, n)


def _require_full_batches(t: Trial, seen: Array, batch_size: int) -> None:
    """Fail where the batches that open the epochs are all too large or all too small."""
    first = set(seen[:, 0].sum(axis=1).astype(int).tolist())
    t.require(
        len(first) > 1 or batch_size in first,
        f"The first batch of an epoch holds {min(first)} examples; `batch_size` is {batch_size}.",
        "Where does the slice of a batch begin and end (the end itself is left out), and do the "
        "loss and the gradient get these rows only?",
    )


@train.property("each batch moves w by one step of the rule", weight=3)
def one_step_a_batch(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    w, _ = _call(t, train, n, batch_size, EPOCHS, fresh(t))
    try:
        steps = len(_record(w))
    except Wrong:
        moved = _moved(w).tolist()
        cause = (
            "A rule remembers by its `state`: hand it the one that it returned at the call before, "
            "None only at the very first, through all epochs."
        )
        t.require(moved != [0], "The rule took every step as if it were its first.", cause)
        # The entries of one epoch hold the way of several.
        again = moved in (list(range(n // batch_size)), list(range(n // batch_size + 1)))
        t.require(
            not again or (STARTS - w).sum() / LR < 2 * np.sum(4.0 ** np.arange(n)),
            "In every epoch the rule began again as if at its first step.",
            cause,
        )
        raise
    t.require(
        steps != EPOCHS,
        f"{EPOCHS} epochs, {EPOCHS} steps: there must be one for each batch.",
        "The call of the rule belongs into the inner loop, after the gradient of each batch.",
    )
    t.require(
        steps >= 2 * EPOCHS,
        f"{EPOCHS} epochs, and {steps} step{'s' * (steps > 1)} in all.",
        "Does the loop end too early?",
    )


@train.property("no example comes twice in an epoch", weight=3)
def no_example_twice(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    seen = _seen(t, train, n, batch_size)
    batches = n // batch_size
    t.require(
        seen.shape[1] in (batches, batches + 1),
        f"{n} examples in batches of {batch_size} are {batches + 1} batches an epoch, the last one "
        f"shorter; your loop has {seen.shape[1]}.",
        "The slices of the order start at 0, batch_size, 2 * batch_size, ... as long as there are "
        "examples.",
    )
    times = seen.sum(axis=1).max()
    if times > 1:
        _require_full_batches(t, seen, batch_size)
    t.require(
        times == 1,
        f"In one epoch an example was used {times:.0f} times.",
        "Batches that are drawn one by one repeat some examples and miss others. Shuffle the row "
        "numbers once an epoch and cut them into slices.",
    )


@train.property("x and labels are cut by the same rows", weight=2)
def labels_stay_with_their_rows(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    losses, _ = _told(t, train, n, batch_size)
    t.require(
        np.all(losses % 1 == 0.5),
        "A batch held labels of other examples.",
        "Draw one order of row numbers and take the same rows of both arrays.",
    )


@train.property("another order in every epoch", weight=2)
def another_order(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    seen = _seen(t, train, n, batch_size)
    fixed = np.zeros(n)
    fixed[:batch_size] = 1
    t.require(
        not np.all(seen[:, 0] == fixed),
        "The examples come in the order of `x`.",
        "An epoch begins with a random order of the row numbers, drawn from `rng`.",
    )
    companies = [{tuple(batch) for batch in epoch.tolist()} for epoch in seen]
    t.require(
        any(company != companies[0] for company in companies),
        f"In all {len(seen)} epochs the same examples shared a batch.",
        "Draw the order inside the loop over the epochs.",
    )


@train.detail("the last batch holds what is left", weight=2)
def last_batch_is_shorter(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    seen = _seen(t, train, n, batch_size)
    missing = n - seen.sum(axis=(1, 2))
    if missing.min() < 0 or seen.shape[1] < n // batch_size:
        raise Wrong(ALREADY)
    if missing.any():
        _require_full_batches(t, seen, batch_size)
    t.require(
        not missing.any(),
        f"{missing.max():.0f} of {n} examples were left out of an epoch.",
        "A slice may reach beyond the end, it then holds what is left: let the last start count.",
    )
    rest = n % batch_size
    t.require(
        np.all(seen.sum(axis=2) == [batch_size] * (n // batch_size) + [rest]),
        f"The batches must have {batch_size} examples, the last one {rest}.",
    )


@train.detail("as many epochs as asked, each to its last batch", weight=2)
def every_epoch(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    steps = _counts(_told(t, train, n, batch_size)[0], n)
    whole = len(_whole_epochs(steps, n, batch_size))
    if not whole:
        return  # of batches that make no epoch the rows above tell
    batches = -(-n // batch_size)
    rest = len(steps) - whole * batches
    t.require(
        not rest,
        f"{EPOCHS} epochs of {batches} batches are {EPOCHS * batches} steps, and your loop took "
        f"{len(steps)}: {rest} of {batches} in its last epoch.",
        "The last epoch is one like all others. What ends your loop, or a step in it, too early?",
    )
    t.require(
        whole == EPOCHS,
        f"`epochs` is {EPOCHS}, and your loop ran {whole}.",
        "With which number does the loop over the epochs begin, and with which does it end?",
    )


@train.detail("one loss for each batch, in their order", weight=1)
def one_loss_a_batch(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    want, losses = _told(t, train, n, batch_size)
    try:
        got = np.asarray(losses, dtype=float)
    except (TypeError, ValueError):
        raise Wrong("`losses` must be a list of numbers.") from None
    epochs = len(_whole_epochs(_counts(want, n), n, batch_size)) or EPOCHS
    causes = {epochs: "That is one for each epoch.", 0: "Append each loss to the list."}
    t.require(
        got.shape == want.shape,
        f"Your loop took {len(want)} steps; `losses` has the shape {got.shape}.",
        causes.get(got.size, "The loss of a batch is one number."),
    )
    t.close("losses", got, want, "`losses` are not the losses of the batches, step by step.")


@train.detail("the order comes from rng", weight=1)
def order_from_rng(t: Trial, train: Function) -> None:
    n, batch_size = _sizes(t)
    seed = int(t.rng.integers(2**32))
    first, again, other = (
        _call(t, train, n, batch_size, EPOCHS, np.random.default_rng(s))[0]
        for s in (seed, seed, seed + 1)
    )
    t.require(
        np.array_equal(first, again),
        "Two generators of one seed gave two trainings.",
        "Draw from the argument `rng` and from nothing else, so that a run can be repeated.",
    )
    t.require(
        not np.allclose(first, other, rtol=0, atol=1e-3),  # sums in another order differ less
        "Generators of two seeds gave the same training.",
        "Draw from the argument `rng`; a generator with a seed of your own is always the same.",
    )


@train.detail("batches of any size", weight=1)
def any_size(t: Trial, train: Function) -> None:
    for n, batch_size, batches in ((6, 3, 2), (5, 1, 5), (5, 5, 1), (4, 9, 1)):
        seen = _seen(t, train, n, batch_size, 2)
        t.require(
            seen.shape[1] == batches,
            f"{n} examples in batches of {batch_size}: your loop has {seen.shape[1]} steps an "
            f"epoch, expected {batches}.",
            "A batch without examples is no batch." if seen.shape[1] > batches else "",
        )
        t.require(
            np.all(seen.sum(axis=1) == 1),
            f"{n} examples in batches of {batch_size}: not every one came once in each epoch.",
        )


def _two_epochs(t: Trial, train: Function, *arrays: Array) -> Any:
    w, x, labels = arrays
    data = (x, labels, 2, 2, np.random.default_rng(7))
    return t.call(train, w, told_batch, one_entry_a_step, LR, *data, returns="w, losses")


any_form(train, STARTS, 4.0 ** np.arange(5)[:, None], np.arange(5), run=_two_epochs)


train.in_order("train", "w, losses")
