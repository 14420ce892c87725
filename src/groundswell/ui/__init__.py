"""What every page is made of: base page, components, pictures, icons, tokens.

Rooms use the tags of `templatetags/ui.py`, the pictures of `charts` and the form widgets of
`widgets`. The gallery page shows each component in each state and is the components' test.
The room holds no tables and knows no other room.
"""
