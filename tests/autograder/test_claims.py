"""Claims under other seeds: what an offset moves, what it leaves, and when a claim stands."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.proving.claims import judged, run
from course_lib import data, seeds
from course_lib.findings import fact, judge, order, tie


def test_an_offset_moves_seeds_and_splits_together(monkeypatch):
    before = seeds.default_rng(3).random(), data.load_wine().y_test[:9].tolist()
    assert before[0] == np.random.default_rng(3).random()
    monkeypatch.setenv(seeds.VARIABLE, "1000")
    assert seeds.default_rng(3).random() == np.random.default_rng(1003).random()
    assert seeds.default_rng([3, 7]).random() == np.random.default_rng([1003, 7]).random()
    moved = seeds.generators(3, 2)[1].random()
    assert moved == np.random.default_rng([1003, 1]).random()
    assert data.load_wine().y_test[:9].tolist() != before[1]


def test_an_offset_that_is_no_number_is_named(monkeypatch):
    monkeypatch.setenv(seeds.VARIABLE, "many")
    with pytest.raises(ValueError, match="COURSE_SEED_OFFSET is 'many'"):
        seeds.offset()


def test_when_a_claim_stands():
    rng = np.random.default_rng(0)
    sets = [0.1 + 0.1 * rng.standard_normal(20) for _ in range(3)]
    assert judge([order("a", d) for d in sets])[0]
    assert not judge([order("a", d) for d in (*sets[:2], -sets[2])])[0]
    assert not judge([order("a", 0.2 * d - 0.015) for d in sets])[0]
    assert judge([tie("a", d, 0.15) for d in sets])[0]
    assert not judge([tie("a", d, 0.11) for d in sets])[0]  # the interval reaches beyond
    assert not judge([fact("a", True), fact("a", False)])[0]


SOURCE = """# %% locked="setup"
from course_lib import seeds
from course_lib.findings import Finding, fact
from course_lib.notebook import predict, tell

# %% answer="predict_size"
size = predict("A", "AB")

# %% tags=["experiment"]
with size:
    size.compare(Finding("", "A" if seeds.offset() < 1500 else "B"))

# %% tags=["experiment"]
tell(Finding("", "", (fact("true everywhere", True),)))
"""


def test_a_letter_that_other_seeds_contradict_is_named(tmp_path):
    source = tmp_path / "91_seeds.py"
    source.write_text(SOURCE)
    runs = [run(source, offset) for offset in (0, 2000)]
    letter, claim = judged(runs)
    assert not letter.stands and letter.seen == "A, B" and letter.cell == "cell-002"
    assert claim.stands
    runs[1].append({"cell": "cell-009", "error": "ValueError: no"})
    assert [one.cell for one in judged(runs) if not one.stands] == ["cell-009", "cell-002"]
