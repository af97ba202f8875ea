"""Texts come in one after the other, so that each is compared with all that came before it.

That a text, an address or nearly the same words are in the library is a question to many rows,
which no constraint of one can answer; and the same text may well come twice, as when a publisher
goes back to it. SQLite has one writer at a time anyway.
"""

from django.db import connection

_LOCK = 7_246_104  # of this library's advisory locks in PostgreSQL; any number will do


def one_at_a_time() -> None:
    """Wait until no other transaction brings in a text; those after this one wait for its end.

    Call it in a transaction, before the library is asked what it has, and before rows of sources
    are locked.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
