"""How Sphinx makes the site; `course site` gathers what it reads and runs it."""

project = "Getting Neural Nets to Train"
copyright = "its authors; text and figures CC BY 4.0, code BSD-3-Clause"
extensions = ["myst_nb", "sphinx.ext.autodoc", "autograder.book.mathml"]
exclude_patterns = ["docs/index.md"]

myst_enable_extensions = ["amsmath", "dollarmath", "colon_fence"]
myst_heading_anchors = 3
# The notebooks were run by the course itself; a page never runs anything.
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/markdown", 10)]
suppress_warnings = ["mystnb.unknown_mime_type"]

autodoc_member_order = "bysource"
# A docstring says the shapes, which no type does.
autodoc_typehints = "none"
add_module_names = False

html_theme = "furo"
html_title = project
html_math_renderer = "mathml"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_show_sourcelink = False
html_copy_source = False
# What the code's colours need of contrast in both themes.
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def show_blocks(app, what, name, obj, options, lines):
    """Show what a docstring indents below a blank line as code, as its author meant it."""
    for number, line in reversed(list(enumerate(lines))):
        above = lines[number - 1] if number else ""
        if line.startswith("    ") and not above.strip():
            before = next((x for x in reversed(lines[:number]) if x.strip()), "")
            if not before.startswith((" ", "- ")) and not before.endswith("::"):
                lines[number:number] = ["::", ""]


def give_levels(app, pagename, templatename, context, doctree):
    """Say of which level the headings of the contents are; Sphinx says only that they are some."""
    for part in {"furo_navigation_tree", "body"} & set(context):
        context[part] = context[part].replace('role="heading"', 'role="heading" aria-level="2"')


def setup(app):
    """Give Sphinx the hooks."""
    app.connect("autodoc-process-docstring", show_blocks)
    app.connect("html-page-context", give_levels, priority=900)  # after the theme's own
