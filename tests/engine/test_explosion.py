"""When a net explodes: which step is noted, what is kept, and when nobody stops it."""

import numpy as np
import pytest

from course_lib.engine.explosion import ExplosionGuard
from course_lib.engine.history import History
from course_lib.engine.modules import Affine, BatchNorm, ReLU
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.rng import generators
from course_lib.engine.train import fit


def small(rng=None):
    return Network([Affine(3, 4), ReLU(), Affine(4, 2)], rng or np.random.default_rng(0))


def toy(n=20):
    x = np.random.default_rng(1).standard_normal((n, 3))
    return x, (x[:, 0] > 0).astype(int)


@pytest.mark.parametrize(
    ("losses", "factor", "step"),
    [
        ([2.0, 6.0, 6.1], 3.0, 2),
        ([2.0, 6.0, 6.0], 3.0, None),
        ([2.0, 6.1, 1.0], 3.0, 1),
        ([2.0, 1.0, np.nan], 3.0, 2),
        ([2.0, np.inf, 1.0], 3.0, 1),
        ([np.inf, 1.0, 1.0], 3.0, 0),
        ([np.nan, 1.0, 1.0], 3.0, 0),
        ([2.0, 19.0, 21.0], 10.0, 2),
        ([2.0, np.inf, np.nan], None, None),
    ],
)
def test_which_step_explodes(losses, factor, step):
    one, stack = History(3, 1, None), History(3, 1, 2)
    guard, guards = ExplosionGuard(small(), factor), ExplosionGuard(small(generators(0, 2)), factor)
    for loss in np.array(losses, np.float32):
        pair = np.array([1.0, loss], np.float32)
        one.record_step(loss, 0.1, loss, loss, guard.take_back(loss))
        stack.record_step(pair, 0.1, pair, pair, guards.take_back(pair))
    assert one.exploded_at == step
    assert stack.exploded_at == [None, step]
    if step is not None:
        assert np.isnan(stack.loss[step + 1 :, 1]).all()
        assert np.isnan(stack.grad_norm[step:, 1]).all()
        np.testing.assert_array_equal(stack.loss[step, 1], np.float32(losses[step]))
    assert (stack.loss[:, 0] == 1).all()
    assert (stack.grad_norm[:, 0] == 1).all()


def test_explosion_stops_a_net_and_keeps_the_parameters_before():
    x, labels = toy()
    net = Network([Affine(3, 4), BatchNorm(4), Affine(4, 2)], np.random.default_rng(0))
    states = [(net.params.copy(), net.buffers.copy())]
    history = fit(
        net,
        x,
        labels,
        SGD(200.0),
        epochs=50,
        rng=np.random.default_rng(0),
        callbacks=[lambda step, net, _: states.append((net.params.copy(), net.buffers.copy()))],
    )
    step = history.exploded_at
    assert step is not None
    assert history.loss.shape == (step + 1,)
    assert history.loss[step] > 3 * history.loss[0]
    assert (history.loss[:step] <= 3 * history.loss[0]).all()
    np.testing.assert_array_equal(net.params, states[step][0])
    np.testing.assert_array_equal(net.buffers, states[step][1])
    assert np.isnan(history.lr[step])
    assert np.isfinite(history.train_accuracy[-1])


@pytest.mark.parametrize("factor", [2.0, 10.0])
def test_stop_factor(factor):
    x, labels = toy()
    history = fit(
        small(),
        x,
        labels,
        SGD(50.0),
        epochs=40,
        rng=np.random.default_rng(0),
        stop_factor=factor,
    )
    step = history.exploded_at
    assert step is not None
    assert history.loss[step] > factor * history.loss[0]
    assert (history.loss[:step] <= factor * history.loss[0]).all()


def test_the_early_stop_can_be_off():
    x, labels = toy()
    history = fit(
        small(),
        x,
        labels,
        SGD(1e30),
        epochs=30,
        rng=np.random.default_rng(0),
        stop_factor=None,
    )
    assert history.exploded_at is None
    assert history.loss.shape == (30,)
    assert np.isnan(history.loss[-1])


def test_explosion_of_the_first_loss():
    x, labels = toy()
    net = small()
    net.params[0] = np.inf
    history = fit(net, x, labels, SGD(0.1), epochs=3, rng=np.random.default_rng(0))
    assert history.exploded_at == 0
    assert history.loss.shape == (1,)
