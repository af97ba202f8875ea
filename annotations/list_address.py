"""The address of a list: what it asks for, and the addresses that ask for a little else."""

from django.http import QueryDict

# What an address holds besides filters.
POSITION = ("after", "before", "format")
NO_FILTER = (*POSITION, "sort")


class ListAddress:
    """One list's address, taken apart."""

    def __init__(self, path: str, query: QueryDict) -> None:
        self.path = path
        self.query = query

    def address(self, /, **changes: list[str]) -> str:  # a name may be "self"
        """Return the address of the first page of this list with some names changed."""
        query = QueryDict(mutable=True)
        for name, values in (dict(self.query.lists()) | changes).items():
            if values and (name in changes or name not in POSITION):
                query.setlist(name, values)
        return f"{self.path}?{query.urlencode()}" if query else self.path

    def without(self, *names: str) -> str:
        """Return the address of the first page of this list without some names."""
        return self.address(**{name: [] for name in names})

    @property
    def cleared(self) -> str:
        """The address of the list without filters."""
        return self.without(*self.query)

    @property
    def csv(self) -> str:
        """The address of the list as CSV."""
        return self.address(format=["csv"])

    @property
    def json(self) -> str:
        """The address of the list as JSON."""
        return self.address(format=["json"])

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form that changes words and dates has to carry along."""
        return [
            (name, value)
            for name, values in self.query.lists()
            if name not in (*POSITION, "q", "from", "to")
            for value in values
        ]

    @property
    def words(self) -> str:
        """The words searched for, as they were written."""
        return self.query.get("q", "")

    @property
    def first_day(self) -> str:
        """The first day asked for, as it was written."""
        return self.query.get("from", "")

    @property
    def last_day(self) -> str:
        """The last day asked for, as it was written."""
        return self.query.get("to", "")
