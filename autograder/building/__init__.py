"""From a source to the notebook that is handed out, and to the plan that is run."""
