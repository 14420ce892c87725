"""Whether two groups, two times or several strata differ, and by how much: intervals first, p last."""
