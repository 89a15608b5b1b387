"""The figures that notebook 01 quotes lie where it says; its explorer draws what it computed."""

import numpy as np
import pytest

from course_lib import data
from course_lib.engine.layers import affine_backward, affine_forward
from course_lib.engine.losses import mse_loss
from course_lib.findings import judge
from course_lib.lessons.preprocessing.experiments import figures, findings
from course_lib.lessons.preprocessing.experiments import training as lab
from course_lib.lessons.preprocessing.explorers import valley as explore


def condition_number(x):
    values = np.linalg.eigvalsh(x.T @ x / len(x))
    return np.inf if values[0] <= 1e-13 * values[-1] else values[-1] / values[0]


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std == 0, 1.0, std)


def standardize(x, mean, std):
    return (x - mean) / std


def unstandardize(z, mean, std):
    return z * std + mean


def pca_fit(x):
    mean = x.mean(axis=0)
    variances, vectors = np.linalg.eigh(np.cov(x.T, bias=True))
    return mean, vectors.T[::-1], variances[::-1]


def whiten(x, mean, components, variances, eps=1e-5):
    return (x - mean) @ components.T / np.sqrt(variances + eps)


def leave_raw(x):
    return np.zeros(x.shape[1]), np.ones(x.shape[1])


def one_number(x):
    return np.zeros(x.shape[1]), np.full(x.shape[1], np.abs(x).max())


@pytest.fixture(scope="module")
def weather():
    return data.make_weather(200, np.random.default_rng(2))


@pytest.fixture(scope="module")
def tables(weather):
    x, _ = weather
    return {
        "raw": x,
        "centred": x - x.mean(axis=0),
        "standardized": standardize(x, *standardize_fit(x)),
        "whitened": whiten(x, *pca_fit(x)),
    }


# ------------------------------------------------------------------------------- the weather


def test_the_temperature_gets_the_large_gradient_and_wants_the_small_weight(weather):
    x, target = weather
    out, cache = affine_forward(x, np.zeros((2, 1)), np.zeros(1))
    _, dw, _ = affine_backward(mse_loss(out, target)[1], cache)
    best = np.linalg.lstsq(lab.with_bias(x), target, rcond=None)[0][:, 0]
    assert 100 < dw[0, 0] / dw[1, 0] < 300
    assert best[1] / best[0] > 50


@pytest.mark.parametrize(
    ("name", "kappa", "steps"),
    [
        ("raw", (7e5, 1.1e6), (1.0e6, 2e6)),  # the lecture's ranges, 9.35e5 in another draw
        ("centred", (3.4e4, 5.0e4), (4e4, 1e5)),  # 4.4e4
        ("standardized", (1.0, 1.2), (2, 2)),  # 1.11
        ("whitened", (1.0, 1.01), (1, 1)),
    ],
)
def test_condition_numbers_and_steps_of_the_weather(tables, weather, name, kappa, steps):
    table = lab.with_bias(tables[name])
    assert kappa[0] <= condition_number(table) <= kappa[1]
    assert steps[0] <= lab.descend(table, weather[1]).steps <= steps[1]


def test_what_the_model_answer_says_of_the_centred_table(tables, weather):
    descent = lab.descend(lab.with_bias(tables["centred"]), weather[1])
    kappa = descent.eigenvalues[-1] / descent.eigenvalues[0]
    assert 0.02 < descent.shares[0] < 0.025
    assert descent.steps == pytest.approx(kappa * np.log(descent.shares[0] / 1e-3) / 2, rel=0.01)
    one = lab.descend(lab.with_bias(tables["standardized"]), weather[1]).left(1)
    assert 1e-3 < one < 2e-3


def test_computed_steps_agree_with_steps_that_are_walked():
    rng = np.random.default_rng(0)
    x, target = rng.standard_normal((40, 3)) * [1, 2, 5], rng.standard_normal((40, 1))
    descent = lab.descend(x, target)
    best = np.linalg.lstsq(x, target, rcond=None)[0]
    w, losses = np.zeros((3, 1)), []
    floor = np.mean((x @ best - target) ** 2)
    for _ in range(descent.steps + 1):
        losses.append(np.mean((x @ w - target) ** 2) - floor)
        w -= descent.lr * 2 / 40 * x.T @ (x @ w - target)
    assert losses[-1] <= descent.goal * losses[0] < losses[-2]
    assert np.allclose(descent.left(np.arange(descent.steps + 1)), np.array(losses) / losses[0])


