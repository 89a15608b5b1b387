"""The experiments of notebook 10: what its cells call as `experiments`."""

from course_lib.lessons.transfer.experiments.nets import (
    BODY,
    HEAD,
    NAMES,
    after_one_nan,
    linear_classifier,
    paired,
    product_step,
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
    "after_one_nan",
    "linear_classifier",
    "paired",
    "product_step",
    "source",
    "summary",
    "target",
    "train",
    "with_new_head",
]
