"""Whether the items of a questionnaire belong together: scoring, alpha, omega, items one by one."""