def test_directions_without_variance_play_no_part(weather):
    x, target = weather
    one = lab.descend(x, target)
    two = lab.descend(np.column_stack([x, np.zeros(200)]), target)
    assert one.steps == two.steps and np.isfinite(two.lr)


def test_a_valley_is_the_loss_and_its_contours_are_level(tables, weather):
    x, target = tables["standardized"], weather[1] - weather[1].mean()
    valley = lab.valley(x, target, lr=0.1, steps=3)
    floor = np.mean((x @ valley.best[:, None] - target) ** 2)
    start = np.mean(target**2) - floor
    w = valley.contour(0.25)
    losses = ((x @ w - target) ** 2).mean(axis=0) - floor
    assert np.allclose(losses, 0.25 * start)
    gradient = 2 / 200 * x.T @ (x @ valley.path[1][:, None] - target)
    assert np.allclose(valley.path[2], valley.path[1] - 0.1 * gradient[:, 0])
    assert valley.left[3] < valley.left[2] < valley.left[1] < valley.left[0] == 1


# ------------------------------------------------------------------------------- real tables


def test_three_pixels_of_the_digits_are_constant():
    digits = data.load_digits()
    std = digits.x_train.std(axis=0)
    assert np.flatnonzero(std == 0).tolist() == [0, 32, 39]
    variances = pca_fit(digits.x_train)[2]
    assert (np.abs(variances[-3:]) < 1e-10).all()
    assert 170 < variances[0] < 190 and 4e-4 < variances[60] < 6e-4
    assert (variances[:61] < 10).sum() > 32  # "more than half of the axes stay small"


def test_radius_and_perimeter_say_the_same():
    pair = data.load_breast_cancer().x_train[:, [0, 2]]
    pair = standardize(pair, *standardize_fit(pair))
    assert 0.997 < np.corrcoef(pair.T)[0, 1] < 0.999
    kappa = condition_number(pair)
    assert 1000 < kappa < 1300 and 32 < np.sqrt(kappa) < 35  # "about 33 times"
    assert condition_number(whiten(pair, *pca_fit(pair))) < 1.01


@pytest.fixture(scope="module")
def grids():
    chosen = {"raw": leave_raw, "one number": one_number, "standardized": standardize_fit}
    loaded = (
        ("wine", data.load_wine(), 30),
        ("breast cancer", data.load_breast_cancer(), 15),
        ("digits", data.load_digits(), 10),
    )
    return {
        name: {k: lab.rate_grid(table, f, standardize, epochs=e) for k, f in chosen.items()}
        | {"leak": lab.rate_grid(table, standardize_fit, standardize, epochs=e, fit_on_all=True)}
        for name, table, e in loaded
    }


def test_standardizing_gains_most_on_wine_and_least_on_the_digits(grids):
    gains = {
        name: lab.mean_and_error(g["standardized"].best_test - g["raw"].best_test)
        for name, g in grids.items()
    }
    for gain, error in gains.values():
        assert gain > 2.5 * error
    wine, cancer, digits = (gain for gain, _ in gains.values())
    assert 0.15 < wine < 0.35 and 0.03 < cancer < 0.12 and 0.02 < digits < 0.06
    assert digits < cancer < wine
    found = findings.table(grids)
    assert found.letter == "A" and judge([found.claims[-1]])[0]
    swapped = {**grids, "digits": grids["wine"], "wine": grids["digits"]}
    assert findings.table(swapped).letter == "B"


def test_one_number_helps_where_the_columns_share_a_unit(grids):
    best = {n: {k: g.best_test.mean() for k, g in by.items()} for n, by in grids.items()}
    assert best["wine"]["one number"] < best["wine"]["raw"] + 0.05
    half = (best["digits"]["raw"] + best["digits"]["standardized"]) / 2
    assert abs(best["digits"]["one number"] - half) < 0.012  # "about half of that"
    assert min(best["digits"].values()) > 0.9


