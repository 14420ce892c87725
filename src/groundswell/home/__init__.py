"""What needs you, what changed since you were here, when we meet.

The room at the top of the house: it owns no tables and asks every other room through the registries.
"""
