"""HTML, SVG, JavaScript and forged images in the outputs of the student's own cells."""

CELL = """\
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
script = "<img src=x onerror=alert(1)><script>alert(1)</script>"
display(HTML(script), Markdown(script), Latex(script), Javascript("alert(4)"))
display({"image/png": '"><script>alert(5)</script>'}, raw=True)
display({"image/svg+xml": "<svg onload=alert(6)>", "text/html": script}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": script}}, raw=True)
print(script)
HTML(script)
"""
