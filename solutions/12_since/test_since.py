"""What notebook 12 says of its runs stands; its explorer draws what it computed."""

from math import erf

import numpy as np
import pytest

from course_lib.lessons.since.checks.widths import shapes_of
from course_lib.lessons.since.experiments import edge, figures, findings, fits, muon, widths
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
    assert "ends at" in calm.verdict and "exploded" in wild.verdict
    figure = rate.figure_of(sharpness, 0.4)
    left, right = figure.axes
    assert np.allclose(left.lines[0].get_ydata(), calm.products)
    assert left.get_title() == calm.verdict and "rate 0.4" in right.get_title()
