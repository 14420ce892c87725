"""Student-led projects, the changes they make, and what is asked of offices.

A project keeps its plan and every adaptation of it. A change says what was said, what was done and whether it
worked. An ask goes to an office, which answers without an account and is held to its word.
"""
