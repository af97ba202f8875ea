"""Atom feeds (RFC 4287): what is new, what fell due, what was decided, what was changed."""
