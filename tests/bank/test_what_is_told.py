"""What wrong answers are told: which text first, how many causes, and which sentences never."""

from autograder.proving import first_texts
from autograder.proving.bank import Answer, Verdict, answers
from autograder.proving.sentences import unshown


def test_the_first_text_of_each_wrong_answer_is_the_kept_one(notebook, proof):
    """`course bank NN --texts` writes it anew and shows the difference."""
    assert first_texts.difference(notebook, first_texts.texts(proof.verdicts)) == ""


def test_one_mistake_is_told_one_cause(proof):
    wrong = [v for v in proof.verdicts if v.answer.kind == "wrong"]
    more = {v.answer.name: v.causes for v in wrong if v.answer.mistake != "two" and v.causes[1:]}
    assert more == {}


def test_two_mistakes_are_told_both(proof):
    two = [v for v in proof.verdicts if v.answer.mistake == "two"]
    assert all(len(v.causes) >= 2 for v in two), [v.answer.name for v in two if not v.causes[1:]]


def test_the_bank_holds_twenty_answers_with_two_mistakes():
    assert sum(a.mistake == "two" for a in answers()) >= 20


def test_every_sentence_is_shown_by_some_answer(notebook, proof):
    assert unshown(notebook, verdicts=proof.verdicts) == []


def verdict(name: str, symptom: str, cause: str = "") -> Verdict:
    answer = Answer("00_warmup", "relu", "wrong", f"00_warmup/answers/relu/wrong/{name}.py", "")
    return Verdict(answer, shown="a row", symptom=symptom, cause=cause)


def test_a_changed_text_is_a_difference(tmp_path):
    (tmp_path / "00_warmup" / "answers").mkdir(parents=True)
    first = [verdict("b", "It gave 0.123456.", "A cause."), verdict("a", "`f` raised X: at 0x7f.")]
    assert "+relu/a: a row" in first_texts.update("00_warmup", first, tmp_path)
    assert first_texts.path_of("00_warmup", tmp_path).read_text().splitlines() == [
        *("relu/a: a row", "  `f` raised X ..."),
        *("relu/b: a row", "  It gave #.", "  > A cause."),
    ]
    digits = [verdict("b", "It gave 0.123457.", "A cause."), first[1]]
    assert not first_texts.update("00_warmup", digits, tmp_path)
    other = [verdict("b", "It gave 0.1.", "Another."), first[1]]
    assert "-  > A cause.\n+  > Another." in first_texts.difference(
        "00_warmup", first_texts.texts(other), tmp_path
    )
