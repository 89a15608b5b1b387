"""What nbgrader has to know in every server: the course, the exchange, and where one grades."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821
c.CourseDirectory.course_id = os.environ["COURSE_ID"]
c.Exchange.root = os.environ["COURSE_EXCHANGE"]
if "COURSE_FOLDER" in os.environ:
    load_subconfig(  # type: ignore[name-defined]  # noqa: F821
        "nbgrader_config.py", path=os.environ["COURSE_FOLDER"]
    )
