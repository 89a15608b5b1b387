"""What notebook 12 says of its runs stands; its explorer draws what it computed."""

from math import erf

import numpy as np
import pytest

from course_lib.lessons.since.checks.widths import shapes_of
from course_lib.lessons.since.experiments import (
    branches,
    edge,
    figures,
    findings,
    fits,
    further,
    half,
    muon,
    recipe,
    targets,
    units,
    widths,
)
from course_lib.lessons.since.explorers import rate
from course_lib.plots import png


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v


def min_norm_fit(features, targets):
    return np.linalg.lstsq(features, targets, rcond=1e-10)[0]


def ridge_fit(features, targets, strength):
    square = features.T @ features + strength * np.eye(features.shape[1])
    return np.linalg.solve(square, features.T @ targets)


def width_rates(shapes, base_shapes, lr):
    return {n: lr * base_shapes[n][0] / s[0] if len(s) == 2 else lr for n, s in shapes.items()}


def newton_schulz(a, rounds):
    q = a / (np.linalg.norm(a) or 1.0)
    for _ in range(rounds):
        q = 1.5 * q - 0.5 * q @ q.T @ q
    return q


def stands(claim):
    """Tell whether one run agrees with a claim; `course check --seeds` judges three together."""
    mean = claim.values.mean()
    return {"fact": mean == 1, "order": mean > 0, "tie": abs(mean) < claim.bound}[claim.kind]


def fallen(finding):
    """Return what a finding claims and its run does not show."""
    return [claim.sentence for claim in finding.claims if not stands(claim)]


def test_the_gauge_finds_the_largest_eigenvalue_of_the_hessian():
    """Of a net of 3466 weights, as the text says; here by all of its second derivatives."""
    x, targets = edge.squared_digits()
    net = edge.tanh_net(2)
    assert net.params.shape[-1] == 3466
    gradient, w = edge.gradient_of(net, 1, x[:20], targets[:20]), net.params[1].copy()
    value, v = sharpness(gradient, w, np.ones_like(w), 60)
    h = 1e-4
    assert np.linalg.norm((gradient(w + h * v) - gradient(w - h * v)) / (2 * h) - value * v) < 0.02
    read = edge.Gauge(sharpness, net, x[:20], targets[:20]).read(60)
    assert read[1] == pytest.approx(value, rel=1e-4)


@pytest.fixture(scope="module")
def followed():
    return edge.follow(sharpness)


def test_the_edge(followed):
    finding = findings.edge(followed)
    assert finding.letter == "B" and not fallen(finding)
    # "close to 2" at the start of the largest rate, "it had not arrived" at half of it
    assert np.all((followed.products[0, -1] > 1.4) & (followed.products[0, -1] < 2.6))
    assert followed.ends[1].mean() < 2.1
    assert png(figures.plot_edge(followed))


def test_starts_beyond_the_edge():
    finding = findings.starts(edge.from_above(sharpness))
    assert finding.letter == "C" and not fallen(finding)


def test_where_the_edge_does_not_hold():
    assert not fallen(findings.others(edge.others(sharpness)))


def test_a_letter_follows_the_run(followed):
    """A net that stayed below, or went above, would be told as that."""
    for factor, letter in ((0.3, "A"), (2.0, "C")):
        other = edge.Edge(
            followed.rates, followed.times, factor * followed.sharpness, followed.losses
        )
        finding = findings.edge(other)
        assert finding.letter == letter and fallen(finding)


@pytest.fixture(scope="module")
def descent():
    return fits.double_descent(min_norm_fit, ridge_fit)


def test_double_descent(descent):
    finding = findings.peak(descent)
    assert finding.letter == "C" and not fallen(finding)
    assert not fallen(findings.cures(descent))
    assert png(figures.plot_descent(descent))


def test_descent_from_zero_ends_at_the_shortest_fit():
    """As the text of section 3 says, with its reason."""
    p = fits.problem(0)
    features = fits.features(p.x[:20], 60, np.random.default_rng(0))
    w, targets = np.zeros((60, 10)), p.targets[:20]
    lr = 1 / np.linalg.norm(features, 2) ** 2
    for _ in range(20000):
        w -= lr * features.T @ (features @ w - targets)
    assert np.abs(w - min_norm_fit(features, targets)).max() < 1e-3 * np.abs(w).max()


def test_coordinates_grow_with_one_rate_alone():
    moved = widths.coordinates(width_rates)
    assert not fallen(findings.coordinates(moved))
    assert png(figures.plot_coordinates(moved))


def test_the_rate_transfers_and_the_loss_does_not():
    run = widths.transfer(width_rates)
    finding = findings.transfer(run)
    assert finding.letter == "A" and not fallen(finding)
    assert png(figures.plot_widths(run))


def test_rates_reach_the_arrays_they_are_for():
    shapes = shapes_of(widths.net_widths(64))
    net = widths.Network(widths.relu_layers(*widths.net_widths(64)), np.random.default_rng(0))
    held = [param for layer in net.layers for param in layer.params.values()]
    assert [param.shape for param in held] == list(shapes.values())


def test_newton_schulz_and_the_race():
    far = muon.rounds_to_orthogonal(newton_schulz)
    assert not fallen(findings.rounds(far))
    assert png(figures.plot_rounds(far))
    run = muon.race(newton_schulz)
    finding = findings.race(run)
    assert finding.letter == "B" and not fallen(finding)
    assert png(figures.plot_race(run))


