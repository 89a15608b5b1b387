"""The figures that notebook 07 quotes lie where it says; its explorer draws what it computed."""

import itertools

import numpy as np
import pytest

from course_lib.lessons.tuning.experiments import figures
from course_lib.lessons.tuning.experiments import sanity as e
from course_lib.lessons.tuning.experiments import search as s
from course_lib.lessons.tuning.experiments import signs as g
from course_lib.lessons.tuning.explorers import net_health


def log_uniform(low, high, n, rng):
    return np.exp(rng.uniform(np.log(low), np.log(high), size=n))


def regularized(data_loss, weights, strength):
    return data_loss + 0.5 * strength * sum(np.sum(w**2) for w in weights)


def ratio(w, update):
    return np.linalg.norm(update) / np.linalg.norm(w)


def diagnose(loss, train, val):
    change = loss[-1] / loss[0]
    if not np.isfinite(change) or change > 2:
        return "lr too high"
    if change > 0.9:
        return "lr too low"
    if train[-1] - val[-1] > 0.1:
        return "overfit"
    return "ok" if val[-1] > 0.75 else "underfit"


def se(runs):
    return np.std(runs, ddof=1) / np.sqrt(len(runs))


# ---------------------------------------------------------------------------- before training


def test_the_first_losses_are_the_lectures():
    plain, strong = e.initial_losses(regularized, (0.0, 1e3))
    assert abs(plain.mean() - np.log(10)) < 1e-3 and abs(2.30261216 - np.log(10)) < 1e-3
    spread = strong.std(ddof=1)
    assert abs(strong.mean() - 3.0731) < 4 * spread / np.sqrt(10) + 1e-3
    assert abs(3.06859716 - strong.mean()) < 4 * spread
    without_half = e.initial_losses(lambda d, w, r: regularized(d, w, 2 * r), (1e3,))
    assert abs(without_half.mean() - 3.84) < 0.01


def test_the_patches_of_training_and_validation_share_no_pixel_and_no_class_is_missing():
    x, labels, x_val, labels_val = e.patches()
    assert x.shape == (800, 3072) and x_val.shape == (130, 3072)
    assert np.bincount(labels).tolist() == [80] * 10
    assert np.bincount(labels_val).tolist() == [13] * 10
    assert np.abs(x.mean(axis=0)).max() < 1e-9


def test_twenty_digits_are_learned_by_heart_and_mixed_up_labels_are_not():
    run = e.overfit()
    assert np.all(run.accuracy[99] == 1) and run.cost[199].max() < 0.005
    assert run.cost[9].mean() > 2.2 and run.accuracy[9].mean() > 0.2
    assert 1.8 < run.shuffled_cost[199].mean() < 2.1


def test_learning_rates_by_hand():
    run = e.by_hand()
    tiny, low, good, high, huge = range(5)
    assert run.cost[-1, tiny].min() > 2.3024
    assert 2.3023 < run.cost[-1, low].mean() < 2.3025
    assert run.train_accuracy[-1, low].mean() > run.train_accuracy[0, low].mean() + 0.04
    assert 0.15 < run.train_accuracy[-1, low].mean() < 0.22
    assert run.cost[-1, good].mean() < 1.8
    for rate, latest in ((high, 15), (huge, 1)):
        bad = ~(run.loss[:, rate] <= 3 * run.loss[0, rate])
        assert np.all(bad.argmax(axis=0) <= latest) and np.all(bad.any(axis=0))
    assert run.loss[1, huge].min() > 1e13 and np.isnan(run.loss[3:, huge]).all()


# --------------------------------------------------------------------------------- the search


