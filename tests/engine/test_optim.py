"""Optimizers, schedules, clipping and L-BFGS against formulas written out for one number."""

from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.data import load_wine
from course_lib.engine import clipping, schedules
from course_lib.engine.lbfgs import apply_inverse_hessian, fit_lbfgs, minimize
from course_lib.engine.modules import Affine, Tanh
from course_lib.engine.network import Network
from course_lib.engine.optim import BLOCK, SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSProp

GRADIENTS = [0.5, -2.0, 3.0, 1e-3, -0.7, 4.0, 1e-12]


def sgd(w, g, s, t):
    return w - 0.1 * g, s


def momentum(w, g, s, t):
    v = 0.8 * (s or 0) + g
    return w - 0.1 * v, v


def nesterov(w, g, s, t):
    """The lecture's change of variables: v is minus lr times our velocity."""
    old = s or 0.0
    v = 0.8 * old - 0.1 * g
    return w - 0.8 * old + 1.8 * v, v


def adagrad(w, g, s, t):
    s = (s or 0) + g**2
    return w - 0.1 * g / (s**0.5 + 1e-8), s


def rmsprop(w, g, s, t):
    s = 0.9 * (s or 0) + 0.1 * g**2
    return w - 0.1 * g / (s**0.5 + 1e-8), s


def adam(w, g, s, t):
    m, v = s or (0, 0)
    m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g**2
    return w - 0.1 * (m / (1 - 0.9**t)) / ((v / (1 - 0.99**t)) ** 0.5 + 1e-8), (m, v)


def adamw(w, g, s, t):
    return adam(w - 0.1 * 0.2 * w, g, s, t)


CASES = [
    (SGD(0.1), sgd),
    (Momentum(0.1, rho=0.8), momentum),
    (Nesterov(0.1, rho=0.8), nesterov),
    (AdaGrad(0.1), adagrad),
    (RMSProp(0.1, decay=0.9), rmsprop),
    (Adam(0.1, beta2=0.99), adam),
    (AdamW(0.1, weight_decay=0.2, beta2=0.99), adamw),
]


@pytest.mark.parametrize(("optimizer", "formula"), CASES, ids=lambda c: getattr(c, "__name__", ""))
def test_trajectory(optimizer, formula):
    params, w, state = np.full(3, 1.5), 1.5, None
    for t, g in enumerate(GRADIENTS, start=1):
        grads = np.full(3, g)
        optimizer.step(params, grads)
        w, state = formula(w, g, state, t)
        np.testing.assert_allclose(params, w, rtol=1e-12)
        np.testing.assert_array_equal(grads, g)


@pytest.mark.parametrize("make", [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW])
@settings(max_examples=10, deadline=None)
@given(size=st.integers(1, BLOCK), members=st.integers(1, 5))
def test_blocks_are_invisible(make, size, members):
    size = max(1, size // members)
    rng = np.random.default_rng(0)
    params = rng.standard_normal((members, size)).astype(np.float32)
    grads = rng.standard_normal((members, size)).astype(np.float32)
    rates = np.linspace(0.01, 0.1, members)
    stacked, optimizer = params.copy(), make(rates)
    for _ in range(3):
        optimizer.step(stacked, grads)
    for member in range(members):
        alone, optimizer = params[member].copy(), make(rates[member])
        for _ in range(3):
            optimizer.step(alone, grads[member])
        np.testing.assert_array_equal(stacked[member], alone)
    assert stacked.dtype == np.float32


class Watched(np.ndarray):
    """An array that notes the dtypes of everything that is computed with it."""

    dtypes: ClassVar[set[np.dtype]] = set()

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **options):
        plain = [x.view(np.ndarray) if isinstance(x, Watched) else x for x in inputs]
        if out is not None:
            options["out"] = tuple(x.view(np.ndarray) for x in out)
        else:
            # What does not go into an array of the state must be float32 by itself.
            result = getattr(ufunc, method)(*plain, **options)
            Watched.dtypes.add(result.dtype)
            return result.view(Watched)
        for x in plain:
            Watched.dtypes.update([x.dtype] if isinstance(x, np.ndarray | np.generic) else [])
        getattr(ufunc, method)(*plain, **options)
        return out[0]


@pytest.mark.parametrize("make", [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW])
@pytest.mark.parametrize("lr", [0.1, np.float64(0.1), np.array([0.1, 0.2])])
def test_no_step_is_computed_in_float64(make, lr):
    Watched.dtypes.clear()
    optimizer = make(lr)
    params, grads = np.ones((2, 2, 5), np.float32).view(Watched)
    for _ in range(2):
        optimizer.step(params, grads)
    assert Watched.dtypes == {np.dtype(np.float32)}


def test_an_optimizer_belongs_to_one_network():
    optimizer = Momentum(0.1)
    optimizer.step(np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match="new optimizer for a new network"):
        optimizer.step(np.ones(4), np.ones(4))


