"""What a run says: the letter of a prediction, the sentences, and the numbers they rest on.

A sentence that orders two things, or calls them level, carries the paired differences that it was
made from. ``course check --seeds`` pools them over several offsets of the seeds and names what does
not stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from course_lib.engine.arrays import Array


@dataclass(frozen=True)
class Claim:
    """One sentence and what it rests on.

    An "order" rests on paired differences (pairs,) that are above 0, a "tie" on differences that
    are smaller than ``bound`` in the mean, a "fact" on one number that is 1 when it holds.
    """

    sentence: str
    kind: Literal["order", "tie", "fact"]
    values: Array
    bound: float = 0.0


def order(sentence: str, differences: Any) -> Claim:
    """Claim that paired ``differences`` (pairs,) are above 0: more than four SE, one sign."""
    return Claim(sentence, "order", np.asarray(differences, dtype=float).ravel())


def tie(sentence: str, differences: Any, bound: float) -> Claim:
    """Claim that the mean of ``differences`` (pairs,) lies within ``bound`` of 0, with 95 %."""
    return Claim(sentence, "tie", np.asarray(differences, dtype=float).ravel(), bound)


def fact(sentence: str, holds: Any) -> Claim:
    """Claim what one run shows by itself, such as a number inside a band."""
    return Claim(sentence, "fact", np.array([float(bool(holds))]))


@dataclass(frozen=True)
class Finding:
    """What a run says.

    ``text`` has paragraphs separated by empty lines, with ``code`` between backticks; ``letter``
    is the answer of a prediction that the run gives, "" when there is none to give.
    """

    text: str
    letter: str = ""
    claims: tuple[Claim, ...] = field(default=())


def mean_se(differences: Any) -> tuple[float, float]:
    """Return the mean over pairs and its standard error."""
    values = np.asarray(differences, dtype=float).ravel()
    return float(values.mean()), float(values.std(ddof=1) / len(values) ** 0.5)


def judge(claims: list[Claim]) -> tuple[bool, str]:
    """Judge one claim as several sets of seeds saw it; return whether it stands, and the numbers.

    An order stands when its sign is the same in every set and the mean of all exceeds four standard
    errors. A tie stands when the 95 % interval of the mean of all lies inside the bound.
    """
    kind, bound = claims[0].kind, claims[0].bound
    if kind == "fact":
        seen = [bool(c.values[0]) for c in claims]
        return all(seen), ", ".join("holds" if one else "does not hold" for one in seen)
    mean, error = mean_se(np.concatenate([c.values for c in claims]))
    each = ", ".join(f"{c.values.mean():+.4f}" for c in claims)
    seen_text = f"{mean:+.4f} +- {error:.4f} (SE); {each}"
    if kind == "order":
        return all(c.values.mean() > 0 for c in claims) and mean > 4 * error, seen_text
    return abs(mean) + 1.96 * error < bound, f"{seen_text}; bound {bound:g}"
