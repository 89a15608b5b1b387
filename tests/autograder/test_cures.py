"""docs/cures.md: what each notebook buys, as the command wrote it."""

import re

import numpy as np

from benchmarks import cures
from benchmarks.cures import CURES, PAGE, TEXT, Cure

ROW = re.compile(r"^\| \[(\d\d)\]\((\S+)\) .* \| ([+-][\d.]+)\s±\s([\d.]+) \| 3 x \d+ \|$")


def test_the_page_is_the_commands_and_each_row_is_a_gain():
    text = PAGE.read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert text == TEXT.format(table="\n".join(table))
    rows = [found for line in table[2:] if (found := ROW.match(line))]
    assert [row[1] for row in rows] == [name[:2] for name in CURES]
    assert all((PAGE.parent / row[2]).is_file() for row in rows)
    assert all(float(row[3]) > 2 * float(row[4]) for row in rows)


def test_a_row_has_both_scores_and_the_paired_gain():
    sets = [np.array([0.4, 0.6]) + level for level in (0.0, 0.1, 0.2)]
    made = [
        {"08_regularization": Cure("data", "a", "b", (before, before + gain))}
        for before, gain in zip(sets, (0.1, 0.1, 0.4), strict=True)
    ]
    *_, row = cures.rows(made)
    cells = "| a | 0.600 ± 0.058 | b | 0.800 ± 0.153 | +0.200 ± 0.100 | 3 x 2 |"
    assert cells.replace(" ± ", cures.PM) in row


def test_the_nets_are_made_with_the_reference_answers():
    own = cures.answers("08")
    tiles = np.arange(2 * 16 * 16 * 3, dtype=np.uint8).reshape(2, 16, 16, 3)
    assert own.random_crop(tiles, 12, np.random.default_rng(0)).shape == (2, 12, 12, 3)
