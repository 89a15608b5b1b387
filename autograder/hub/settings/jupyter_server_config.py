"""What the hub's settings say to every server."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821
# Formgrader is a page within a page of the same server, which a hub forbids.
c.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
if "COURSE_FOLDER" not in os.environ:
    c.ServerApp.jpserver_extensions = {"nbgrader.server_extensions.formgrader": False}
