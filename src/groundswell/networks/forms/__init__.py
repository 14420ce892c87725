"""Wording, widgets and the shape of what is typed. Nothing is saved here."""
