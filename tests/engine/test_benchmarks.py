"""The benchmarks run without their optional peers, and compute their ratios the right way round."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import bare, frames, kernels, latency, ours, referee, report
from benchmarks.__main__ import main, ratios
from benchmarks.plan import GOALS, RACES
from benchmarks.shapes import IMAGES, NETS

ROOT = Path(__file__).parents[2]
SECONDS = {"ours": 2.0, "torch": 4.0, "gemm": 1.0, "ours MB": 30.0, "torch MB": 90.0}


def test_ratios():
    assert ratios(SECONDS, speed_up=False) == {"torch": 0.5, "gemm": 2.0}
    assert ratios(SECONDS, speed_up=True) == {"torch_over_stack": 2.0, "gemm": 2.0}


def test_a_missed_goal_is_marked():
    results = {
        "machine": {"processor": "x"},
        "ratios": {
            "a": {"torch": 0.7, "gemm": 2.0},
            "g": {"serial_over_stack": 1.5, "bitwise_equal": True},
        },
    }
    lines = report.table(results).splitlines()
    assert [line.endswith("missed") for line in lines[2:]] == [True, False, True, False]
    assert report.rounded({"a": {"b": 1.23456, "c": "d"}}) == {"a": {"b": 1.23, "c": "d"}}


def test_every_goal_has_a_race():
    assert set(GOALS) - set(RACES) == {"growth", "import", "memory"}
    for name in ("a", "b", "c", "d", "d_bn", "e8", "e32"):
        assert set(GOALS[name]) <= set(RACES[name])


@pytest.mark.parametrize("name", [*NETS, *IMAGES])
def test_the_bare_products_are_those_of_the_step(name, monkeypatch):
    """Count the multiplications of our own step and of the contestant that does nothing else."""
    build = ours.image_net if name in IMAGES else ours.net
    limit = bare.image_net if name in IMAGES else bare.net
    (factors,) = (
        cell.cell_contents
        for cell in limit(name).__closure__
        if isinstance(cell.cell_contents, list)
    )
    expected = sum(left.size * right.shape[-1] for left, right in factors)
    shape = {**NETS, **IMAGES}[name]
    if name in IMAGES:
        patches = [(9 * shape.channels, 16, shape.side**2), (144, 32, shape.side**2 // 4)]
        layers = [*patches, (32 * (shape.side // 4) ** 2, 10, 1)]
    else:
        layers = [(*pair, 1) for pair in shape.pairs]
    members = getattr(shape, "members", 1)
    counts = [shape.batch * members * d * m * places for d, m, places in layers]
    assert expected == 3 * sum(counts) - counts[0]
    assert callable(build(name)) or name == "b"


@pytest.mark.linux
def test_a_race_runs_without_peers_and_saves_nothing(monkeypatch, capsys):
    monkeypatch.setattr(referee, "TURN", 0.01)
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--turns", "1", "a"])
    before = (ROOT / "benchmarks" / "results.json").read_text()
    code = main()
    out, err = capsys.readouterr()
    if code:
        assert "NOT RUN: torch" in err
    assert "gemm" in out
    assert (ROOT / "benchmarks" / "results.json").read_text() == before


def test_an_unknown_race_is_named_at_the_command_line():
    command = [sys.executable, "-m", "benchmarks", "--turns", "1", "a", "z"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
    assert "unknown workload z; there are a, b, c" in run.stderr


def test_the_saved_results_are_complete():
    saved = json.loads((ROOT / "benchmarks" / "results.json").read_text())
    for name, goals in GOALS.items():
        assert set(goals) <= set(saved["ratios"][name]), name
    assert saved["ratios"]["g"]["bitwise_equal"] is True
    assert max(saved["gradients"].values()) < 1e-6
    assert {"processor", "blas", "numpy", "torch"} <= set(saved["machine"])
    assert np.all([ratio > 0 for values in saved["ratios"].values() for ratio in values.values()])
    assert (ROOT / "benchmarks" / "results.md").read_text() == report.page(saved)


def saved(name):
    return json.loads((ROOT / "benchmarks" / name).read_text())


def test_the_page_says_what_was_measured_of_first_pictures():
    results = saved("frames.json")
    slow = [name for name in results if name[:2] in ("03", "07", "08", "10")]
    page = (ROOT / "benchmarks" / "README.md").read_text()
    assert frames.first_pictures({n: results[n] for n in (*slow, frames.BARE)}) in page
    floor = results[frames.BARE]["now"]["first"]
    shares = [floor / results[n]["before"]["first"] for n in slow]
    assert f"alone is {min(shares):.2f} to {max(shares):.2f} of what" in page
    assert all(frames.on_top(**results[n], floor=floor) <= 0.215 for n in slow)


def test_the_page_has_the_ratios_with_both_sets_of_kernels():
    results = saved("kernels.json")
    page = (ROOT / "benchmarks" / "README.md").read_text()
    assert kernels.table(results) in page
    loads = [row[when] for row in results.values() for when in ("load before", "load after")]
    assert f"load {min(loads):.1f} to {max(loads):.1f} on two cores" in page


def test_the_page_says_how_long_a_move_takes_in_the_browser():
    rows = saved("latency.json")["rows"]
    page = (ROOT / "benchmarks" / "README.md").read_text()
    assert latency.table(rows) in page
    slowness = {name: row[f"p95 / {latency.READY}"] for name, row in rows.items()}
    assert all(slowness[name] <= 2 for name in latency.EXPLORERS)
    assert slowness[latency.BARE] > 2


@pytest.mark.parametrize("name", ["cures", "grading", "kernels", "latency", "scale"])
@pytest.mark.parametrize(("typed", "code"), [("--help", 0), ("--hlep", 2)])
def test_a_benchmark_that_runs_for_minutes_has_a_help(name, typed, code, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [name, typed])
    with pytest.raises(SystemExit) as left:
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    assert left.value.code == code
    out, err = capsys.readouterr()
    assert f"python -m benchmarks.{name}" in out + err