def test_the_polynomial_of_muons_own_code_stops_where_the_text_says():
    s = np.linspace(0.01, 1, 1000)
    for _ in range(5):
        s = 3.4445 * s - 4.775 * s**3 + 2.0315 * s**5
    assert s.min() > 0.68 and s.max() < 1.14


def test_gelu_by_tanh_is_as_near_as_the_text_says():
    x = np.linspace(-6, 6, 4001)
    exact = x * (1 + np.array([erf(z) for z in x / 2**0.5])) / 2
    with_tanh = x * (1 + np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x**3))) / 2
    assert 0.0004 < np.abs(exact - with_tanh).max() < 0.0005


def test_the_explorer_says_what_it_drew():
    calm, wild = rate.compute(sharpness, 0.4), rate.compute(sharpness, 3.0)
    assert "last three" in calm.verdict and "exploded" in wild.verdict
    figure = rate.figure_of(sharpness, 0.4)
    left, right = figure.axes
    assert np.allclose(left.lines[0].get_ydata(), calm.products)
    assert left.get_title() == calm.verdict and "rate 0.4" in right.get_title()


def warmup_cosine(step, lr, warm, total):
    if step < warm:
        return lr * (step + 1) / warm
    return lr * (1 + np.cos(np.pi * (step - warm) / (total - warm))) / 2


def smooth_targets(labels, classes, eps):
    return (1 - eps) * np.eye(classes)[labels] + eps / classes


def test_gelu_is_level_with_relu_and_swiglu_behind():
    def silu(z):
        return z / (1 + np.exp(-z)), 1 / (1 + np.exp(-z))

    def forward(x, w, v):
        return silu(x @ w)[0] * (x @ v), (x, w, v)

    def backward(dout, cache):
        x, w, v = cache
        (gate, s), value = silu(x @ w), x @ v
        da, db = dout * value * (s + gate * (1 - s)), dout * gate
        return da @ w.T + db @ v.T, x.T @ da, x.T @ db

    def soft(x):
        return x * (1 + np.tanh(0.8 * (x + 0.045 * x**3))) / 2, x

    def soft_back(dout, x):
        t = np.tanh(0.8 * (x + 0.045 * x**3))
        return dout * (1 + t + 0.8 * x * (1 - t**2) * (1 + 0.135 * x**2)) / 2

    run = units.compare((soft, soft_back), (forward, backward), seeds=3)
    assert not fallen(further.unit(run))


def test_a_small_factor_lets_twenty_blocks_train():
    run = branches.compare()
    assert not fallen(further.branch(run))
    assert png(figures.plot_branches(run))
    assert all(0 < run.best(k) < len(branches.RATES) - 1 for k in (1, 2))


def test_the_blocks_learn_by_their_gradients():
    """The step of every array, the factors among them, is the slope that differences measure."""
    x, labels, *_ = widths.digits()
    nets = branches._Nets(branches.SEEDS, np.full(branches.SEEDS, 0.2))
    nets.weights = [w.astype(float) for w in nets.weights]
    nets.factors = nets.factors.astype(float)
    x, labels, lr = x[:20].astype(float), labels[:20], np.full(branches.SEEDS, 1e-6)
    arrays, rng = [nets.factors, *nets.weights], np.random.default_rng(0)

    def loss():
        return branches.softmax_loss(nets.forward(x), labels)[0][1]

    start = [a.copy() for a in arrays]
    nets.step(branches.softmax_loss(nets.forward(x), labels)[1], lr, np.ones_like(lr))
    gradients = [(a - b)[1] / 1e-6 for a, b in zip(start, arrays, strict=True)]
    for k in (0, 1, 8, 9, len(arrays) - 1):
        way = 1e-7 * rng.standard_normal(arrays[k][1].shape)
        sides = []
        for sign in (1, -1):
            for a, b in zip(arrays, start, strict=True):
                a[...] = b
            arrays[k][1] += sign * way
            sides.append(loss())
        assert (gradients[k] * way).sum() == pytest.approx((sides[0] - sides[1]) / 2, rel=1e-4)


def test_the_recipe_and_the_averages():
    run = recipe.compare(warmup_cosine)
    assert not fallen(further.schedules(run)) and not fallen(further.averages(run))
    assert png(figures.plot_recipe(run))


def test_softer_targets_have_the_least_loss_that_the_text_names():
    assert targets.entropy(smooth_targets(np.array([3]), 10, 0.1))[0] == pytest.approx(
        0.5, abs=5e-4
    )
    assert targets.entropy(np.eye(3)).max() == 0
    share = (np.arange(10_000) + 0.5) / 10_000
    mean = targets.entropy(np.stack([share, 1 - share], axis=1)).mean()
    assert mean == pytest.approx(0.5, abs=1e-4)  # and 0.9 times that is 0.45
    assert not fallen(further.softer(targets.compare(smooth_targets)))


def test_float16_needs_a_scaled_loss():
    assert half.rounded(np.float32([2.0**-24, 2.0**-26, 65504, 70000])).tolist() == [
        2.0**-24, 0, 65504, np.inf,
    ]  # fmt: skip
    assert not fallen(further.scaling(half.compare()))
