"""The experiments of notebook 10: what its cells call as `experiments`."""

from course_lib.lessons.transfer.experiments.nets import (
    BODY,
    HEAD,
    NAMES,
    linear_classifier,
    paired,
    source,
    summary,
    target,
    train,
    with_new_head,
)

__all__ = [
    "BODY",
    "HEAD",
    "NAMES",
    "linear_classifier",
    "paired",
    "source",
    "summary",
    "target",
    "train",
    "with_new_head",
]