def test_standardized_rows_learn_over_two_decades_of_rates(grids):
    for name in ("wine", "breast cancer"):
        grid = grids[name]["standardized"]
        good = grid.rates[grid.test.mean(axis=1) > 0.9]
        assert good.max() / good.min() > 99
        raw = grids[name]["raw"]
        assert raw.rates[raw.best] <= 1.01e-3
        assert (raw.test[raw.rates > 2e-3].mean(axis=1) < 0.75).all()


def test_raw_digits_learn_in_the_narrowest_window_of_rates(grids):
    widths = {k: (g.test.mean(axis=1) > 0.9).sum() for k, g in grids["digits"].items()}
    assert widths["raw"] < min(widths["one number"], widths["standardized"])


def test_the_leak_does_not_show(grids):
    for by_scaling in grids.values():
        change, error = lab.mean_and_error(
            by_scaling["leak"].best_test - by_scaling["standardized"].best_test
        )
        assert abs(change) < 0.01 and abs(change) < 3 * error + 1e-9
    large = findings.leak({"wine": np.full(8, 0.05) + 0.001 * np.arange(8)}).claims[0]
    assert not judge([large])[0]


def test_whitening_costs_accuracy_on_the_digits_and_a_large_eps_wins_most_back(grids):
    digits = data.load_digits()

    def softly(x, mean, components, variances):
        return whiten(x, mean, components, variances, 10.0)

    runs = (
        grids["digits"]["standardized"],
        lab.rate_grid(digits, pca_fit, whiten, epochs=10),
        lab.rate_grid(digits, pca_fit, softly, epochs=10),
    )
    standard, hard, soft = (run.best_test for run in runs)
    for order, letter in (((0, 1, 2), "B"), ((1, 0, 2), "A"), ((0, 0, 2), "C")):
        assert findings.whiten({str(k): runs[i] for k, i in enumerate(order)}).letter == letter
    gap, error = lab.mean_and_error(standard - hard)
    assert 0.005 < gap < 0.03 and gap > 3 * error
    assert (soft - hard).mean() > gap / 2


def test_a_scaler_sees_the_training_rows_only():
    seen = []

    def spy(x):
        seen.append(len(x))
        return standardize_fit(x)

    wine = data.load_wine()
    once = lab.rate_grid(wine, spy, standardize, epochs=1, seeds=2)
    again = lab.rate_grid(wine, spy, standardize, epochs=1, seeds=2)
    assert seen == [118] * 4
    assert np.array_equal(once.test, again.test)
    lab.rate_grid(wine, spy, standardize, epochs=1, seeds=2, fit_on_all=True)
    assert seen[4:] == [178] * 2


def test_standardized_targets_move_the_window_and_gain_no_accuracy():
    watts = lab.output_grid(leave_raw, standardize, unstandardize)
    scaled = lab.output_grid(standardize_fit, standardize, unstandardize)
    high = lab.OUTPUT_RATES > 9e-4
    assert np.isnan(watts[high]).all()  # "from 1e-3 on every net explodes"
    at = np.argmin(np.abs(lab.OUTPUT_RATES - 0.03))
    assert np.isfinite(scaled[at]).all() and scaled[at].mean() < 90
    best = np.nanargmin(watts.mean(axis=1)), np.nanargmin(scaled.mean(axis=1))
    assert lab.OUTPUT_RATES[best[1]] / lab.OUTPUT_RATES[best[0]] > 99
    assert 50 < watts[best[0]].mean() < 60 < scaled[best[1]].mean()
    longer = lab.output_grid(standardize_fit, standardize, unstandardize, epochs=80)
    found = findings.watts({"watts": watts, "standardized": scaled, "longer": longer})
    assert found.letter == "C" and all(judge([claim])[0] for claim in found.claims)
    assert findings.watts({"watts": scaled, "standardized": scaled, "longer": longer}).letter == "A"


