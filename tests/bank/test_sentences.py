"""Sentences of the checks that no answer shows are found."""

import ast
from dataclasses import replace

import pytest

from autograder.proving import bank, sentences
from autograder.proving.sentences import Unshown, unshown


@pytest.fixture(scope="module")
def verdicts(proofs):
    return [v for v in proofs("04_dropout").verdicts if v.answer.kind != "mutant"]


def test_a_sentence_is_unshown_when_the_answers_that_show_it_are_gone(verdicts):
    before = set(unshown("04_dropout", verdicts=verdicts))
    words = "divided by keep_prob"
    silent = [replace(v, texts=tuple(t for t in v.texts if words not in t)) for v in verdicts]
    found = set(unshown("04_dropout", verdicts=silent)) - before
    assert found and any(words in one.text for one in found)
    (one,) = (one for one in found if one.text == "You divided by keep_prob twice.")
    assert one.text in (bank.HOUSE / one.file).read_text().splitlines()[one.line - 1]


def test_mutants_show_nothing(verdicts):
    mutants = [replace(v, answer=replace(v.answer, kind="mutant")) for v in verdicts]
    assert len(unshown("04_dropout", verdicts=mutants)) > 20


def test_an_exercise_has_its_own_sentences_alone():
    of = {e: set(unshown("04_dropout", e, [])) for e in bank.exercises("04_dropout")}
    every = set(unshown("04_dropout", verdicts=[]))
    assert all(of.values()) and set().union(*of.values()) <= every
    assert sum(map(len, of.values())) == len(set().union(*of.values()))


CODE = '''
"""A module that says what it is for."""
NAMES = ("a name of an instrument that is long", "and the name of another one, longer")
TOLD = ("A sentence that is told, in a tuple.", "and the name of another one, longer")

@relu.property("a property with a rather long name, which is no hint", weight=1)
def negative(t, f):
    """Say what the property is for."""
    got = t.call(f, x, returns="a name of a result that is long")
    if got is None:
        raise ValueError("an error for the author of the check")
    if not got.any():
        raise Wrong("A symptom that is raised by hand.")
    t.close("out", got, 0, f"At {x:.3g} the entry should be {y}, it is {'not that' if z else w}.")
    t.require(True, f"{text} Words around {len(x)}")
    t.require(True, "why", f"{'a whole sentence in a value, hidden' if x else y}")
    t.require(True, "x = {} is the place where it {} breaks.".format(1, 2), "short")
'''


def test_symptoms_and_causes_are_sentences_and_names_are_not():
    found = [sentences._text(n) for part in ast.parse(CODE).body for n in sentences._texts(part)]
    assert found == [
        "A sentence that is told, in a tuple.",
        "and the name of another one, longer",
        "A symptom that is raised by hand.",
        "At ... the entry should be ..., it is ....",
        "a whole sentence in a value, hidden",
        "x = ... is the place where it ... breaks.",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("At 0.5 the entry should be 3, it is not that.", True),
        ("At 0.5 the entry should be 3", False),
        (", it is 4. At 0.5 the entry should be 3", False),
    ],
)
def test_the_fixed_parts_of_a_text_are_looked_for_in_order(text, shown):
    (node,) = (
        n
        for part in ast.parse(CODE).body
        for n in sentences._texts(part)
        if sentences._text(n).startswith("At")
    )
    assert sentences._is_shown(node, text, {text}) is shown
    assert isinstance(Unshown("a.py", 1, text).line, int)
