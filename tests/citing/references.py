"""A reference of everything that could upset a format."""

import datetime

from annotations.citing.reference import Name, Reference

HASH = "a" * 64
PLAIN = Reference(
    key="russia-japan",
    genre="op-ed",
    title="Russia-Japan Relations",
    authors=[Name("Devon Tucker", "Tucker", "Devon")],
    publication="The Moscow Times",
    date=datetime.date(2015, 5, 20),
    precision="day",
    language="en",
    library="Annotated Sources",
    address="https://library.example/sources/russia-japan/",
    original="https://times.example/2015/05/20/a_b%20c#top",
    revision=2,
    sha256=HASH,
)
# What each format has a meaning for: braces that do not match, commands, an end of a record.
NASTY = (
    '50% of } the {\\budget} @misc{x, & #1_of $5 ~ ^ “words” "so"'
    "\nER  - \r\nTY  - GEN ünïcödé 北方領土 *"
)
