"""What is said in docs/attacks.md about answers that hold no idea: tables and quotients."""

from __future__ import annotations


def section() -> list[str]:
    """Return the lines of docs/attacks.md about answers that were made without the idea."""
    rows = [
        (
            "a table of calls",
            "Run the hidden checks at home under many seeds, and hand in what every call returned.",
            "0 under a fresh seed, in every exercise",
        ),
        (
            "a table and a guess",
            "Answer a call that the table does not hold with its most frequent answer.",
            "at most a third of an exercise",
        ),
        (
            "a difference quotient",
            "Measure the own forward pass instead of deriving: central differences with the best "
            "step, of fourth order, or extrapolated.",
            "loses two thirds or more of the points for the derivation",
        ),
        (
            "a result that is written later",
            "Return zeros, and write into them what the check's own measuring of the forward pass "
            "tells (tests/attacks/test_attacks.py).",
            "0: what was returned stays as it was",
        ),
        (
            "a cast to float32",
            "Hide lost digits behind a result of float32.",
            "no tolerance, but where an exercise may be answered in float32",
        ),
    ]
    return [
        "## Replay",
        "",
        "The checks are in every student's hands, and only the seed is secret. These answers are "
        "tried on the checks alone (tests/bank/test_replay.py, tests/bank/test_quotients.py).",
        "",
        "| attack | what it tries | here |",
        "|---|---|---|",
        *(f"| {name} | {tries} | {here} |" for name, tries, here in rows),
        "",
        "Some answers are not told from a derivation. A complex step, and an automatic "
        "differentiation that the student wrote, keep all digits. Where each output follows one "
        "entry alone (ReLU, dropout, max pooling, and the steps of batch norm to beta, gamma, "
        "x_hat and the variance), so does a step that is chosen anew for each entry, as half the "
        "way to zero, or one in numbers of 80 bits. In the other exercises these two lose as well "
        "(train_two_layer was not tried). GELU in 12_since, for practice and without points, "
        "follows one entry alone, too: there no difference quotient is told.",
        "",
        "What a function of few numbers answers can be learned, too: by a table that answers with "
        "what the nearest call of the same shapes returned, random numbers among it, or with a "
        "plane through the nearest calls. Tried once by hand in all notebooks but 03, 04, 08, "
        "11 and 12, this earned more than a guess may in expected_initial_loss, "
        "first_explosion, diagnose, combine, train, init_weights, glorot_uniform, predicted_std, "
        "standardize_fit, unstandardize, layer_rates and hinge_loss. What the checks say at home "
        "may be enough to fill such a table.",
    ]
