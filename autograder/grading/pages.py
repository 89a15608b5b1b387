"""What a student wrote, on the pages of the instructor and of the student: shown, never run.

Feedback pages and formgrader render a student's Markdown in a browser that is logged in to a
server. nbgrader passes HTML and JavaScript on as they are, and its pages load scripts and images
from anywhere.
"""

from __future__ import annotations

import re
from html import escape

import nh3
from nbconvert.filters.markdown_mistune import InvalidNotebook, MarkdownWithMath

from autograder.grading.formulas import Formulas
from autograder.grading.pictures import MOST_IN_TEXT, points_of

_TAGS = {
    *("a", "abbr", "acronym", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl"),
    *("dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p"),
    *("pre", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "title"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
}
# A student's "x<y and y>z" looks like a tag too: nh3 would drop it, and what was meant with it.
_NO_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(_TAGS))})[\s/>]|!--)", re.IGNORECASE)
# What colours code in Markdown; other classes belong to the page and could cover it.
_CLASS = re.compile(r"anchor-link|highlight|[a-z]{1,2}[0-9a-z]?")
# What a file holds itself; anything else would be fetched.
_IMAGE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_NO_SOURCE = re.compile(r'<img(?![^>]*\ssrc=")[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_NOT_SHOWN = "<em>(an image that is not in the file, or too large, is not shown)</em>"
_OUTSIDE = re.compile(r"<script[^>]*\ssrc=[\"']?(?:https?:)?//[^>]*>\s*</script>")
_NOTHING = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# Formgrader's own scripts, some of which make functions of templates.
_OURS = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'"
)
_STYLE = """<style>
.by-student { border: 2px dashed #555; margin: 1em 0; padding: 0.3em; overflow: auto; }
.by-student-label { background: #555; color: white; font: bold 12px sans-serif; padding: 0.2em; }
/* nbgrader's colours are too pale to read, its links look like the text around them. */
.panel-primary > .panel-heading { background: #285f8f !important; }
div.nbgrader_cell .panel-heading a { color: white !important; }
#notebook a { text-decoration: underline; }
#notebook a:not(.panel-heading a) { color: #285f8f; }
#notebook a.anchor-link { display: none; }
#notebook pre { white-space: pre-wrap; overflow-wrap: anywhere; }  /* to scroll takes a mouse */
#notebook :is(td, th) { padding: 0.2em 0.8em 0.2em 0; vertical-align: top; text-align: left; }
.rubric { border-left: 4px solid #1a7f37; margin: 1em 0; padding: 0.3em 0.8em; }
.rubric label { display: block; font-weight: normal; margin: 0.4em 0; }
@media (min-width: 1000px) {
  .marked:has(.rubric [data-cell], .rubric details) {
    display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1em;
  }
}
</style>"""
# A click on a part of a rubric sets the points; formgrader's own script saves them. Before it has
# its grades and comments it saves nothing and tells nobody: until then no field takes anything.
_MARKING = """<script>
const fields = (lock) => document.querySelectorAll(".score, .extra-credit, .comment")
  .forEach(field => { field.readOnly = lock; });
const parsing = new MutationObserver(() => fields(true));
parsing.observe(document, {childList: true, subtree: true});
document.addEventListener("DOMContentLoaded", () => { fields(true); parsing.disconnect(); });
const waiting = setInterval(() => {
  const {grades, comments} = window.formgrader || {};
  if (!grades?.loaded || !comments?.loaded) return;
  clearInterval(waiting);
  fields(false);
  document.querySelectorAll(".rubric [data-cell]").forEach(box => { box.disabled = false; });
}, 100);
document.addEventListener("change", event => {
  const cell = event.target.dataset.cell;
  if (!cell) return;
  const boxes = [...event.target.closest(".rubric").querySelectorAll("[data-cell]:checked")];
  const score = document.getElementById(cell);
  score.value = boxes.reduce((sum, box) => sum + Number(box.dataset.points), 0);
  score.dispatchEvent(new Event("change", {bubbles: true}));
});
</script>"""
# Formgrader's own script waits for MathJax before it scrolls to the last answer.
_NO_MATHJAX = """<script>
window.MathJax = {Hub: {Startup: {signal: {Interest: tell => setTimeout(tell, 0, "End")}}}};
</script>"""


def offline(head: str, form: bool) -> str:
    """Return the head of a page of nbgrader's, by which the page fetches nothing from outside.

    ``form`` is true for formgrader, which has scripts and a server of its own.
    """
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_OURS if form else _NOTHING}">'
    added = f"{policy}\n{_STYLE}\n{_NO_MATHJAX + _MARKING if form else ''}"
    head = _OUTSIDE.sub("", head).replace("<head>", f"<head>\n{added}", 1)
    return head.replace("<html>", '<html lang="en">', 1)


def safe_markdown(source: str) -> str:
    """Return Markdown as HTML in which nothing acts; what is not allowed is shown as text."""
    formulas = Formulas()
    try:
        html = MarkdownWithMath(renderer=formulas).render(source)
    except (InvalidNotebook, RecursionError):
        # A picture that was attached in another notebook; quotes within quotes.
        return f"<pre>{escape(source)}</pre>"
    clean = nh3.clean(
        _NO_TAG.sub("&lt;", html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties={"text-align"},
    )
    return formulas.put_into(_NO_SOURCE.sub(_NOT_SHOWN, clean))


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return the value of an allowed attribute, None for classes that are the page's own."""
    if name == "src":
        small = _IMAGE.fullmatch(value) and points_of(value.partition(",")[2]) <= MOST_IN_TEXT
        return value if small else None
    if name == "href" and value.strip().lower().startswith("data:"):
        return None
    return value if name != "class" or all(map(_CLASS.fullmatch, value.split())) else None
