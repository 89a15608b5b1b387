"""Checks of notebook 09: the size of a convolution's output, and how many numbers a net learns."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import numpy_numbers
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Function

conv_output_size = Exercise("conv_output_size", functions=("conv_output_size",))
_INSIDE = "The kernel must lie inside."
# size, kernel, stride, pad and the places that the kernel finds, counted on squared paper: the
# visible cases.
_SLIDES = [(5, 3, 3), (6, 2, 5), (4, 4, 1)]
_BORDERS = [(5, 3, 1, 5), (4, 2, 1, 5), (4, 3, 2, 6)]
_STRIDES = [(7, 3, 2, 0, 3), (5, 1, 4, 0, 2), (6, 5, 3, 4, 4), (227, 11, 4, 0, 55), (6, 2, 1, 0, 5)]
_LEFT_OVER = ((8, 3, 2, 0, 3), (224, 7, 2, 3, 112)), ((10, 4, 4, 0, 2), (112, 3, 2, 1, 56))


def _slides(
    rng: np.random.Generator, stride: int = 1, pad: int = 0
) -> tuple[int, int, int, int, int]:
    """Return a drawn case, which the steps divide; there are so many that no table holds them."""
    kernel, places = int(rng.integers(3, 100)), int(rng.integers(20, 1000))
    return (places - 1) * stride + kernel - 2 * pad, kernel, stride, pad, places


def _drawn_slides(rng: np.random.Generator) -> list[tuple[int, int, int]]:
    drawn = [(size, kernel, want) for size, kernel, _, _, want in (_slides(rng), _slides(rng))]
    return [*drawn, (6, 6, 1)]


def _drawn_borders(rng: np.random.Generator) -> list[tuple[int, int, int, int]]:
    drawn = [_slides(rng, pad=int(rng.integers(1, 9))) for _ in range(3)]
    return [(size, kernel, pad, want) for size, kernel, _, pad, want in drawn]


def _drawn_strides(rng: np.random.Generator) -> list[tuple[int, int, int, int, int]]:
    # Twice a pad of 4 is no whole number of steps of 3.
    cases = (int(rng.integers(3, 9)), 0), (3, 4), (int(rng.integers(3, 9)), int(rng.integers(1, 9)))
    return [*(_slides(rng, stride, pad) for stride, pad in cases), _slides(rng)]


@conv_output_size.known(
    "You counted the steps between the places: one place more.", "conv_output_size", kind="idea"
)
def one_place_less(f: Function) -> Function:
    return lambda size, kernel, stride, pad: f(size, kernel, stride, pad) + 1


@conv_output_size.known(_INSIDE, "conv_output_size", kind="idea")
def kernel_beyond_the_end(f: Function) -> Function:
    return lambda size, kernel, stride, pad: f(size - kernel + stride, kernel, stride, pad)


@conv_output_size.known(_INSIDE, "conv_output_size", kind="idea")
def kernel_beyond_the_border(f: Function) -> Function:
    return lambda size, kernel, stride, pad: f(size + 2 * pad - kernel + stride, kernel, stride, 0)


@conv_output_size.known("A border has two ends: pad cells at each.", "conv_output_size")
def border_at_one_end(f: Function) -> Function:
    return lambda size, kernel, stride, pad: f(size + pad, kernel, stride, pad)


@conv_output_size.known("The border was forgotten.", "conv_output_size")
def border_forgotten(f: Function) -> Function:
    return lambda size, kernel, stride, pad: f(size + 2 * pad, kernel, stride, pad)


@conv_output_size.known(
    "You take it that a border keeps the size. It does so only where kernel is 2 * pad + 1.",
    "conv_output_size",
)
def border_keeps_size(f: Function) -> Function:
    def mended(size: int, kernel: int, stride: int, pad: int) -> Any:
        return f(size + (2 * pad - kernel + stride) * (pad > 0), kernel, stride, pad)

    return mended


@conv_output_size.known("Divide the way into steps first; then count places.", "conv_output_size")
def one_place_before_dividing(f: Function) -> Function:
    return lambda size, kernel, stride, pad: f(size + stride - 1, kernel, stride, pad)


@conv_output_size.property("the places of a sliding kernel", weight=2)
def size_of_sliding_kernel(t: Trial, conv_output_size: Function) -> None:
    for size, kernel, want in t.draw(_SLIDES, _drawn_slides):
        t.close(
            "the result",
            t.call(conv_output_size, size, kernel, 1, 0, returns="the result"),
            want,
            f"A kernel of {kernel} slides over a side of {size} in steps of 1. Draw it: it finds "
            f"{want} place(s).",
            "Count the positions of the kernel's first cell. The first position counts, too.",
            mistakes=[
                (size // kernel, "The places overlap: the kernel moves on by one cell."),
                (size - kernel + 2, "That is one place too many."),
            ],
        )


@conv_output_size.detail("a border of zeros", weight=2)
def size_with_border(t: Trial, conv_output_size: Function) -> None:
    for size, kernel, pad, want in t.draw(_BORDERS, _drawn_borders):
        t.close(
            "the result",
            t.call(conv_output_size, size, kernel, 1, pad, returns="the result"),
            want,
            f"With size {size}, kernel {kernel}, stride 1 and pad {pad} there are {want} places.",
            "How long is the side after the border was added?",
        )


@conv_output_size.detail("longer steps", weight=2)
def size_with_stride(t: Trial, conv_output_size: Function) -> None:
    for size, kernel, stride, pad, want in t.draw(_STRIDES, _drawn_strides):
        room = size + 2 * pad - kernel
        apart = (size - kernel) // stride + 2 * pad // stride + 1
        # What other mistakes with the border give: known ones, that are undone.
        others = (size - kernel) // stride + 1, (size + pad - kernel) // stride + 1, size // stride
        t.close(
            "the result",
            t.call(conv_output_size, size, kernel, stride, pad, returns="the result"),
            want,
            f"With size {size}, kernel {kernel}, stride {stride} and pad {pad} there are {want} "
            "places.",
            "From the first place to the last the kernel travels (size + border - kernel) cells. "
            "How many steps is that, and how many places?",
            mistakes=[
                (room + 1, "The stride was forgotten."),
                (
                    -1 if apart in others else apart,
                    "Divide the whole way at once: border and image, divided apart, are cut twice.",
                ),
            ],
        )


@conv_output_size.guard("what is left over is not covered")
def size_rounds_down(t: Trial, conv_output_size: Function) -> None:
    for size, kernel, stride, pad, want in t.either(*_LEFT_OVER):
        try:
            got = t.call(conv_output_size, size, kernel, stride, pad, returns="the result")
        except Wrong as wrong:
            if " raised " not in wrong.symptom:
                raise
            t.note("You refuse sizes that the steps do not divide. That is a fair choice.")
            return
        t.close(
            "the result",
            got,
            want,
            f"With size {size}, kernel {kernel}, stride {stride} and pad {pad} the last step "
            f"would lead over the edge: {want} places.",
            "Round down: a step that does not fit is not made.",
        )


numpy_numbers(conv_output_size, 9, 3, 2, 1, run=Trial.call)


count_parameters = Exercise("count_parameters", functions=("count_parameters",))


def _sizes(rng: np.random.Generator, n: int) -> list[int]:
    """Return ``n`` numbers of channels or units, no two of them equal."""
    return [int(size) for size in 2 + rng.permutation(600)[:n]]


def _count(layer: tuple[Any, ...]) -> int:
    kind, before, after, *kernel, bias = layer
    return int(before * after * (kernel[0] ** 2 if kind == "conv" else 1) + after * bias)


def _drawn_convolutions(rng: np.random.Generator) -> list[tuple[int, int, int]]:
    a, b, c, d = _sizes(rng, 4)
    return [(a, b, int(rng.integers(3, 12))), (c, d, 1)]


def _drawn_net(rng: np.random.Generator) -> list[tuple[Any, ...]]:
    a, b, c, d, e, f = _sizes(rng, 6)
    layers: list[tuple[Any, ...]] = [("affine", a, b, True), ("conv", b, c, 3, False)]
    layers += [("conv", c, c, 5, True), ("affine", d, e, False), ("affine", e, f, True)]
    return [layers[i] for i in rng.permutation(len(layers))]


@count_parameters.property("a convolution", weight=3, of="convolution")
def count_convolution(t: Trial, count_parameters: Function) -> None:
    for c_in, c_out, kernel in t.draw([(3, 8, 5), (2, 4, 3)], _drawn_convolutions):
        weights = c_in * c_out * kernel * kernel
        for bias in (False, True):
            layer = ("conv", c_in, c_out, kernel, bias)
            want = weights + c_out * bias
            got = t.call(count_parameters, [layer], returns="the count")
            t.close(
                "the count",
                got,
                want,
                f"[{layer!r}] has {want} parameters; you counted {got}.",
                "Each filter has one number for each cell that it sees: in every input channel a "
                "square. There is a filter for each output channel, and with bias one more number "
                "a filter.",
                mistakes=[
                    (c_in * c_out * kernel + c_out * bias, "A kernel is a square."),
                    (c_in * c_out * 2 * kernel + c_out * bias, "A square has kernel**2 cells."),
                    (c_in * kernel**2 + c_out * bias, "That is one filter. There are c_out."),
                    (c_out * kernel**2 + c_out * bias, "A filter sees all input channels."),
                    (weights + c_out, "The biases were counted where there are none."),
                    (weights, "The biases are missing."),
                    (weights + c_in, "There is one bias for each output channel."),
                    (weights + 1, "Every filter has a bias of its own."),
                ],
            )


@count_parameters.property("an affine layer", weight=2, of="affine")
def count_affine_layer(t: Trial, count_parameters: Function) -> None:
    for d, m in t.draw([[64, 10], [3, 5]], lambda rng: [_sizes(rng, 2), _sizes(rng, 2)]):
        for bias in (True, False):
            layer = ("affine", d, m, bias)
            want = d * m + m * bias
            got = t.call(count_parameters, [layer], returns="the count")
            t.close(
                "the count",
                got,
                want,
                f"[{layer!r}] has {want} parameters; you counted {got}.",
                "w is (d, m), and with bias there is b (m,).",
                mistakes=[
                    (d * m + d * bias, "There is one bias for each output."),
                    (d * m + 1 * bias, "Every output has a bias of its own."),
                    (d * m + m, "The biases were counted where there are none."),
                    (d * m, "The biases are missing."),
                ],
            )


@count_parameters.property("a whole net", weight=2, of="convolution")
def count_whole_net(t: Trial, count_parameters: Function) -> None:
    visible: list[tuple[Any, ...]] = [("conv", 1, 6, 5, True), ("conv", 6, 16, 5, True)]
    visible += [("affine", 400, 120, True), ("affine", 120, 84, True), ("affine", 84, 10, True)]
    layers = t.draw(visible, _drawn_net)
    counts = [_count(layer) for layer in layers]
    t.close(
        "the count",
        t.call(count_parameters, layers, returns="the count"),
        sum(counts),
        f"The layers {layers} have {counts} parameters, {sum(counts)} together.",
        "Go through the whole list and add up. Layers may come in any order.",
        mistakes=[
            (counts[-1], "Only the last layer came out."),
            (counts[0], "Only the first layer came out. Look at where `return` stands."),
            (sum(counts[:-1]), "The last layer is missing."),
        ],
    )


@count_parameters.guard("a large net")
def count_large_net(t: Trial, count_parameters: Function) -> None:
    m = t.either(50000, 60000)
    for n in (1, 10000):  # a small net of the same kind comes first: the control
        layers = [("affine", 5 * n, m, False), ("conv", 2 * n, m, 3, False)]
        want = 5 * n * m + 2 * n * m * 9
        got = t.call(count_parameters, layers, returns="the count")
        if n == 1:
            if not (np.shape(got) == () and got == want):
                return
            continue
        t.close(
            "the count",
            got,
            want,
            f"{layers} has {want} parameters; yours does not.",
            "A counter of 32 bits ends at 2147483647. Python's own whole numbers have no end.",
        )


def _of_a_net(t: Trial, count_parameters: Function, c: int, f: int, kernel: int, m: int) -> Any:
    return t.call(count_parameters, [("conv", c, f, kernel, True), ("affine", f, m, True)])


numpy_numbers(count_parameters, 3, 8, 5, 10, run=_of_a_net)
