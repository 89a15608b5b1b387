"""The figures that notebook 05 quotes lie where it says; its explorer reaches its goal."""

import numpy as np
import pytest

from course_lib.engine.clipping import clip_global_norm
from course_lib.engine.network import Network
from course_lib.engine.schedules import (
    cosine_cycle,
    exponential_decay,
    inverse_time_decay,
    step_decay,
)
from course_lib.findings import judge
from course_lib.lessons.optimizers.experiments import (
    figures,
    findings,
    nets,
    rates,
    surfaces,
    watching,
)
from course_lib.lessons.optimizers.experiments import steps as experiments
from course_lib.lessons.optimizers.explorers import descent
from course_lib.plots import png

RULES = {
    "sgd": surfaces.sgd,
    **{name: descent.from_library(name) for name in descent.RULES if name != "sgd"},
}


def newton(w, grad, hessian):
    return w - np.linalg.solve(hessian, grad)


@pytest.mark.parametrize("surface", surfaces.SURFACES.values(), ids=lambda s: s.name)
def test_gradients_and_hessians_agree_with_differences(surface):
    h = 1e-6
    for w in (np.array(surface.start) + 0.1, np.array([0.3, -0.7])):
        sides = h * np.eye(2)
        grad = [(surface.f(w + s) - surface.f(w - s)) / (2 * h) for s in sides]
        hessian = [(surface.grad(w + s) - surface.grad(w - s)) / (2 * h) for s in sides]
        assert np.allclose(grad, surface.grad(w), rtol=1e-5, atol=1e-5)
        assert np.allclose(hessian, surface.hessian(w), rtol=1e-5, atol=1e-4)
    for minimum in surface.minima:
        assert np.abs(surface.grad(np.array(minimum))).max() < 1e-12
        assert np.linalg.eigvalsh(surface.hessian(np.array(minimum))).min() > 0
    assert abs(surface.f(np.array(surface.minima[0]))) < 1e-12


def test_plain_descent_on_the_bowl():
    bowl = surfaces.bowl(100)
    slow, good, diverging = (
        surfaces.descend(surfaces.sgd, bowl, lr, 60).losses for lr in (0.002, 0.0185, 0.0201)
    )
    assert good[-1] < slow[-1] < 100 < diverging[-1]
    w = np.array([-10.0, 1.0])
    for _ in range(5):
        w += 0.005 * bowl.grad(w)
    assert round(float(bowl.f(w))) == 2936


def test_saddles_are_common():
    share, error = experiments.all_positive_share(4, 40000, np.random.default_rng(4))
    assert 0.001 < share < 0.005 and error < 0.001
    share, _ = experiments.all_positive_share(2, 40000, np.random.default_rng(2))
    assert abs(share - (2 - 2**0.5) / 4) < 0.01  # known in closed form
    curvature = experiments.net_curvature()
    negative = curvature.negative_share.mean(axis=0)
    assert 0.35 < negative[0] < 0.5 and 0.1 < negative[-1] < 0.25
    assert (np.diff(negative) < 0).all() and (np.diff(curvature.loss.mean(axis=0)) < 0).all()
    assert png(figures.plot_curvature(curvature))


def test_leaving_a_saddle():
    offsets = 10.0 ** -np.arange(1, 13)
    steps = experiments.steps_to_leave_saddle(surfaces.sgd, offsets, lr=0.1)
    extra = np.diff(steps)
    assert extra.min() >= 12 and extra.max() <= 13
    adam = experiments.steps_to_leave_saddle(RULES["adam"], offsets, lr=0.1)
    assert adam.max() - adam.min() < 6
    ridge = experiments.steps_to_leave_saddle(surfaces.sgd, np.zeros(1), lr=0.1)
    assert np.isinf(ridge[0])


def test_noise_has_a_floor_that_momentum_does_not_lower():
    for lr in (0.1, 0.02):
        rng = np.random.default_rng(1)
        plain, error = experiments.noise_floor(surfaces.sgd, lr, rng)
        assert 0.23 < plain / lr < 0.29 and error < 0.02 * plain
        as_fast, _ = experiments.noise_floor(RULES["momentum"], 0.1 * lr, rng, rho=0.9)
        assert 0.9 < as_fast / plain < 1.05
        same_lr, _ = experiments.noise_floor(RULES["momentum"], lr, rng, rho=0.9)
        assert same_lr > 4 * plain


def test_momentum_needs_the_root_of_the_condition_number():
    conditions = np.array([100, 1000, 3000])
    plain = surfaces.steps_by_condition(surfaces.sgd, conditions, surfaces.best_for_sgd)
    fast = surfaces.steps_by_condition(RULES["momentum"], conditions, surfaces.best_for_momentum)
    slope = np.diff(np.log(plain)) / np.diff(np.log(conditions))
    assert np.all((slope > 0.95) & (slope < 1.05))
    slope = np.diff(np.log(fast)) / np.diff(np.log(conditions))
    assert np.all((slope > 0.45) & (slope < 0.62))