def test_the_lectures_rows():
    assert s.LECTURE_COARSE.shape == (11, 3) and s.LECTURE_FINE.shape == (22, 3)
    for rows, lr, reg in (
        (s.LECTURE_COARSE, s.COARSE_LR, s.COARSE_REG),
        (s.LECTURE_FINE, s.FINE_LR, s.FINE_REG),
    ):
        assert np.all((rows[:, 1] > lr[0]) & (rows[:, 1] < lr[1]))
        assert np.all((rows[:, 2] > reg[0]) & (rows[:, 2] < reg[1]))
    assert s.LECTURE_COARSE[:, 0].max() == 0.482
    best = np.sort(s.LECTURE_FINE[:, 0])[::-1]
    assert best[:3].tolist() == [0.531, 0.53, 0.527]
    winner = s.LECTURE_FINE[s.LECTURE_FINE[:, 0].argmax()]
    assert np.log10(1e-3 / winner[1]) == pytest.approx(0.02, abs=0.005)
    near = s.LECTURE_FINE[s.LECTURE_FINE[:, 1] > 9e-4, 0]
    assert sorted(near) == [0.498, 0.509, 0.531]
    assert s.sampling_error(0.531, 1000) == pytest.approx(0.016, abs=5e-4)


def test_log_sampling_finds_useful_rates_more_often():
    rng = np.random.default_rng(1)
    plain, plain_error = s.useful_share(s.run(rng.uniform(*s.BOX_LR, 100), 0.0, 3, seed=5))
    log, log_error = s.useful_share(s.run(log_uniform(*s.BOX_LR, 100, rng), 0.0, 3, seed=5))
    assert log - plain > 2 * np.hypot(plain_error, log_error)


@pytest.fixture(scope="module")
def fine():
    return s.random_search(log_uniform, (1e-2, 3e-1), (1e-5, 1e-2), 50, 10, seed=3)


def test_our_fine_search_ends_at_its_edge_and_its_winner_was_lucky(fine):
    top = np.argsort(-fine.val_accuracy)[:3]
    assert np.log10(3e-1 / fine.lr[top[0]]) < 0.1
    error = s.sampling_error(fine.val_accuracy[top[0]], 299)
    assert fine.val_accuracy[top[0]] - fine.val_accuracy[top[2]] < error
    again = s.repeat(fine.lr[top], fine.l2[top], 10)
    assert again[0].mean() < fine.val_accuracy[top[0]] - 2 * se(again[0])
    assert np.ptp(again.mean(axis=1)) < 0.01
    moved = s.random_search(log_uniform, (3e-2, 3.0), (1e-5, 1e-2), 50, 10, seed=3)
    edge = min(np.log10(moved.lr[moved.best] / 3e-2), np.log10(3 / moved.lr[moved.best]))
    assert edge > 0.1 and abs(moved.val_accuracy.max() - fine.val_accuracy.max()) < 0.01


def test_the_early_stop_loses_no_good_net():
    box = (log_uniform, s.BOX_LR, s.BOX_L2, 50, 3)
    stopped = s.random_search(*box)
    assert stopped.val_accuracy.max() > 0.9 and stopped.exploded.sum() == 2
    trained_on = s.random_search(*box, stop_factor=None)
    assert trained_on.val_accuracy[stopped.exploded].max() < 0.5
    good = stopped.lr[stopped.val_accuracy > 0.92]
    assert good.min() > 0.03 and good.max() < 1


def test_random_beats_the_grid_with_the_ends_and_ties_with_the_moved_one():
    best = {name: s.best_of_nine(r) for name, r in s.nine_trials(log_uniform).items()}
    ends, moved = best["grid with the ends"], best["grid, moved"]
    assert best["random"].mean() - ends.mean() > 3 * np.hypot(se(best["random"]), se(ends))
    assert abs(best["random"].mean() - moved.mean()) < 2 * np.hypot(se(best["random"]), se(moved))
    assert moved.std() < best["random"].std() and (best["random"] < 0.9).any()


def test_the_map_changes_with_the_rate_and_hardly_with_a_small_strength():
    values = s.map_of().val_accuracy.reshape(7, 13)
    assert np.abs(values[0, 6:11] - values[2, 6:11]).max() < 0.06
    assert values[:3, 8].min() > 0.9 and values[:, :3].max() < 0.4 and values[5:].max() < 0.5


