"""A library made up from a seed, as large as wanted, for measuring and for trying things out.

    records = generate(sources=1_000, per_source=40, seed=7)

Countries, people and events are invented, so that nothing is asserted of anyone; the texts have
the shape of political commentary. The same arguments give the same records, for ever, on every
machine. Imports no Django: it writes records of the library's own format, nothing else.
"""

from annotations.generation.library import generate

__all__ = ["generate"]
