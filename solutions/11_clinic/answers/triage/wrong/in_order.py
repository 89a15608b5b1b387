"""The list of suspects as it stands in the text.

property: first suspect right in 19%
kind: idea
"""


def triage(run):
    return [
        "healthy",
        "rate too high",
        "rate too low",
        "labels shuffled",
        "softmax twice",
        "gradient wrong",
        "decay too strong",
        "dropout at test",
        "leak",
    ]
