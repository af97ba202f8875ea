"""What the lists of the library hold: their rows, filters and columns, stated once for all.

A page, its CSV and JSON, and the API are made of the same, and so they answer alike.
"""
