"""The site as Sphinx builds it: whole, offline, without an answer. Nothing is run for it here."""

from __future__ import annotations

import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import nbformat
import pytest
from accessible import barriers
from in_lab import picture

from autograder.book.page import page
from autograder.book.reference import Outputs
from autograder.book.site import build_book, expect_packages
from autograder.course import HOUSE, Course
from course_lib.checking.outcome import Outcome
from course_lib.checking.report import Report
from course_lib.student.errors import CourseError
from tests.project.test_what_leaves import NOTEBOOKS, lines, secret_lines

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
DOT += "gg=="
FETCHING = {"img", "script", "link", "iframe", "source", "video", "audio", "object", "embed"}


#: What the pages show of a run: a verdict, a printed line, a picture.
VERDICT = Report(
    "init_weights",
    [
        Outcome("std", False, 1.0, symptom="`w` is too wide", cause="a root is missing"),
        Outcome("mean", True, 1.0),
    ],
    20,
)
SHOWN: Outputs = {
    "test_init_weights": [
        {"output_type": "display_data", "metadata": {}, "data": {form: content}}
        for form, content in (("text/html", VERDICT._repr_html_()), ("image/png", DOT))
    ]
    + [{"output_type": "stream", "name": "stdout", "text": "a line\n"}]
}


class Page(HTMLParser):
    """What a page fetches, where it leads, and the names that its parts have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.names.add(values.get("id", ""))
        address = values.get("src") or values.get("href") or ""
        if tag in FETCHING and address:
            self.fetched.append(address)
        elif tag == "a" and address:
            self.links.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book; the figures of a run, which is long, are not in it."""
    course = Course.at(HOUSE)
    pages = {name: page(nbformat.read(course.released(name), 4), SHOWN) for name in NOTEBOOKS}
    target = tmp_path_factory.mktemp("site") / "site"
    build_book(pages, target)
    return target


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {p: Page(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def outside(address: str) -> bool:
    return bool(re.match(r"(https?:)?//", address))


def text_of(html: str) -> str:
    """The words of a page; the colours of code cut its lines into many elements."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_every_notebook_and_guide_has_a_page(site: Path) -> None:
    for name in NOTEBOOKS:
        assert (site / "notebooks" / name / f"{name}.html").is_file()
    guides = {p.stem for p in (HOUSE / "docs").glob("*.md")} - {"index"}
    assert guides <= {p.stem for p in (site / "docs").glob("*.html")}
    assert (site / "docs" / "engine" / "layers.html").is_file()


def test_a_page_fetches_nothing_from_outside(site: Path, pages: dict[Path, Page]) -> None:
    for path, one in pages.items():
        assert [a for a in one.fetched if outside(a)] == [], path
    assert not any(outside(a) for a in Page('<img src="data:,">').fetched)
    assert any(outside(a) for a in Page('<script src="//cdn.test/x.js">').fetched)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"@import|url\(['\"]?(https?:)?//", sheet.read_text()), sheet


def test_links_lead_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    wrong = []
    for path, one in pages.items():
        for address in [*one.links, *one.fetched]:
            # JupyterLite is built by another tool, and tested in test_lite.py.
            if outside(address) or address.startswith(("data:", "mailto:", "../lite/lab/")):
                continue
            place, name = urldefrag(unquote(address))
            target = (path.parent / place.partition("?")[0]).resolve() if place else path
            held = pages[target].names if target in pages else None
            if not target.exists() or (name and held is not None and name not in held):
                wrong.append(f"{path.relative_to(site)} -> {address}")
    assert wrong == []


def test_no_line_of_an_answer_is_in_it(site: Path) -> None:
    texts = {p: lines(text_of(p.read_text(encoding="utf-8"))) for p in site.rglob("*.html")}
    for name in NOTEBOOKS:
        secrets = secret_lines(name)
        for path, told in texts.items():
            assert not secrets & told, path
    line = sorted(secret_lines("04_dropout"))[0]
    assert line in lines(text_of(f"<pre><span>  {line[:5]}</span>{line[5:]}\n</pre>"))


def test_formulas_are_mathml(site: Path) -> None:
    html = (site / "notebooks" / "05_optimizers" / "05_optimizers.html").read_text("utf-8")
    assert html.count("<math") > 20
    assert not re.search(r"<script[^>]*mathjax", html, re.IGNORECASE)


@pytest.mark.browser
def test_pages_have_no_barrier(site: Path, tab: Any) -> None:
    shown = ("index", "docs/instructors", "docs/bank", "docs/engine/layers", "docs/doors")
    names = [*shown, "notebooks/02_initialization/02_initialization"]
    background = "getComputedStyle(document.body).backgroundColor"
    for name in names:
        tab.goto((site / f"{name}.html").as_uri())
        colours = set()
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            colours.add(tab.evaluate(background))
            picture(tab, tab, f"book-{name.rpartition('/')[2]}-{scheme}")
            assert barriers(tab) == [], (name, scheme)
        assert len(colours) == 2, "each has its own"
    assert tab.get_by_text("is too wide").count(), "a verdict is on the last page"


@pytest.mark.browser
def test_no_formula_is_wider_than_half_a_screen(site: Path, tab: Any) -> None:
    """A reader with two windows side by side; what is cut there is cut in JupyterLab too."""
    wide = """() => [...document.querySelectorAll('.formula')]
        .filter(formula => formula.scrollWidth > formula.clientWidth)
        .map(formula => formula.textContent)"""
    tab.set_viewport_size({"width": 720, "height": 900})
    for name in NOTEBOOKS:
        tab.goto((site / "notebooks" / name / f"{name}.html").as_uri())
        assert tab.evaluate(wide) == [], name
    tab.set_viewport_size({"width": 200, "height": 900})
    assert tab.evaluate(wide), "a wide one would be found"


def test_search_works_from_a_file(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert "orthogon" in index
    assert "02_initialization" in index


def test_docstrings_keep_their_code_blocks(site: Path) -> None:
    html = (site / "docs" / "engine" / "layers.html").read_text(encoding="utf-8")
    assert "\ndx, ... = name_backward(dout, cache)" in text_of(html)


def test_what_sphinx_complains_of_is_told_and_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, target = tmp_path / "house", tmp_path / "out" / "site"
    (house / "docs" / "static").mkdir(parents=True)
    shutil.copy(HOUSE / "docs" / "conf.py", house / "docs")
    (house / "docs" / "static" / "site.css").touch()
    (house / "docs" / "index.md").write_text("# X\n\n[a](nowhere.md) and $\\nonsense{$\n")
    target.mkdir(parents=True)
    (target / "old").touch()
    monkeypatch.setattr("autograder.book.site.HOUSE", house)
    monkeypatch.setattr("autograder.book.site.engine_pages", dict)
    with pytest.raises(CourseError) as told:
        build_book({}, target)
    assert "index.md:3: WARNING: 'myst' cross-reference target not found" in str(told.value)
    assert "cannot be converted: \\nonsense{" in str(told.value)
    assert (target / "old").exists()
    assert [p.name for p in target.parent.iterdir()] == ["site"]


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CourseError, match=r"make site"):
        expect_packages()