def test_which_hyperparameters_show_early():
    clean, noisy = s.early_and_late(s.CLEAN), s.early_and_late(s.NOISY)
    first = {name: runs[0] for name, runs in clean.items()}
    assert first["learning rate"].mean() > 0.85 and first["hidden units"].mean() > 0.75
    assert first["L2 strength"].mean() < 0.6
    assert noisy["learning rate"][0].mean() < 0.5
    assert abs(noisy["L2 strength"][0].mean()) < 0.3
    assert clean["learning rate"][-1].tolist() == pytest.approx([1.0] * 5)


def halving(curves, rungs):
    running = list(range(curves.shape[1]))
    ends = [0, *rungs, len(curves)]
    cost = 0
    for before, epoch in itertools.pairwise(ends):
        cost += (epoch - before) * len(running)
        running.sort(key=lambda net: -curves[epoch - 1, net])
        if epoch != len(curves):
            running = running[: -(-len(running) // 2)]
    return running[0], cost


def test_halving_is_nearly_as_good_as_all_nets_where_good_ones_show_early():
    clean, noisy = (s.halved(halving, s.races(case)) for case in s.RACES.values())
    assert clean.share == pytest.approx(96 / 512) and noisy.share == pytest.approx(144 / 1280)
    assert -0.006 < np.mean(clean.winner - clean.whole) <= 0
    assert 1.5 < np.mean(clean.winner - clean.few) / se(clean.winner - clean.few) < 3
    lost = noisy.whole - noisy.winner
    assert lost.mean() > 0.03 and lost.mean() > 3 * se(lost)
    assert abs(np.mean(noisy.winner - noisy.few)) < se(noisy.winner - noisy.few)


def test_coarse_nets_at_chance_at_a_good_rate_have_too_strong_l2():
    coarse = s.random_search(log_uniform, s.BOX_LR, s.BOX_L2, 50, 3)
    failed = (coarse.val_accuracy < 0.15) & (coarse.lr > 1e-3) & ~coarse.exploded
    assert failed.sum() >= 5 and coarse.l2[failed].min() > 0.1


# ---------------------------------------------------------------------------------- the signs


def test_the_patients_have_what_the_notebook_says():
    charts = {p.name: p for p in g.patients()}
    verdicts = {n: diagnose(p.loss, p.train_accuracy, p.val_accuracy) for n, p in charts.items()}
    assert verdicts == {
        "A": "lr too low",
        "B": "overfit",
        "C": "ok",
        "D": "underfit",
        "E": "lr too high",
    }
    assert charts["B"].train_accuracy[-1] - charts["B"].val_accuracy[-1] > 0.2
    assert charts["D"].loss[-1] > 1 and 0.5 < charts["D"].train_accuracy[-1] < 0.7


def test_the_four_loss_shapes():
    curves = {name: runs.mean(axis=1) for name, runs in g.loss_shapes().items()}
    assert curves["very high"].min() > np.log(10)
    assert curves["high"][0] < 1.2 < curves["low"][0] and curves["high"][7] > 0.8
    assert curves["good"][-1] < 0.05
    assert np.all(np.diff(curves["low"]) < 0) and np.ptp(np.diff(curves["low"])) < 0.06


def test_update_ratios_follow_the_rate():
    measured = g.ratios(ratio)
    growth = measured.sgd[1:, 0] / measured.sgd[:-1, 0]
    assert np.allclose(growth, 10, rtol=1e-3)
    best_sgd = measured.sgd_accuracy.argmax()
    assert 1e-3 < np.median(measured.sgd[best_sgd]) < 1e-2
    assert 1e-3 < np.median(measured.adam[2]) < 1e-2
    assert np.all(measured.sgd_accuracy[np.median(measured.sgd, axis=1) < 1e-4] < 0.3)
    assert measured.adam_accuracy[2:].min() > 0.9
    assert 0.01 < np.median(measured.adam[3]) < 0.04


def test_values_and_updates_of_the_first_weights():
    seen = g.values_and_updates(steps=(1, 2))
    w, update = seen[2]
    assert list(seen) == [1, 2] and w.shape == (64, 100)
    assert np.allclose(w - update, seen[1][0], atol=1e-7) and np.abs(update).max() > 0


def test_l2_makes_the_first_layer_smoother_and_the_net_better_here():
    layers = g.first_layers()
    rough = layers.roughness.mean(axis=1)
    assert rough[0] > rough[1] > rough[2] and rough[0] > 0.88 and rough[2] < 0.75
    change = layers.val_accuracy[2] - layers.val_accuracy[0]
    assert change.mean() > 3 * se(change)
    noise = np.random.default_rng(0).standard_normal((64, 2000))
    assert g.roughness(noise) == pytest.approx(1.0, abs=0.05)
    ramp = np.repeat(np.arange(8.0), 8)[:, None]
    assert g.roughness(ramp) < 0.1


def test_capacity_helps_up_to_six_units_and_then_neither_helps_nor_hurts():
    nets = g.capacity()
    three, six, twenty = nets.test_accuracy
    assert np.all(np.diff(nets.train_accuracy.mean(axis=1)) > 0)
    assert six.mean() > three.mean() + 0.015
    change = twenty - six
    assert abs(change.mean()) < 2 * se(change)


# -------------------------------------------------------------------------------- the explorer


def test_the_explorer_draws_what_it_computed():
    data = "1198 digits"
    figure = net_health.figure_of(data, 0.0, -1.0, diagnose)
    assert figure.axes[1].get_title() == "your diagnose says: ok"
    stats = net_health.compute(data, 0.0, -5.0)
    net_health.draw(figure, stats, net_health.verdict(stats, diagnose))
    assert figure.axes[1].get_title() == "your diagnose says: lr too low"
    assert np.array_equal(figure.axes[1].lines[1].get_ydata(), stats.val_accuracy)
    assert len(figure.axes) == 3
    # At the ends of the sliders nets stand still or explode.
    for rate in net_health.RATES[:: len(net_health.RATES) - 1]:
        for strength in net_health.STRENGTHS[:: len(net_health.STRENGTHS) - 1]:
            assert net_health.compute(data, strength, rate).loss.shape == (net_health.EPOCHS,)


def test_a_diagnosis_that_is_not_written_is_said_so():
    def blank(loss, train, val):
        raise NotImplementedError

    stats = net_health.compute("1198 digits", 0.0, -1.0)
    assert "not written" in net_health.verdict(stats, blank)
    assert net_health.verdict(stats, None) == "no diagnosis"


def test_the_charts_on_which_the_diagnosis_fails():
    high = net_health.compute("1198 digits", 0.0, 0.5)
    assert diagnose(high.loss, high.train_accuracy, high.val_accuracy) == "lr too low"
    assert high.loss.argmax() == 2 and high.loss.max() == pytest.approx(33, abs=0.5)
    assert high.loss[[0, -1]] == pytest.approx(2.4, abs=0.05)
    assert high.val_accuracy[-1] == pytest.approx(0.2, abs=0.05)
    assert high.ratio[0] == pytest.approx(0.2, abs=0.05)
    higher = net_health.compute("1198 digits", 0.0, 1.0)
    assert diagnose(higher.loss, higher.train_accuracy, higher.val_accuracy) == "lr too high"
    slow = net_health.compute("150 digits, 40 % random labels", 0.0, -2.0)
    verdict = diagnose(slow.loss, slow.train_accuracy, slow.val_accuracy)
    assert verdict == "underfit" and slow.loss[-1] < slow.loss[-6] - 0.05


def test_every_figure_can_be_drawn(fine):
    drawn = [
        figures.overfit(e.overfit(steps=20, seeds=2)),
        figures.lecture_search(),
        figures.search_stages({"a": fine, "b": fine}),
        figures.patients(g.patients()),
        figures.loss_shapes(g.loss_shapes(seeds=2, epochs=3)),
        figures.ratios(g.ratios(ratio, epochs=1)),
        figures.first_layers(g.first_layers(seeds=2)),
        figures.capacity(g.capacity(seeds=2)),
    ]
    for figure in drawn:
        assert all(axes.get_facecolor()[-1] == 1 for axes in figure.axes)