def test_two_forms_of_momentum_part_when_lr_drops():
    outside, inside = experiments.after_a_drop(drop_at=30).values()
    assert np.allclose(outside[:30], inside[:30])
    assert outside[30] < 0.1 < 0.8 < inside[30]
    assert inside[50] < 0.25  # "coasts for some twenty steps"


def test_nesterov_swings_less():
    bowl = surfaces.bowl(100)
    swings = {}
    for name in ("momentum", "nesterov"):
        steep = surfaces.descend(RULES[name], bowl, 0.005, 80).places[:, 1]
        swings[name] = int((np.abs(steep[10:]) > 0.05).sum())
    assert swings["momentum"] > 20 and swings["nesterov"] < 3


def test_steps_of_the_adaptive_rules():
    fives = np.full((1000, 1), 5.0)
    adagrad = experiments.step_sizes(RULES["adagrad"], fives).ravel()
    assert np.allclose(adagrad, 1 / np.sqrt(np.arange(1, 1001)), rtol=1e-6)
    rmsprop = experiments.step_sizes(RULES["rmsprop"], fives).ravel()
    assert abs(rmsprop[0] - 10) < 0.01 and abs(rmsprop[-1] - 1) < 0.01
    almost = experiments.step_sizes(experiments.adam_almost, np.full((6000, 1), 7.0)).ravel()
    assert almost[:5].round(2).tolist() == [3.16, 4.25, 4.95, 5.44, 5.80]
    assert 6 < almost.max() < 7 and almost.argmax() < 20
    assert almost[1000] > 1.2 and almost[-1] < 1.01  # "thousands of steps to come back"
    adam = experiments.step_sizes(RULES["adam"], np.full((6000, 1), 7.0))
    assert np.allclose(adam, 1, atol=1e-4)


def test_a_turned_bowl_defeats_a_division_by_entry():
    rates = {"momentum": 0.01, "adagrad": 3.0, "rmsprop": 0.3}

    def paths(surface):
        return {n: surfaces.descend(RULES[n], surface, lr, 100) for n, lr in rates.items()}

    straight, turned = paths(surfaces.bowl(100)), paths(surfaces.bowl(100, 30))
    for name in ("adagrad", "rmsprop"):
        assert straight[name].steps_to(0.01) <= 20
        assert turned[name].losses[-1] > 0.5 > 100 * turned["momentum"].losses[-1]
        across = straight[name].places[1:5, 1]
        assert (np.sign(across) == [-1, 1, -1, 1]).all() and (np.diff(np.abs(across)) < 0).all()
    assert straight["momentum"].steps_to(0.01) > 80
    assert np.allclose(straight["momentum"].losses, turned["momentum"].losses)


def test_the_race_has_no_winner_everywhere():
    table = surfaces.race(RULES)
    straight, turned = table["bowl, condition 100"], table["bowl, condition 100, turned 30°"]
    for name in ("adagrad", "rmsprop"):
        assert np.median(straight[name].steps) <= 6 and np.median(turned[name].steps) > 150
    for name in ("sgd", "momentum", "nesterov"):
        assert np.median(straight[name].steps) == np.median(turned[name].steps)
    assert straight["adagrad"].lr == 10  # "just the distance to the minimum"
    for name, lr in (("momentum", 0.01), ("adagrad", 3.0), ("rmsprop", 0.3)):  # of section 4
        assert abs(np.log10(turned[name].lr / lr)) < 0.05
    winners = {min(row, key=lambda n: np.median(row[n].steps)) for row in table.values()}
    assert len(winners) > 1
    assert str(table["Rosenbrock"]["sgd"]) == "-"
    assert str(straight["nesterov"]).startswith("24 (")
    lines = surfaces.race_table(table).splitlines()
    assert len(lines) == 7 and max(map(len, lines)) < 100


def test_a_poor_minimum_holds_a_ball_without_momentum():
    starts = np.linspace(1.2, 2.2, 101)
    shares = [
        surfaces.share_past_the_first_well(RULES["momentum"], rho, starts)
        for rho in (0.0, 0.5, 0.8, 0.9, 0.99)
    ]
    assert shares[:2] == [0, 0] and 0 < shares[2] < shares[3] and 0.2 < shares[4] < 0.8
    assert surfaces.WELLS.f(np.array(surfaces.WELLS.minima[1])) > 0.7


