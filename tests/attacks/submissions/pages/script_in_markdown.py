"""HTML and JavaScript in the written answer and in Markdown and raw cells."""

SCRIPT = """\
<script>alert(1)</script> <img src=x onerror=alert(1)> <svg onload=alert(1)> [x](javascript:alert(1))
<iframe srcdoc="<script>alert(1)</script>"></iframe> <a href="javascript:alert(1)">here</a>
<div style="position:fixed;inset:0;background:url(javascript:alert(1))">over everything</div>
<form action="https://example.org"><input name="password"></form> <style>* {display: none}</style>
<details open ontoggle=alert(1)> <math><mtext><script>alert(1)</script></mtext></math>
$\\href{javascript:alert(1)}{x}$ <base href="https://example.org"> <meta http-equiv=refresh content=0>

```<script>alert(1)</script>
x
```

# test_relu <script>alert(1)</script>

![x" onerror="alert(1)](x"onerror="alert(1))
"""
ANSWERS = {"explain_step": SCRIPT}


def change(notebook):
    for kind in ("markdown", "raw"):
        notebook["cells"].append(
            {
                "cell_type": kind,
                "id": f"x{kind}",
                "metadata": {"raw_mimetype": "text/html", "format": "text/html"},
                "source": SCRIPT,
            }
        )
