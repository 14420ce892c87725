"""Roomname: say here in three sentences what the room is for.

Who comes here, and to do what? What does it own that no other room owns? What does it announce?
"""
