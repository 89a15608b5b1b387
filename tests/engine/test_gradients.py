"""Every backward pass against numerical gradients in float64, for one net and for a stack."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import PAIRS, as_tuple, normal

from course_lib.engine import conv, dropout, layers, losses, normalization, pooling
from course_lib.engine.gradcheck import gradient_errors, numerical_gradient, relative_error

# A central difference at h = 1e-5 agrees to about 1e-9; small elements of a gradient less so.
TOLERANCE = 2e-6
LEADS = [(), (2,), (2, 3)]


@pytest.mark.parametrize("lead", LEADS, ids=["one", "stack", "stacks"])
@pytest.mark.parametrize(("forward", "backward", "make"), PAIRS)
def test_pair(forward, backward, make, lead):
    rng = np.random.default_rng(1)
    arrays = make(rng, lead)
    copies = [array.copy() for array in arrays]
    errors = gradient_errors(forward, backward, arrays, rng)
    assert max(errors) < TOLERANCE
    for array, copy in zip(arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize(("forward", "backward", "make"), PAIRS)
def test_member_of_a_stack_is_the_pair_alone(forward, backward, make):
    rng = np.random.default_rng(2)
    arrays = make(rng, (3,))
    out, cache = forward(*arrays)
    dout = rng.standard_normal(out.shape)
    grads = backward(dout, cache)
    for member in range(3):
        one, one_cache = forward(*(array[member] for array in arrays))
        np.testing.assert_array_equal(out[member], one)
        one_grads = backward(dout[member], one_cache)
        for grad, one_grad in zip(as_tuple(grads), as_tuple(one_grads), strict=True):
            np.testing.assert_array_equal(grad[member], one_grad)


@pytest.mark.parametrize(("forward", "backward", "make"), PAIRS)
def test_float32_stays_float32(forward, backward, make):
    rng = np.random.default_rng(3)
    arrays = [array.astype(np.float32) for array in make(rng, (2,))]
    out, cache = forward(*arrays)
    grads = backward(np.ones_like(out), cache)
    assert out.dtype == np.float32
    for grad in as_tuple(grads):
        assert grad.dtype == np.float32


@pytest.mark.parametrize(("forward", "backward", "make"), PAIRS)
def test_a_wrong_backward_is_seen(forward, backward, make):
    """The referee itself: a gradient that is 1 % off in a single element must be caught."""
    rng = np.random.default_rng(4)

    def wrong(dout, cache):
        grads = tuple(grad.copy() for grad in as_tuple(backward(dout, cache)))
        largest = np.unravel_index(np.abs(grads[-1]).argmax(), grads[-1].shape)
        grads[-1][largest] *= 1.01
        return grads

    assert max(gradient_errors(forward, wrong, make(rng, ()), rng)) > 1e-3


def labels_for(rng, scores):
    return rng.integers(scores.shape[-1], size=scores.shape[:-1])


LOSSES = [
    pytest.param(losses.softmax_loss, labels_for, id="softmax"),
    pytest.param(losses.hinge_loss, labels_for, id="hinge"),
    pytest.param(partial(losses.hinge_loss, margin=2.5), labels_for, id="hinge-margin"),
    pytest.param(losses.mse_loss, lambda rng, s: rng.standard_normal(s.shape), id="mse"),
]


@pytest.mark.parametrize("lead", LEADS, ids=["one", "stack", "stacks"])
@pytest.mark.parametrize(("loss", "make_target"), LOSSES)
def test_loss(loss, make_target, lead):
    rng = np.random.default_rng(5)
    scores = normal(rng, *lead, 4, 3)
    target = make_target(rng, scores)
    value, dscores = loss(scores, target)
    assert np.shape(value) == lead
    numerical = numerical_gradient(lambda s: loss(s, target)[0].sum(), scores)
    assert relative_error(dscores, numerical) < TOLERANCE


@pytest.mark.parametrize(("loss", "make_target"), LOSSES)
def test_loss_of_a_member_and_of_a_shared_target(loss, make_target):
    rng = np.random.default_rng(6)
    scores = normal(rng, 3, 4, 5)
    target = make_target(rng, scores[0])
    value, dscores = loss(scores, target)
    for member in range(3):
        one, done = loss(scores[member], target)
        assert one == value[member]
        np.testing.assert_array_equal(done, dscores[member])


@pytest.mark.parametrize(("loss", "make_target"), LOSSES)
def test_loss_keeps_dtype_and_inputs_and_takes_any_memory_order(loss, make_target):
    rng = np.random.default_rng(7)
    scores = normal(rng, 6, 4).astype(np.float32)
    target = make_target(rng, scores)
    target = target.astype(np.float32) if target.dtype.kind == "f" else target
    before = scores.copy()
    value, dscores = loss(scores, target)
    assert value.dtype == dscores.dtype == np.float32
    np.testing.assert_array_equal(scores, before)
    fortran_value, fortran = loss(np.asfortranarray(scores), target)
    np.testing.assert_allclose(fortran, dscores, rtol=1e-6)
    np.testing.assert_allclose(fortran_value, value, rtol=1e-6)


def test_softmax_loss_of_huge_and_equal_logits():
    labels = np.array([0, 1])
    value, dlogits = losses.softmax_loss(np.array([[1e4, 0.0], [1e4, 0.0]]), labels)
    assert value == 5000
    assert np.isfinite(dlogits).all()
    value, _ = losses.softmax_loss(np.zeros((7, 10)), np.arange(7))
    assert value == pytest.approx(np.log(10))


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.uint64, np.int64])
def test_labels_of_any_integer_type(dtype):
    scores = normal(np.random.default_rng(15), 40, 10)
    labels = np.arange(40) % 10
    expected = losses.softmax_loss(scores, labels)
    value, dscores = losses.softmax_loss(scores, labels.astype(dtype))
    assert value == expected[0]
    np.testing.assert_array_equal(dscores, expected[1])


def test_hinge_loss_by_hand():
    value, _ = losses.hinge_loss(np.array([[3.2, 5.1, -1.7]]), np.array([0]))
    assert value == pytest.approx(2.9)


def test_dropout_gradient_is_the_mask():
    x = np.random.default_rng(8).standard_normal((6, 5))
    # The same seed draws the same mask again, so the function is differentiable.
    errors = gradient_errors(
        lambda x: dropout.dropout_forward(x, 0.7, np.random.default_rng(9)),
        dropout.dropout_backward,
        (x,),
        np.random.default_rng(10),
    )
    assert max(errors) < TOLERANCE


@settings(max_examples=60, deadline=None)
@given(
    n=st.integers(1, 4),
    channels=st.integers(1, 3),
    filters=st.integers(1, 3),
    height=st.integers(1, 7),
    width=st.integers(1, 7),
    kernel=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    stride=st.integers(1, 3),
    pad=st.integers(0, 2),
)
def test_conv_is_the_sum_of_its_definition(
    n, channels, filters, height, width, kernel, stride, pad
):
    rng = np.random.default_rng(11)
    x, b = normal(rng, n, channels, height, width), normal(rng, filters)
    w = normal(rng, filters, channels, *kernel)
    if kernel[0] > height + 2 * pad or kernel[1] > width + 2 * pad:
        with pytest.raises(ValueError, match="does not fit"):
            conv.conv_forward(x, w, b, stride, pad)
        return
    out, _ = conv.conv_forward(x, w, b, stride, pad)
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    expected = np.empty(out.shape)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            top, left = i * stride, j * stride
            patch = padded[:, :, top : top + kernel[0], left : left + kernel[1]]
            assert patch.shape[2:] == kernel
            expected[:, :, i, j] = np.tensordot(patch, w, ((1, 2, 3), (1, 2, 3))) + b
    np.testing.assert_allclose(out, expected, atol=1e-12)
    # One more position would leave the padded image.
    assert out.shape[2] * stride + kernel[0] > padded.shape[2]
    assert out.shape[3] * stride + kernel[1] > padded.shape[3]


def test_maxpool_sends_a_tie_to_one_place():
    x = np.zeros((1, 1, 4, 4))
    _, cache = pooling.maxpool_forward(x, 2, 2)
    dx = pooling.maxpool_backward(np.ones((1, 1, 2, 2)), cache)
    expected = np.zeros((4, 4))
    expected[::2, ::2] = 1
    np.testing.assert_array_equal(dx[0, 0], expected)


@settings(max_examples=50, deadline=None)
@given(
    lead=st.lists(st.integers(1, 3), max_size=2),
    n=st.integers(2, 5),
    d=st.integers(1, 5),
    m=st.integers(1, 5),
)
def test_shapes_of_gradients(lead, n, d, m):
    rng = np.random.default_rng(12)
    x, w, b = normal(rng, *lead, n, d), normal(rng, *lead, d, m), normal(rng, *lead, m)
    out, cache = layers.affine_forward(x, w, b)
    assert out.shape == (*lead, n, m)
    for grad, array in zip(layers.affine_backward(out, cache), (x, w, b), strict=True):
        assert grad.shape == array.shape
    gamma = normal(rng, *lead, d)
    for pair in ("batchnorm", "layernorm"):
        out, cache = getattr(normalization, f"{pair}_forward")(x, gamma, gamma)
        grads = getattr(normalization, f"{pair}_backward")(out, cache)
        for grad, array in zip(grads, (x, gamma, gamma), strict=True):
            assert grad.shape == array.shape


def test_batchnorm_running_averages_and_inference():
    rng = np.random.default_rng(13)
    x, gamma, beta = normal(rng, 6, 4) * 2 + 1, normal(rng, 4), normal(rng, 4)
    mean, var = normalization.update_running(np.full(4, 2.0), np.full(4, 3.0), x, momentum=0.75)
    np.testing.assert_allclose(mean, 0.75 * 2 + 0.25 * x.mean(axis=0))
    np.testing.assert_allclose(var, 0.75 * 3 + 0.25 * x.var(axis=0))
    out = normalization.batchnorm_inference(x, gamma, beta, mean, var, eps=0.1)
    np.testing.assert_allclose(out, gamma * (x - mean) / np.sqrt(var + 0.1) + beta)
    # With the statistics of the batch itself inference is the forward pass.
    out, _ = normalization.batchnorm_forward(x, gamma, beta)
    same = normalization.batchnorm_inference(x, gamma, beta, x.mean(axis=0), x.var(axis=0))
    np.testing.assert_allclose(same, out)


def test_dropout_keeps_the_mean_and_the_share():
    x = np.ones((400, 500))
    out, mask = dropout.dropout_forward(x, 0.8, np.random.default_rng(14))
    # 200000 draws: five standard errors of a share of 0.8 are 0.0045.
    assert abs((out > 0).mean() - 0.8) < 0.0045
    assert set(np.unique(out)) == {0, 1 / 0.8}
    assert np.ptp((out > 0).mean(axis=0)) > 0
    assert np.ptp((out > 0).mean(axis=1)) > 0
    np.testing.assert_array_equal(dropout.dropout_inference(x), x)
    np.testing.assert_array_equal(dropout.dropout_backward(x, mask), out)
