"""Interchange: bringing annotations in and taking them out, one module a format."""
