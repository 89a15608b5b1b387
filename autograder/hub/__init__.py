"""The course on a JupyterHub: nbgrader's exchange, and a configuration that is tested."""
