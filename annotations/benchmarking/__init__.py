"""How fast the library is, each row beside its floor: plain SQLite doing the same work.

Absolute figures move from machine to machine and from minute to minute; the ratios to the floor,
taken in one run, are what counts. Nothing here runs in a test but to see that it runs.
"""