def test_one_hot_tables():
    steps = {}
    for title, p in (("even", [0.2] * 5), ("rare", [0.5, 0.3, 0.15, 0.04, 0.01])):
        rng = np.random.default_rng(0)
        codes = rng.choice(5, size=2000, p=p)
        one_hot = np.eye(5)[codes]
        worth = np.array([3.0, -1.0, 2.0, 0.0, 5.0])[codes][:, None]
        worth = worth + 0.1 * rng.standard_normal((2000, 1))
        counts = np.bincount(codes)
        assert condition_number(one_hot) == pytest.approx(counts.max() / counts.min())
        assert condition_number(standardize(one_hot, *standardize_fit(one_hot))) == np.inf
        steps[title] = lab.descend(one_hot, worth).steps
    assert steps["even"] == 1 and 50 < steps["rare"] < 150


# ------------------------------------------------------------------------------- the explorer


def test_the_explorer_keeps_its_promises():
    assert explore.compute(0.0, -1.0) is explore.compute(0.0, -1.0)
    assert 0.9 < explore.compute(0.0, -1.0).limit < 1.0
    assert 0.009 < explore.compute(1.0, -1.0).limit < 0.011
    low, high = explore.EDGES[1]
    best = min(
        explore.compute(1.0, rate).valley.left[1:].min() for rate in np.arange(low, high, 0.05)
    )
    assert best > 1e-2  # the goal that cannot be reached
    assert not np.isnan(explore.compute(1.5, 0.5).valley.left).any()


def test_the_explorer_draws_what_it_computed_with_the_same_artists():
    figure = explore.figure_of(condition_number)
    plane, curve = figure.axes
    lines = [id(line) for axes in figure.axes for line in axes.lines]
    for scale, rate in ((1.0, -2.5), (-1.0, -0.3), (1.5, 0.5)):
        stats = explore.compute(scale, rate)
        explore.draw(figure, stats, condition_number)
        assert lines == [id(line) for axes in figure.axes for line in axes.lines]
        assert np.allclose(plane.lines[-1].get_xydata()[0], stats.valley.best)
        assert np.allclose(curve.lines[0].get_ydata(), np.clip(stats.valley.left, 1e-9, 1e9))
        assert plane.get_title() == f"condition number {condition_number(stats.x):.4g}"
        word = "explodes" if stats.valley.lr > stats.limit else "stable"
        assert word in curve.get_title()


def test_a_slider_changes_the_picture(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    explore.explorer(condition_number)
    (box,) = shown
    sliders, image, _ = box.children
    pictures = [image.value]
    for slider in sliders.children:
        slider.value = slider.max
        pictures.append(image.value)
    assert all("data:image/png" in picture for picture in pictures)
    assert len(set(pictures)) == 3


def test_every_figure_has_titles_labels_and_a_legend(tables, weather):
    x, target = weather
    pair = tables["standardized"]
    valley = lab.valley(pair, target - target.mean())
    grid = lab.Grid(lab.RATES, np.ones((10, 3)), np.eye(10, 3))
    for figure in (
        figures.plot_weather(x),
        figures.plot_valleys({"a": valley, "b": valley}),
        figures.plot_descents({"a": lab.descend(pair, target)}),
        figures.plot_grids({"table": {"raw": grid, "standardized": grid}}),
        figures.plot_cloud(pair, *pca_fit(pair), whiten(pair, *pca_fit(pair))),
        figures.plot_spectrum(np.array([3.0, 1.0, 0.0]), (1e-5,)),
        figures.plot_outputs({"watts": np.ones((15, 3))}, 50),
    ):
        assert figure.get_facecolor()[3] == 1
        for axes in figure.axes:
            assert axes.get_title() and axes.get_xlabel() and axes.get_ylabel()
        assert figure.legends or any(axes.get_legend() for axes in figure.axes)
    assert (
        len(figures.plot_images({"a": np.eye(64)[:3], "b": np.eye(64)[:3]}, np.arange(3)).axes) == 6
    )


# ------------------------------------------------------------------------------- the checks
