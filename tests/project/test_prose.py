"""What all notebooks write in one way: predictions have a label, other notebooks a link."""

import re

import pytest

from autograder.course import HOUSE, Course

COURSE = Course.at(HOUSE)
SOURCES = {name: COURSE.source(name).read_text(encoding="utf-8") for name in COURSE.assignments}
PREDICTION = re.compile(r' answer="predict_')
MENTION = re.compile(r"(?<!\[)\b[Nn]otebooks? \d\d\b")


def cells(source: str) -> list[str]:
    return re.split(r"(?m)^# %%", source)


def without_label(source: str) -> list[str]:
    """Return the predictions whose question does not begin with the label."""
    found, question = [], ""
    for cell in cells(source):
        if cell.startswith(" [markdown]"):
            question = cell
        elif PREDICTION.match(cell) and "**Predict.**" not in question:
            found.append(cell.splitlines()[0])
    return found


def without_link(source: str) -> list[str]:
    """Return the lines of text that name another notebook and do not lead there."""
    texts = [cell for cell in cells(source) if cell.startswith(" [markdown]")]
    lines = [line for text in texts for line in text.splitlines() if "**Needs:**" not in line]
    return [line for line in lines if MENTION.search(line)]


@pytest.mark.parametrize("notebook", sorted(SOURCES))
def test_a_prediction_has_its_label(notebook):
    assert not without_label(SOURCES[notebook])


@pytest.mark.parametrize("notebook", sorted(SOURCES))
def test_another_notebook_has_its_link(notebook):
    assert not without_link(SOURCES[notebook])


def test_what_is_missing_is_found():
    bare = '# %% [markdown]\n# Which?\n\n# %% answer="predict_x"\nx = predict("A")\n'
    assert without_label(bare)
    assert not without_label(bare.replace("Which", "**Predict.** Which"))
    assert without_link("# %% [markdown]\n# See notebook 05.\n")
    assert not without_link("# %% [markdown]\n# See [notebook 05](../05/05.ipynb).\n")