def test_adam_and_sgd_on_noisy_digits_and_on_clean_ones():
    names = ("sgd", "adam")
    grids = {name: nets.grid(RULES[name]) for name in names}
    clean = {name: nets.grid(RULES[name], noisy=False, seeds=4) for name in names}
    finding = findings.nets(grids, clean)
    assert finding.letter == "A" and "NOT" not in finding.text
    sgd, adam = grids.values()
    assert 20 < sgd.rates[sgd.best] / adam.rates[adam.best] < 200
    # what the model answer quotes
    assert abs(sgd.test[sgd.at(1e-3)].mean() - 0.11) < 0.02
    assert abs(sgd.test[sgd.best].mean() - 0.787) < 0.01
    assert abs(adam.test[adam.best].mean() - 0.825) < 0.01
    assert png(figures.plot_grid(grids))
    assert len(nets.grid_table(grids).splitlines()) == 4
    # the letter follows the numbers
    assert findings.nets({"sgd": adam, "adam": sgd}, clean).letter == "C"
    assert findings.nets({"sgd": sgd, "adam": sgd}, clean).letter == "B"


def test_schedules_gain_less_than_a_hundredth_on_the_best_constant():
    n = rates.STEPS
    scheduled = rates.with_schedules(
        {
            "constant": lambda lr, step: lr,
            "step": lambda lr, step: step_decay(step, lr, 0.5, n // 5),
            "exponential": lambda lr, step: exponential_decay(step, lr, 4 / n),
            "1/t": lambda lr, step: inverse_time_decay(step, lr, 16 / n),
            "cosine": lambda lr, step: cosine_cycle(step, lr, n),
        },
        seeds=4,
    )
    finding = findings.schedules(scheduled)
    assert finding.letter == "A" and "NOT" not in finding.text
    assert png(figures.plot_schedules(scheduled))
    better = rates.Scheduled(
        scheduled.names, scheduled.rates, scheduled.validation, scheduled.test.copy()
    )
    better.test[1:] += 0.03
    assert findings.schedules(better).letter == "B"


def test_schedules_gain_hundredths_on_signals_in_small_batches():
    n = rates.SIGNAL_STEPS
    run = rates.on_signals(
        {"constant": lambda lr, step: lr, "cosine": lambda lr, step: cosine_cycle(step, lr, n)}
    )
    gains, inside = findings.schedules_on_signals(run).claims
    assert gains.values.mean() > 0.03 and judge([gains])[0] and judge([inside])[0]
    flat = rates.Scheduled(run.names, run.rates, run.validation, 0 * run.test)
    assert not judge([findings.schedules_on_signals(flat).claims[0]])[0]


def test_a_rate_that_falls_wins_against_noise_alone():
    first = np.array([1.0, 0.1, 0.01, 0.003])
    last = rates.bowl_with_noise(
        {
            "constant": lambda lr, step: lr,
            "1/t": lambda lr, step: inverse_time_decay(step, lr, lr),
        },
        first,
    )
    finding = findings.walkers(last, first)
    assert judge([finding.claims[0]])[0]
    low = {name: losses.mean(axis=1).min() for name, losses in last.items()}
    assert low["1/t"] < low["constant"] / 3


def test_a_range_test_rises_at_its_end():
    lr, losses = rates.range_test(surfaces.sgd, 1e-3, 30.0)
    loss = losses.mean(axis=1)
    assert 2.2 < loss[:10].mean() < 2.7 and loss[40:80].min() < 2.0 < 10 < loss[-1]
    assert png(figures.plot_range([lr], {"rule": losses}))


def test_the_healthy_norm_is_the_limit():
    momentum = RULES["momentum"]
    healthy = nets.with_clipping(clip_global_norm, momentum, (np.inf,), outliers=1.0, steps=50)
    middle, high = np.percentile(healthy.norms, [50, 90])
    assert 1.5 < middle < 2.6 and 4 < high < 6.5
    assert healthy.norms.max() / healthy.norms.min() < 100
    limited = nets.with_clipping(clip_global_norm, momentum, (np.inf, 30.0, 3.0, 0.3, 0.03))
    none, large, chosen, small, tiny = limited.accuracy.mean(axis=1)
    assert none < 0.15 and 0.91 < chosen < 0.98
    assert 0.75 < large < chosen - 0.02 and 0.85 < small < chosen - 0.02 and 0.2 < tiny < 0.6
    assert png(figures.plot_clipped(limited)) and png(figures.plot_norms(healthy.norms))
    shallow = nets.with_clipping(clip_global_norm, momentum, (np.inf, 3.0), depth=1)
    without, clipped = shallow.accuracy.mean(axis=1)
    assert without > 0.9 and 0 < clipped - without < 0.05


def test_the_hessian_of_the_clipped_net_is_large():
    net = Network(nets.layers(64, *[64] * 8, 10), np.random.default_rng(0))
    assert net.params.size == 8 * (64 * 64 + 64) + (64 * 10 + 10)  # as the notebook counts


def test_newton_likes_saddles():
    ends = {
        s.name: surfaces.newton_path(newton, s, steps=20).places[-1]
        for s in surfaces.SURFACES.values()
    }
    assert np.allclose(ends["saddle"], [0, 0]) and np.allclose(ends["Beale"], [0, 1])
    assert np.allclose(ends["Rosenbrock"], [1, 1])


def test_lbfgs_on_a_full_batch_and_on_small_ones():
    run = nets.full_batch({"Adam": (RULES["adam"], (0.3, 0.5, 1.0))})
    losses = run.losses
    assert run.inside == {"Adam": True} == {"Adam": "NOT" not in findings.full_batch(run).text}
    adam = next(v for k, v in losses.items() if k.startswith("Adam"))
    assert len(losses["L-BFGS"]) < 45 and losses["L-BFGS"][-1] < 1e-5 < adam[-1]
    assert losses["L-BFGS, batches of 64"][-1] > 0.1
    lines = figures.plot_lines(np.arange(60), losses, "t", "x", "y", log="y")
    assert png(lines)


@pytest.mark.parametrize(
    ("surface", "rule", "lr", "memory", "by"),
    [
        ("bowl, condition 100", "momentum", 10**-1.5, 0.69, 45),
        ("Beale", "adam", 10**0.1, 0.71, 39),
        ("Rosenbrock", "adam", 10**-0.05, 0.85, 100),
    ],
)
def test_the_goal_can_be_reached(surface, rule, lr, memory, by):
    start = descent.SURFACES[surface].start
    stats = descent.compute(descent.Params(surface, rule, *start, lr, memory), RULES[rule])
    assert stats.reached is not None and stats.reached <= by
    assert stats.losses[-1] <= descent.GOAL
    assert stats.verdict.startswith("goal reached")


def test_plain_descent_cannot_reach_the_goal_on_the_bowl():
    for lr in 10.0 ** np.arange(-4, 1.01, 0.05):
        params = descent.Params("bowl, condition 100", "sgd", -10.0, 1.0, float(lr))
        stats = descent.compute(params, surfaces.sgd)
        assert stats.reached is None


def test_the_explorer_draws_every_surface_and_step():
    figure = descent.figure_of(descent.Params("saddle", "adam", -2.0, 0.0, 0.1))
    before = png(figure)
    stats = descent.compute(descent.Params("saddle", "adam", -2.0, 0.0, 0.1), RULES["adam"])
    descent.draw(figure, stats, step=10)
    assert png(figure) != before
    for name, surface in descent.SURFACES.items():
        params = descent.Params(name, "momentum", *surface.start, 10.0)
        stats = descent.compute(params, RULES["momentum"])
        descent.draw(figure, stats)
        assert figure.axes[0].get_title() == name
        assert "diverged" in figure.axes[1].get_title()
    assert png(
        figures.plot_paths(surface, {"a": surfaces.descend(surfaces.sgd, surface, 1e-3, 5)}, "t")
    )


def test_the_controls_of_the_explorer(monkeypatch):
    import IPython.display

    shown = []
    monkeypatch.setattr(IPython.display, "display", shown.append)

    def unwritten(w, dw, state, lr, **options):
        raise NotImplementedError

    descent.explorer({"adam": unwritten})
    box = shown[0]
    (surface, rule), (x, y), (lr, _), (step, _) = (row.children for row in box.children[:4])
    image = box.children[4]
    for control, value in ((lr, 0.02), (x, -5.0), (y, 2.0), (step, 7), (surface, "Rosenbrock")):
        before = image.value
        control.value = value
        assert image.value != before
    assert (x.value, y.value) == descent.SURFACES["Rosenbrock"].start
    surface.value, rule.value, lr.value, y.value = "saddle", "rmsprop", 0.1, 1e-12
    assert "loss 1.0e+00" in image.value  # as good as on the ridge: nothing moves it
    rule.value = "adam"
    assert "`unwritten` is not written yet." in image.value


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng, skip=0):
    state, losses = None, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x) - skip, batch_size):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses


def test_nets_that_are_watched_show_of_what_they_are_ill():
    cases = {
        f"{name}, lr {lr}": watching.watch(train, RULES[name], lr)
        for name, lr in (("sgd", 0.001), ("sgd", 0.3), ("sgd", 3.0), ("adam", 0.003))
    }
    found = findings.watched(cases)
    assert all(judge([claim])[0] for claim in found.claims)
    assert png(watching.plot_watched(cases))
    mixed = dict(zip("abcd", [*cases.values()][::-1], strict=True))
    assert not all(judge([claim])[0] for claim in findings.watched(mixed).claims)


def test_a_loop_that_takes_other_steps_is_sent_to_its_check():
    with pytest.raises(ValueError, match=r"took 185 steps, .* are 190: run its check"):
        watching.watch(lambda *args: train(*args, skip=32), RULES["sgd"], 0.1)
