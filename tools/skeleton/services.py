"""Verbs that change something: keyword-only, ``by=``, permission first, audit, announce."""
