"""Second derivatives: what differences of a backward pass must look like.

There is no backward pass of a backward pass here that could be checked against them.
"""

import numpy as np
import pytest
from pairs import PAIRS, as_tuple, normal

from course_lib.engine import losses

SEVERAL_ARRAYS = [p for p in PAIRS if len(p.values[2](np.random.default_rng(0), ())) > 1]


def curvature(forward, backward, arrays, dout):
    """Return the second derivatives of ``sum(out * dout)``: differences of its gradient."""
    shapes = [array.shape for array in arrays]
    cuts = np.cumsum([array.size for array in arrays])[:-1]

    def gradient(flat):
        pieces = np.split(flat, cuts)
        _, cache = forward(*(p.reshape(s) for p, s in zip(pieces, shapes, strict=True)))
        return np.concatenate([grad.ravel() for grad in as_tuple(backward(dout, cache))])

    point, h = np.concatenate([array.ravel() for array in arrays]), 1e-5
    return np.stack(
        [(gradient(point + e) - gradient(point - e)) / (2 * h) for e in h * np.eye(len(point))]
    )


def asymmetry_of(forward, backward, make):
    rng = np.random.default_rng(16)
    arrays = make(rng, ())
    dout = rng.standard_normal(forward(*arrays)[0].shape)
    second = curvature(forward, backward, arrays, dout)
    return np.abs(second - second.T).max() / max(1, np.abs(second).max())


@pytest.mark.parametrize(("forward", "backward", "make"), PAIRS)
def test_second_derivatives_are_symmetric(forward, backward, make):
    """As those of every function are, whatever the forward pass computes."""
    assert asymmetry_of(forward, backward, make) < 1e-7


@pytest.mark.parametrize(("forward", "backward", "make"), SEVERAL_ARRAYS)
def test_gradients_that_do_not_belong_together_are_seen(forward, backward, make):
    def wrong(dout, cache):
        dx, *others = backward(dout, cache)
        return (1.01 * dx, *others)

    assert asymmetry_of(forward, wrong, make) > 1e-4


def test_curvature_of_the_softmax_loss():
    """By hand: ``diag(p) - p p.T`` for each row, divided by N."""
    logits, labels = normal(np.random.default_rng(17), 3, 4), np.array([0, 3, 1])
    hessian = curvature(
        lambda s: losses.softmax_loss(s, labels), lambda dout, dscores: dscores, (logits,), None
    ).reshape(3, 4, 3, 4)
    for row, p in enumerate(losses.softmax(logits)):
        np.testing.assert_allclose(
            hessian[row, :, row], (np.diag(p) - np.outer(p, p)) / 3, atol=1e-9
        )
        assert not hessian[row, :, np.arange(3) != row].any()
