"""Pictures on a page: what a student's own cells show, within a bound."""

from __future__ import annotations

import pytest

from autograder.grading.pictures import MOST_POINTS, NOT_SHOWN, bound_pictures, points_of
from tests.pictures import png


@pytest.mark.parametrize("side", [1, 20, 7000])
def test_the_points_of_a_picture_are_read_from_its_beginning(side: int) -> None:
    assert points_of(png(side)) == side * side


@pytest.mark.parametrize("data", [png(20_000), png(20)[:30], "", "%", "UklGRg==", None, 5, ["x"]])
def test_what_is_no_picture_is_as_large_as_can_be(data: object) -> None:
    assert points_of(data) > MOST_POINTS


def test_what_goes_beyond_the_bound_is_left_out_with_a_word() -> None:
    figure, wall = png(500), png(7000)
    shown = [figure, wall, wall, figure, "none"]
    cells = [
        {"outputs": [{"data": {"image/png": data}} for data in shown]},
        {"cell_type": "markdown"},
    ]
    cells[0]["outputs"][2]["data"]["text/plain"] = "<Figure>"  # type: ignore[index]
    bound_pictures([*cells, {"outputs": [{"output_type": "stream", "text": "x"}]}])
    left = [output["data"] for output in cells[0]["outputs"]]  # type: ignore[index]
    assert [data.get("image/png") for data in left] == [figure, wall, None, figure, None]
    assert (left[2]["text/plain"], left[4]["text/plain"]) == ("<Figure>", NOT_SHOWN)
