"""Formulas on the pages: the course's own are drawn, and a student's can do nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from autograder.grading.formulas import Formulas, as_mathml
from autograder.grading.pages import safe_markdown
from course_lib.student.workspace import text_of
from tests.pictures import png

ROOT = Path(__file__).parents[2]
TAGS = {"p", "math", "mrow", "mi", "mo", "mn", "mtext", "mspace", "mstyle"}


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "notebooks").iterdir()))
def test_every_formula_of_a_notebook_is_drawn(name: str) -> None:
    notebook = json.loads((ROOT / "notebooks" / name / f"{name}.ipynb").read_text())
    formulas = Formulas()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            MarkdownWithMath(renderer=formulas).render(text_of(cell))
    assert len(formulas._found) > 3
    for drawn, source in formulas._found:
        assert drawn.startswith("<math "), source
        text = "".join(ElementTree.fromstring(drawn).itertext())
        assert "\\" not in text, f"{source}: {text}"


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed;inset:0}{x}",
        r"\class{by-student-label}{x}",
        r"\color{red}{x}",
        r"\text{<img src=http://outside.test onerror=alert(1)>}",
        r"\text{&lt;script&gt;}",
        r"\mathrm{<script>alert(1)</script>}",
        r"\hspace{-50em}{x}",
        r"\hspace{5000em}{x}",
        "&#60;script&#62;",
        r"\unicode{60}",
    ],
)
def test_a_formula_can_do_nothing_but_be_drawn(latex: str) -> None:
    """Whatever becomes of it: every element and attribute is of the short list."""
    page = safe_markdown(f"a ${latex}$ b")
    for element in ElementTree.fromstring(page.replace("&nbsp;", " ")).iter():
        assert element.tag.rpartition("}")[2] in TAGS
        assert set(element.attrib) <= {"display", "stretchy", "mathvariant", "width"}
        assert "-" not in element.get("width", "") and len(element.get("width", "")) < 8


@pytest.mark.parametrize(
    "latex", ["{" * 3000, r"\frac" * 300, r"\left(" * 300, "x_" * 500, "x" * 5000, r"\frac{", "x^"]
)
def test_what_cannot_be_converted_stays_as_it_was_typed(latex: str) -> None:
    assert as_mathml(latex, "inline") == ""
    assert f"${latex}$" in safe_markdown(f"a ${latex}$ b")


def test_within_a_tag_a_formula_stays_text() -> None:
    dot = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="
    page = safe_markdown(f'![$x"<y$]({dot}) <a title="$z$">z</a>\n\n## $b$')
    assert 'alt="$x&quot;&lt;y$"' in page and 'title="$z$"' in page
    assert "<h2><math " in page


def test_an_image_is_in_the_file_or_not_there() -> None:
    dot = f"data:image/png;base64,{png(20)}"
    for source in (
        "![x](http://outside.test/x.png)",
        "![x](x.png)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](data:text/html,hello)",
        '<img alt="a>b" src="//outside.test">',
        '<img src=" data:image/png;base64,x y" srcset="http://outside.test/2.png">',
        f"![as large as a wall](data:image/png;base64,{png(6000)})",
    ):
        page = safe_markdown(f"a {source} b")
        assert "outside.test" not in page and "src=" not in page
        assert "an image that is not in the file, or too large, is not shown" in page
    assert f'src="{dot}"' in safe_markdown(f"![x]({dot})")
    assert "href" not in safe_markdown("[x](data:text/html,hello) [y]( DATA:text/html,hello)")
