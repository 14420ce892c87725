"""Pages of one's own account, links that sign in, and the doors of the demo."""
