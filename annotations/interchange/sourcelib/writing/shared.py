"""Writing publications, authors, topics and actors."""

from typing import Any

from annotations import models as a
from annotations.indexing import ACTORS
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.schema import complete
from annotations.interchange.sourcelib.writing.store import Record, Store
from sourcelib import models as s

COLUMNS: dict[Any, tuple[str, ...]] = {
    s.Publication: ("id", "uid", "slug", "name", "url", "note"),
    s.Author: ("id", "uid", "slug", "name", "note"),
    a.Topic: ("id", "uid", "slug", "name", "description"),
}
MODELS: dict[str, Any] = {"publication": s.Publication, "author": s.Author, "topic": a.Topic}
ACTOR = (
    "id",
    "uid",
    "slug",
    "name",
    "kind",
    "note",
    "part_of_id",
    "merged_into_id",
    "author_id",
    "publication_id",
)
ALIAS = ("actor_id", "text", "kind", "language", "valid_from", "valid_to")
MEMBERSHIP = ("whole_id", "member_id", "valid_from", "valid_to")
ROLE = ("actor_id", "organisation_id", "title", "valid_from", "valid_to", "note")
IDENTIFIER = ("actor_id", "scheme", "value")


class SharedWriter:
    """Writes shared records, all in one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def write(self, groups: list[list[Line]]) -> None:
        """Add the rows of these records."""
        records = [(line.kind, complete(line.kind, line.record)) for g in groups for line in g]
        for kind, record in records:
            if kind != "actor":
                self._row(MODELS[kind], record)
        actors = [record for kind, record in records if kind == "actor"]
        ids = [self.store.next_id(a.Actor) for _record in actors]
        for pk, record in zip(ids, actors, strict=True):  # all have ids before any refers to one
            self.store.made(a.Actor, record["uid"], pk)
        for pk, record in zip(ids, actors, strict=True):
            self._actor(pk, record)

    def _row(self, model: Any, record: Record) -> None:
        pk = self.store.next_id(model)
        columns = COLUMNS[model]
        row = (pk, *(record[name] for name in columns[1:]))
        self.store.add_recorded(model, columns, row)
        self.store.add_former_slugs(model, record)
        self.store.made(model, record["uid"], pk)

    def _actor(self, pk: int, record: Record) -> None:
        id_of = self.store.id_of
        self.store.add_recorded(
            a.Actor,
            ACTOR,
            (
                pk,
                *(record[name] for name in ACTOR[1:6]),
                id_of(a.Actor, record["part_of"]),
                id_of(a.Actor, record["merged_into"]),
                id_of(s.Author, record["author"]),
                id_of(s.Publication, record["publication"]),
            ),
        )
        self.store.add_former_slugs(a.Actor, record)
        self.store.add_to_index(ACTORS, pk)
        for alias in record["aliases"]:
            self.store.add(a.ActorAlias, ALIAS, (pk, *(alias[name] for name in ALIAS[1:])))
        for member in record["members"]:
            days = (member["valid_from"], member["valid_to"])
            row = (pk, id_of(a.Actor, member["member"]), *days)
            self.store.add(a.ActorMembership, MEMBERSHIP, row)
        for role in record["roles"]:
            organisation = id_of(a.Actor, role["organisation"])
            rest = (role[name] for name in ROLE[2:])
            self.store.add(a.ActorRole, ROLE, (pk, organisation, *rest))
        for identifier in record["identifiers"]:
            values = (pk, identifier["scheme"], identifier["value"])
            self.store.add(a.ActorIdentifier, IDENTIFIER, values)
