"""JupyterHub for this course; docs/hub.md leads through it.

jupyterhub -f autograder/hub/jupyterhub_config.py
"""

from pathlib import Path

COURSE_ID = "nets"
#: Everybody may write here, and the system says who did: chmod 0777.
EXCHANGE = "/srv/nbgrader/exchange"
#: Who grades, each with the clone of the repository in which this person does.
INSTRUCTORS = {"teacher": "/home/teacher/course"}

c = get_config()  # type: ignore[name-defined]  # noqa: F821
# Whoever has an account on this machine may log in.
c.Authenticator.allow_all = True
c.Spawner.default_url = "/lab"


def tell(spawner):  # type: ignore[no-untyped-def]
    """Tell a server which course it is for, and an instructor's where to grade."""
    spawner.environment = {
        **spawner.environment,
        "JUPYTER_CONFIG_PATH": str(Path(__file__).parent / "settings"),
        "COURSE_ID": COURSE_ID,
        "COURSE_EXCHANGE": EXCHANGE,
    }
    if spawner.user.name in INSTRUCTORS:
        spawner.environment["COURSE_FOLDER"] = INSTRUCTORS[spawner.user.name]


c.Spawner.pre_spawn_hook = tell