def test_schedules_by_hand():
    assert [schedules.step_decay(s, 8.0, 0.5, 2) for s in range(6)] == [8, 8, 4, 4, 2, 2]
    assert schedules.exponential_decay(0, 3.0, 0.5) == 3
    assert schedules.exponential_decay(4, 3.0, 0.5) == pytest.approx(3 * np.exp(-2))
    assert schedules.inverse_time_decay(4, 3.0, 0.5) == 1
    cycle = [schedules.cosine_cycle(s, 2.0, 4) for s in range(9)]
    half = 2**0.5 / 2
    expected = [2, 1 + half, 1, 1 - half, 2, 1 + half, 1, 1 - half, 2]
    np.testing.assert_allclose(cycle, expected, atol=1e-12)


def test_clipping_by_hand():
    grad = np.array([3.0, -4.0, 0.5])
    np.testing.assert_array_equal(clipping.clip_elementwise(grad, 1.0), [1, -1, 0.5])
    np.testing.assert_array_equal(grad, [3, -4, 0.5])
    clipped, norm = clipping.clip_global_norm([np.array([3.0]), np.array([[0.0, 4.0]])], 2.5)
    assert norm == 5
    np.testing.assert_array_equal(clipped[0], [1.5])
    np.testing.assert_array_equal(clipped[1], [[0, 2]])
    short, norm = clipping.clip_global_norm([np.array([3.0, 4.0])], 5.5)
    assert norm == 5
    np.testing.assert_array_equal(short[0], [3, 4])
    same, norm = clipping.clip_global_norm([np.zeros(3)], 1.0)
    assert norm == 0
    np.testing.assert_array_equal(same[0], 0)


def test_each_member_is_clipped_as_one_gradient():
    grads = np.array([[3.0, 4.0], [0.0, 0.0], [0.6, 0.8]])
    norms = clipping.member_norms(grads)
    np.testing.assert_allclose(norms, [5, 0, 1])
    expected = [clipping.clip_global_norm([grad], 2.5)[0][0] for grad in grads]
    clipping.clip_member_norms(grads, norms, 2.5)
    np.testing.assert_allclose(grads, expected)
    np.testing.assert_allclose(grads[0], [1.5, 2])


def rosenbrock(w):
    a, b = 1 - w[0], w[1] - w[0] ** 2
    return float(a * a + 100 * b * b), np.array([-2 * a - 400 * w[0] * b, 200 * b])


def test_lbfgs_finds_the_minimum_of_rosenbrock():
    start = np.array([-1.2, 1.0])
    result = minimize(rosenbrock, start)
    assert result.converged
    np.testing.assert_allclose(result.w, 1, atol=1e-6)
    assert len(result.losses) < 60
    assert (np.diff(result.losses) < 0).all()
    np.testing.assert_array_equal(start, [-1.2, 1.0])


def test_lbfgs_of_a_quadratic_knows_its_hessian():
    rng = np.random.default_rng(0)
    root = rng.standard_normal((5, 5))
    hessian = root @ root.T + np.eye(5)
    result = minimize(lambda w: (0.5 * w @ hessian @ w, hessian @ w), np.ones(5), tolerance=1e-9)
    assert result.converged
    np.testing.assert_allclose(result.w, 0, atol=1e-8)
    # Five conjugate pairs determine the inverse; here the axes themselves.
    axes = np.linalg.eigh(hessian)[1].T
    pairs = [(axis, hessian @ axis) for axis in axes]
    grad = rng.standard_normal(5)
    inverse = apply_inverse_hessian(grad, pairs)
    np.testing.assert_allclose(inverse, np.linalg.solve(hessian, grad), rtol=1e-9)


def test_lbfgs_stops_when_it_has_arrived_or_cannot_go_on():
    result = minimize(lambda w: (float(w @ w), 2 * w), np.zeros(3))
    assert result.converged
    assert len(result.losses) == 1
    # A gradient with the wrong sign leads uphill: no step is found, the start is kept.
    result = minimize(lambda w: (float(w @ w), -2 * w), np.ones(3))
    assert not result.converged
    np.testing.assert_array_equal(result.w, 1)


def test_lbfgs_halves_a_step_that_is_far_too_long():
    """The first step has length 1, a hundred times the way to the minimum: seven trials."""
    result = minimize(lambda w: (float(500 * w @ w), 1000 * w), np.array([0.01]))
    assert result.converged
    np.testing.assert_allclose(result.w, 0, atol=1e-8)


def test_lbfgs_takes_the_best_step_when_a_search_does_not_end():
    """A straight slope without a minimum: no step is long enough, each lowers the loss."""
    result = minimize(lambda w: (float(w.sum()), np.ones_like(w)), np.zeros(1), steps=1)
    assert not result.converged
    assert len(result.losses) == 2
    assert result.losses[1] == result.w[0] < -1e6


def test_lbfgs_trains_a_net_on_the_full_batch():
    wine = load_wine()
    x = (wine.x_train - wine.x_train.mean(axis=0)) / wine.x_train.std(axis=0)
    net = Network([Affine(13, 8), Tanh(), Affine(8, 3)], np.random.default_rng(0))
    result = fit_lbfgs(net, x, wine.y_train, steps=50)
    assert result.losses[-1] < 1e-3
    assert net.loss(x, wine.y_train) == pytest.approx(result.losses[-1], rel=1e-4, abs=1e-7)
    assert net.params.dtype == np.float32
