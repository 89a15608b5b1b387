"""What the runs of notebook 01 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, mean_se, order, tie
from course_lib.lessons.preprocessing.experiments.training import OUTPUT_RATES, Grid

_TABLES = {"digits": "A", "wine": "B", "breast cancer": "C"}


def _said(values: Array) -> str:
    mean, error = mean_se(values)
    return f"{mean:+.3f} +- {error:.3f}"


def gradient(ratio: float) -> Finding:
    """Say how the two gradients of the first step compare."""
    letter = "C" if ratio > 100 else "B" if ratio > 3 else "A"
    text = (
        f"The ratio is {ratio:.0f}, about that of the inputs. Read the table twice. The "
        "temperature's weight gets the large gradient, and it wants the small weight. The "
        "humidity's weight gets the small gradient, and it wants the large one."
        "\n\nOne learning rate has to serve both. If it is small enough for the first weight, the "
        "second one hardly moves. The mismatch counts twice, so it grows with the square of the "
        "ratio of the scales."
    )
    return Finding(text, letter, (fact("the ratio is above 100", ratio > 100),))


def steps(raw: int, centred: int) -> Finding:
    """Say how many steps the raw and the centred weather take."""
    letter = "A" if centred > 10_000 else "B" if centred > 300 else "C"
    text = (
        f"Centred, it takes {centred:,} steps; raw, {raw:,}. Centring helps: in the raw table the "
        "temperature and the bias's constant 1 are almost the same direction, and removing the "
        "mean separates them. It is far from enough."
    )
    return Finding(text, letter, (fact("centring helps", centred < raw),))


def whiten(grids: Mapping[str, Grid]) -> Finding:
    """Say which table of the digits leads to the better test accuracy.

    The grids are those of the standardized table and of the whitened ones, the smallest eps first.
    """
    standard, hard, soft = (grid.best_test for grid in grids.values())
    gap = standard - hard
    mean, error = mean_se(gap)
    letter = "B" if mean > 2 * error else "A" if mean < -2 * error else "C"
    text = (
        f"Standardized minus whitened: {_said(gap)} with eps 1e-5 and {_said(standard - soft)} "
        f"with eps 10 (SE of {len(gap)} seeds)."
        "\n\nThe best valley is not the best table. Whitening turns the weak axes up until they "
        "are as loud as the strong ones, and the weak axes of images are mostly noise. A larger "
        "eps leaves them quiet and closes most of the gap. The course notes of CS231n warn of "
        "this too. The condition number speaks about the speed of the descent on the training "
        "loss. It says nothing about what a direction is worth on new rows."
    )
    claims = (
        order("standardized digits beat whitened ones", gap),
        order("a larger eps closes a part of the gap", soft - hard),
    )
    return Finding(text, letter, claims)


def table(grids: Mapping[str, Mapping[str, Grid]]) -> Finding:
    """Say what standardizing gains over raw on each table, and on which it gains least."""
    gains = {name: by["standardized"].best_test - by["raw"].best_test for name, by in grids.items()}
    least = min(gains, key=lambda name: float(gains[name].mean()))
    one = grids["digits"]["one number"].best_test - grids["digits"]["raw"].best_test
    lines = "; ".join(f"{name} {_said(gain)}" for name, gain in gains.items())
    text = (
        f"Standardized minus raw: {lines} (SE of {len(one)} seeds). It gains least on {least}."
        "\n\nWhat the figure shows: on the digits all four scalings reach more than 0.9, each in "
        "its own window of learning rates. The pixels share one unit: no column is a thousand "
        "times larger than another for that reason alone."
        "\n\n'Not a problem' does not mean 'no difference'. Raw grey levels still cost a few "
        f"hundredths. Dividing all by one number wins {one.mean():.3f} of the "
        f"{gains['digits'].mean():.3f} back: that part is the size of the table as a whole."
    )
    claims = (
        *(order(f"standardizing gains: {name}", gain) for name, gain in gains.items()),
        order("the digits gain less than wine", gains["wine"] - gains["digits"]),
    )
    return Finding(text, _TABLES[least], claims)


def leak(changes: Mapping[str, Array]) -> Finding:
    """Say what a scaler that has seen the test rows changes, seed by seed."""
    lines = "; ".join(f"{name} {_said(change)}" for name, change in changes.items())
    text = (
        f"Test accuracy with the leak minus without: {lines} (SE of "
        f"{len(next(iter(changes.values())))} seeds). A mean over all rows is nearly the mean over "
        "two thirds of them, and it has seen no label: changes of some thousandths are all there "
        "is, in either direction."
    )
    claims = tuple(
        tie(f"the leak changes less than 0.02: {name}", change, 0.02)
        for name, change in changes.items()
    )
    return Finding(text, "", claims)


def watts(errors: Mapping[str, Array]) -> Finding:
    """Say what becomes of targets in watts, of standardized ones, and of those trained longer.

    Each of the ``errors`` is (rates, seeds), nan where a net exploded.
    """
    raw, scaled, longer = errors.values()
    at = int(np.argmin(np.abs(np.log10(OUTPUT_RATES / 0.03))))
    exploded = int(np.isnan(raw[at]).sum())
    worse = float(np.nan_to_num(raw[at], nan=np.inf).mean() / scaled[at].mean())
    letter = "C" if exploded > raw.shape[1] / 2 else "B" if worse > 1.1 else "A"
    best = [runs[int(np.nanargmin(_mean(runs)))] for runs in (raw, scaled, longer)]
    said = [f"{mean:.0f} +- {error:.0f} W" for mean, error in map(mean_se, best)]
    text = (
        f"At the rate 0.03, {exploded} of {raw.shape[1]} nets with targets in watts hold nan. Each "
        f"at its own best rate: watts {said[0]}, standardized {said[1]}, standardized and trained "
        f"four times as long {said[2]} (SE of {raw.shape[1]} seeds)."
        "\n\nWhat the figure shows: the test error in watts over the learning rate, both axes "
        "logarithmic. Each target has a window of rates that work. The window of the target in "
        "watts lies more than two decades lower, and from 1e-3 on its line ends, because every "
        "net explodes. The thin line is the noise in the data, 50 W: no net can do better."
        "\n\nNow the honest part. At its own best rate the net on watts is not worse; after 20 "
        "epochs it is even closer to the noise. That is a matter of steps: trained four times as "
        "long, the net on standardized targets gets there too. Standardizing the target buys no "
        "accuracy. It brings the window to the rates that everybody tries first."
    )
    claims = (
        order("after 20 epochs watts are closer to the noise", best[1] - best[0]),
        tie("with four times the steps the difference is below 5 W", best[2] - best[0], 5.0),
    )
    return Finding(text, letter, claims)


def _mean(runs: Array) -> Array:
    """Return the means over seeds (rates,); inf where a net exploded."""
    mean: Array = np.nan_to_num(runs, nan=np.inf).mean(axis=1)
    return mean
