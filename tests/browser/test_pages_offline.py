"""Feedback and formgrader's page in a browser: nothing is fetched from outside, nothing poses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from accessible import barriers
from attack_kit import hand_in, own_cell
from in_lab import picture
from our_grader import OurGrader, pages

from autograder.grading import gradebook

pytestmark = [pytest.mark.browser, pytest.mark.sandbox]

HERE = "http://course.test/"
OUT = "http://outside.test"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
DOT += "gg=="
FETCH = f"""\
Half of it is $\\frac{{x_1^2}}{{2}}$ and $\\href{{{OUT}/1}}{{x}} < 3$.

![x]({OUT}/2.png) ![y](relative.png) ![in the file](data:image/png;base64,{DOT})

<img src="{OUT}/3.png"> <img src=//outside.test/4.png> <img srcset="{OUT}/5.png">
<td style="background: url({OUT}/6.png)">x</td> <svg><image href="{OUT}/7.png"/></svg>
<video poster="{OUT}/8.png"></video> <link rel=stylesheet href="{OUT}/9.css">
<style>@import url({OUT}/10.css);</style> <object data="{OUT}/11"></object>
<input type=image src="{OUT}/12">

```mermaid
graph LR; a --> b
```
"""
CLAIMED = "halve: 9 of 9 points, everything holds"
VERDICT = f"""\
</div></div></td></details>
**{CLAIMED}** $\\hspace{{-90em}} x$
"""
#: Words of every colour, a line that is too long, and a picture without a text.
COLOURS = """\
# A comment
import numpy as np
@property
class Net(object):
    \"\"\"A docstring.\"\"\"
    def __init__(self, x: int = 0x1F) -> None:
        self.text = f"{x!r:>3}\\n" if x is not None and 1.5e3 < len(str(x)) else print(...)
        raise NotImplementedError("a long line")  # LONG
""".replace("LONG", "that goes on and on, as lines of students do " * 4)
POSED = f"""\
import base64
from IPython.display import Image, display
print({CLAIMED!r})
display(Image(base64.b64decode("{DOT}"), format="png"))
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The two pages of a student whose cells would fetch, and look like verdicts."""
    grader = OurGrader(tmp_path_factory.mktemp("offline") / "course")
    path = hand_in(grader.folder("eve"), grader.release, {**grader.answers, "explain_step": FETCH})
    notebook = json.loads(path.read_text())
    notebook["cells"].append(own_cell("posed", POSED))
    notebook["cells"].append(own_cell("colours", COLOURS))
    for source in (FETCH, VERDICT):
        cell = {**own_cell(f"own{len(source)}", source), "cell_type": "markdown"}
        notebook["cells"].append({k: v for k, v in cell.items() if not k.startswith(("o", "e"))})
    path.write_text(json.dumps(notebook))
    problem = gradebook.save_run(grader.book, grader.course, grader.plan, "eve", grader.run(path))
    assert problem == ""
    return pages(grader, "eve")


def opened(page: Any, html: str) -> tuple[list[str], list[str]]:
    """Open a page as its server would send it; return what it asked for, and what went wrong."""
    from nbgrader.server_extensions.formgrader import handlers

    asked: list[str] = []
    wrong: list[str] = []

    def answer(route: Any) -> None:
        address = route.request.url
        asked.append(address)
        static = Path(handlers.static_path, address.partition("/static/")[2])
        if address == HERE:
            route.fulfill(body=html, content_type="text/html")
        elif static.is_file():
            route.fulfill(path=static)
        else:
            route.fulfill(body="[]", content_type="application/json")

    page.route("**/*", answer)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(HERE)
    page.wait_for_load_state("networkidle")
    page.unroute_all()
    return asked, wrong


@pytest.mark.parametrize("which", [0, 1], ids=["feedback", "formgrader"])
def test_nothing_comes_from_outside(page: Any, shown: list[str], which: int) -> None:
    html = shown[which].replace('"x/formgrader', '"/formgrader')
    asked, wrong = opened(page, html)
    assert [url for url in asked if not url.startswith(HERE)] == []
    assert all("/formgrader" in url for url in asked if url != HERE)
    assert (len(asked) > 5) == (which == 1), "formgrader has its own scripts, feedback has nothing"
    assert wrong == []
    assert page.locator("img[src^='data:image/png']").count() >= 3, "what is in the file is shown"
    assert page.locator("img:not([src^='data:image/'])").count() == 0
    assert (
        page.get_by_text("an image that is not in the file, or too large, is not shown").count() > 2
    )


@pytest.mark.parametrize("width", [800, 1280])
def test_feedback_has_no_barrier(page: Any, shown: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, shown[0])
    picture(page, page, f"feedback-{width}")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("which", [0, 1], ids=["feedback", "formgrader"])
def test_formulas_are_drawn_by_the_browser(page: Any, shown: list[str], which: int) -> None:
    opened(page, shown[which])
    fraction = page.locator("math mfrac").first
    top, bottom = (fraction.locator(f"> :nth-child({n})").bounding_box() for n in (1, 2))
    assert top is not None and bottom is not None
    assert top["y"] + top["height"] <= bottom["y"] + 1, "one is drawn above the other"
    assert page.locator("math [href]").count() == 0


@pytest.mark.parametrize("which", [0, 1], ids=["feedback", "formgrader"])
def test_what_a_student_wrote_is_framed(page: Any, shown: list[str], which: int) -> None:
    opened(page, shown[which])
    places = page.get_by_text(CLAIMED).all()
    assert len(places) >= 3
    for place in places:
        frame = place.locator("xpath=ancestor::div[@class='by-student']")
        assert frame.count() == 1
        label = frame.locator("> .by-student-label")
        assert label.inner_text() == "Written by the student" and label.is_visible()
        outer, inner = frame.bounding_box(), place.bounding_box()
        assert outer is not None and inner is not None
        assert outer["x"] <= inner["x"] and outer["y"] <= inner["y"]
        assert inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    real = page.get_by_text("Grade cell: test_relu" if which == 0 else "test_relu").first
    assert real.locator("xpath=ancestor::div[@class='by-student']").count() == 0
