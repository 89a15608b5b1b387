"""The site: notebooks as pages with the figures of the reference run, guides, JupyterLite."""
