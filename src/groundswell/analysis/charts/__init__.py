"""Pictures of results as accessible SVG: a title, a description and a table that says the same."""
