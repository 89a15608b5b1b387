"""Initial weights: a good scale keeps the signal alive through many layers.

A unit sums ``fan_in`` products, so its variance is ``fan_in * Var(w) * E[x**2]``. The schemes
choose ``Var(w)``: "xavier" 1 / fan_in keeps the variance of a linear layer (Glorot and Bengio 2010,
forward half), "glorot" 2 / (fan_in + fan_out) compromises with the backward pass, "he" 2 / fan_in
makes up for the half of the second moment that ReLU removes (He et al. 2015), "small" is the std of
0.01 that fails in deep nets.
"""

from collections.abc import Callable

import numpy as np

from course_lib.engine.arrays import Array

Init = str | float | Callable[[int, int, np.random.Generator], Array]

SCHEMES: dict[str, Callable[[int, int], float]] = {
    "small": lambda fan_in, fan_out: 0.01,
    "xavier": lambda fan_in, fan_out: (1 / fan_in) ** 0.5,
    "glorot": lambda fan_in, fan_out: (2 / (fan_in + fan_out)) ** 0.5,
    "he": lambda fan_in, fan_out: (2 / fan_in) ** 0.5,
}


def init_weights(fan_in: int, fan_out: int, scheme: Init, rng: np.random.Generator) -> Array:
    """Return normal weights (fan_in, fan_out), float64, whose std the ``scheme`` decides.

    ``scheme`` is "small", "xavier", "glorot", "he" or "orthogonal", a number (the std itself), or a
    function ``(fan_in, fan_out, rng) -> w``. Raises ValueError for an unknown name or a wrong shape
    of ``w``.
    """
    if callable(scheme):
        w = np.asarray(scheme(fan_in, fan_out, rng))
        if w.shape != (fan_in, fan_out):
            raise ValueError(
                f"init_weights: your function returned shape {w.shape}, "
                f"expected (fan_in, fan_out) = {(fan_in, fan_out)}"
            )
        return w
    if scheme == "orthogonal":
        return orthogonal((fan_in, fan_out), rng)
    return weight_std(fan_in, fan_out, scheme) * rng.standard_normal((fan_in, fan_out))


def weight_std(fan_in: int, fan_out: int, scheme: str | float) -> float:
    """Return the std that a scheme of normal weights asks for; a number is the std itself."""
    if not isinstance(scheme, str):
        return float(scheme)
    if scheme not in SCHEMES:
        names = ", ".join(SCHEMES)
        raise ValueError(f"init: unknown scheme {scheme!r}, expected one of {names}, orthogonal")
    return SCHEMES[scheme](fan_in, fan_out)


def orthogonal(shape: tuple[int, int], rng: np.random.Generator, gain: float = 1.0) -> Array:
    """Return a random matrix (D, M) with all singular values equal to ``gain`` (Saxe et al. 2014).

    Columns are orthonormal when D >= M and rows when D <= M. ``U @ Vt`` of a Gaussian matrix is
    uniform over all such matrices.
    """
    if len(shape) != 2 or min(shape) < 1:
        raise ValueError(f"orthogonal: shape is {shape}, expected (D, M) with D, M >= 1")
    u, _, vt = np.linalg.svd(rng.standard_normal(shape), full_matrices=False)
    return np.asarray(gain * (u @ vt))
