"""Writing replies."""

from annotations import models as a
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.schema import complete
from annotations.interchange.sourcelib.writing.store import Store
from sourcelib.models import Article

COLUMNS = (
    "id",
    "uid",
    "article_id",
    "annotation_id",
    "verdict_id",
    "name",
    "capacity",
    "text",
    "date",
    "url",
    "published_at",
    "withdrawn_at",
    "withdrawn_reason",
    "published_by_id",
)
_ANSWERED = {"source": Article, "annotation": a.Annotation, "verdict": a.Verdict}


class ReplyWriter:
    """Writes replies, after all that they answer."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def write(self, groups: list[list[Line]]) -> None:
        """Add the rows of these records."""
        records = [complete(line.kind, line.record) for lines in groups for line in lines]
        ids = {
            key: self.store.ids_of(model, {record[key] for record in records if record[key]})
            for key, model in _ANSWERED.items()
        }
        for record in records:
            pk = self.store.next_id(a.Reply)
            row = (
                pk,
                record["uid"],
                *(found.get(record[key]) for key, found in ids.items()),
                *(record[name] for name in COLUMNS[5:10]),
                self.store.time(record["published_at"]),
                record["withdrawn_at"],
                record["withdrawn_reason"],
                self.store.batch.created_by_id,
            )
            self.store.add(a.Reply, COLUMNS, row)
            self.store.made(a.Reply, record["uid"], pk)
