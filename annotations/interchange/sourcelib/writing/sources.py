"""Writing sources: each with its revisions, compounds, annotations and versions."""

from operator import itemgetter
from typing import Any

from annotations import models as a
from annotations.indexing import STATEMENTS
from annotations.interchange.sourcelib.groups import source_of
from annotations.interchange.sourcelib.lines import Line, RecordFile
from annotations.interchange.sourcelib.revisions import complete_revision
from annotations.interchange.sourcelib.rules import complete_spans
from annotations.interchange.sourcelib.schema import complete
from annotations.interchange.sourcelib.writing.store import Record, Store
from annotations.scoring.likelihood import term_of
from sourcelib import models as s
from sourcelib.services.duplicates import sketch_of
from sourcelib.services.indexing import SOURCES

ARTICLE = (
    "slug",
    "title",
    "title_supplied",
    "date",
    "date_precision",
    "date_earliest",
    "date_latest",
    "date_basis",
    "date_latest_basis",
    "original_url",
    "language",
    "genre",
    "genre_basis",
    "disclaimer",
    "author_note",
    "rights_note",
    "note",
    "display",
    "state",
    "withdrawn_at",
    "withdrawal_reason",
)
REVISION = (
    "uid",
    "number",
    "text",
    "sha256",
    "file_name",
    "media_type",
    "file_sha256",
    "reader",
    "reader_version",
    "report",
    "reason",
)
ANNOTATION = (
    "uid",
    "kind",
    "state",
    "version",
    "note",
    "state_reason",
    "reviewed_at",
    "withdrawn_at",
)
MENTION = ("how", "locative", "part")
CLAIM = ("summary", "attribution", "attribution_note", "kind", "certainty")
PREDICTION = (
    "summary",
    "attribution",
    "attribution_note",
    "form",
    "condition",
    "likelihood",
    "likelihood_polarity",
    "probability",
    "horizon_ground",
    "horizon_start",
    "horizon_end",
    "deadline",
    "deadline_basis",
)
SPAN = ("role", "part", "start", "end", "exact", "prefix", "suffix", "placement")

ARTICLE_COLUMNS = (
    "id",
    "uid",
    *ARTICLE,
    "published_at",
    "created_at",
    "publication_id",
    "current_revision_id",
    "created_by_id",
    "batch_id",
)
REVISION_COLUMNS = ("id", "article_id", *REVISION, "length", "created_at", "created_by_id")
ANNOTATION_COLUMNS = (
    "id",
    "article_id",
    "revision_id",
    *ANNOTATION,
    "created_at",
    "changed_at",
    "published_at",
    "created_by_id",
    "reviewed_by_id",
    "batch_id",
)
MENTION_COLUMNS = ("annotation_id", "actor_id", *MENTION)
CLAIM_COLUMNS = ("annotation_id", "speaker_id", *CLAIM)
PREDICTION_COLUMNS = (
    "annotation_id",
    "speaker_id",
    "compound_id",
    "likelihood_term",
    *PREDICTION,
)
SPAN_COLUMNS = ("annotation_id", "revision_id", *SPAN)
VERSION_COLUMNS = (
    "annotation_id",
    "article_id",
    "number",
    "action",
    "at",
    "reason",
    "data",
    "by_id",
)

REANCHORING = (
    "uid",
    "outcome",
    "confidence",
    "proposed",
    "state",
    "note",
    "decided_at",
)
REANCHORING_COLUMNS = (
    "annotation_id",
    "article_id",
    "old_revision_id",
    "revision_id",
    *REANCHORING,
    "created_at",
    "decided_by_id",
)

_article = itemgetter(*ARTICLE)
_revision = itemgetter(*REVISION)
_annotation = itemgetter(*ANNOTATION)
_mention = itemgetter(*MENTION)
_claim = itemgetter(*CLAIM)
_prediction = itemgetter(*PREDICTION)
_span = itemgetter(*SPAN)
_reanchoring = itemgetter(*REANCHORING)


class SourceWriter:
    """Writes sources, several in one transaction, none in two."""

    def __init__(self, store: Store, file: RecordFile) -> None:
        self.store = store
        self.folder = file.path.parent

    def write(self, groups: list[list[Line]]) -> None:
        """Add the rows of these records, which are whole sources."""
        for lines in groups:
            of_kind: dict[str, list[Record]] = {}
            for line in lines:
                of_kind.setdefault(line.kind, []).append(complete(line.kind, line.record))
            _Source(self.store, str(source_of(lines[0]))).write(of_kind, self.folder)


class _Source:
    """One source that is being written."""

    def __init__(self, store: Store, uid: str) -> None:
        self.store = store
        self.uid = uid
        self.pk = 0
        self.revisions: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.current = ""
        self.compounds: dict[str, int] = {}
        self.annotations: dict[str, int] = {}

    def write(self, of_kind: dict[str, list[Record]], folder: Any) -> None:
        revisions = of_kind.get("revision", [])
        for record in revisions:
            complete_revision(record, folder)
            self.revisions[record["uid"]] = self.store.next_id(s.Revision)
            self.numbers[record["uid"]] = record["number"]
            self.texts[record["uid"]] = record["text"]
        if "source" in of_kind:
            self.pk = self.store.next_id(s.Article)
            self._article(of_kind["source"][0], revisions)
        else:
            self._of_the_library()
            coming = [record["uid"] for record in of_kind.get("annotation", [])]
            a.DeletedDraft.objects.filter(uid__in=coming).delete()  # they come with their history
        for record in revisions:
            self._revision(record)
        for record in of_kind.get("compound", []):
            pk = self.compounds[record["uid"]] = self.store.next_id(a.Compound)
            self.store.add(a.Compound, ("id", "uid", "article_id"), (pk, record["uid"], self.pk))
        for record in of_kind.get("annotation", []):
            self._annotation(record)
        for record in of_kind.get("version", []):
            self._version(record)
        for record in of_kind.get("reanchoring", []):
            self._reanchoring(record)

    def _of_the_library(self) -> None:
        """Look up a source that the library has, with its revisions and compounds."""
        article = s.Article.objects.select_related("current_revision").get(uid=self.uid)
        self.pk = article.pk
        self.current = str(article.current_revision.uid) if article.current_revision else ""
        for revision in s.Revision.objects.filter(article=article):
            self.revisions[str(revision.uid)] = revision.pk
            self.numbers[str(revision.uid)] = revision.number
            self.texts[str(revision.uid)] = revision.text
        for compound in a.Compound.objects.filter(article=article):
            self.compounds[str(compound.uid)] = compound.pk

    def _article(self, record: Record, revisions: list[Record]) -> None:
        number = record["current_revision"] or max((r["number"] for r in revisions), default=0)
        self.current = next((r["uid"] for r in revisions if r["number"] == number), "")
        published = record["state"] == "published"
        row = (
            self.pk,
            record["uid"],
            *_article(record),
            record["published_at"] or (self.store.time(None) if published else None),
            self.store.time(record["created_at"]),
            self.store.id_of(s.Publication, record["publication"]),
            self.revisions.get(self.current),
            self.store.batch.created_by_id,
            self.store.batch.pk,
        )
        self.store.add_recorded(s.Article, ARTICLE_COLUMNS, row)
        self.store.add_former_slugs(s.Article, record)
        self.store.add_to_index(SOURCES, self.pk)
        for position, author in enumerate(record["authors"], start=1):
            row = (self.pk, self.store.id_of(s.Author, author), position)
            self.store.add(s.Authorship, ("article_id", "author_id", "position"), row)

    def _revision(self, record: Record) -> None:
        row = (
            self.revisions[record["uid"]],
            self.pk,
            *_revision(record),
            len(record["text"]),
            self.store.time(record["created_at"]),
            self.store.batch.created_by_id,
        )
        self.store.add(s.Revision, REVISION_COLUMNS, row)
        if record["uid"] == self.current:
            for value in sketch_of(record["text"]):
                self.store.add(s.SketchValue, ("revision_id", "value"), (row[0], value))

    def _annotation(self, record: Record) -> None:
        store, kind = self.store, record["kind"]
        pk = self.annotations[record["uid"]] = store.next_id(a.Annotation)
        created = store.time(record["created_at"])
        published = record["published_at"]
        if published is None and record["state"] == "published":
            published = store.time(None)
        row = (
            pk,
            self.pk,
            self._stands_on(record["spans"]),
            *_annotation(record),
            created,
            record["changed_at"] or created,
            published,
            store.batch.created_by_id,
            None,
            store.batch.pk,
        )
        store.add(a.Annotation, ANNOTATION_COLUMNS, row)
        detail = record[kind]
        if kind == "mention":
            row = (pk, store.id_of(a.Actor, detail["actor"]), *_mention(detail))
            store.add(a.Mention, MENTION_COLUMNS, row)
        else:
            store.add_to_index(STATEMENTS, pk)
            self._statement(pk, record)
            for actor in record["about"]:
                row = (pk, store.id_of(a.Actor, actor))
                store.add(ABOUT, ("annotation_id", "actor_id"), row)
            for topic in record["topics"]:
                row = (pk, store.id_of(a.Topic, topic))
                store.add(TOPICS, ("annotation_id", "topic_id"), row)
        complete_spans(record, self.texts)
        for span in record["spans"]:
            store.add(a.Span, SPAN_COLUMNS, (pk, self.revisions[span["revision"]], *_span(span)))

    def _statement(self, pk: int, record: Record) -> None:
        store, kind = self.store, record["kind"]
        detail = record[kind]
        speaker = store.id_of(a.Actor, detail["speaker"])
        if kind == "claim":
            store.add(a.Claim, CLAIM_COLUMNS, (pk, speaker, *_claim(detail)))
            return
        compound = self.compounds[detail["compound"]] if detail["compound"] else None
        row = (pk, speaker, compound, self._likelihood_term(record["spans"]), *_prediction(detail))
        store.add(a.Prediction, PREDICTION_COLUMNS, row)
        for actor in detail["co_speakers"]:
            row = (pk, store.id_of(a.Actor, actor))
            store.add(CO_SPEAKERS, ("prediction_id", "actor_id"), row)

    def _stands_on(self, spans: list[Record]) -> int:
        """Return the current revision where the passage stands in it, else the last it stood in."""
        bodies = {span["revision"] for span in spans if span["role"] == "body"}
        if self.current in bodies:
            return self.revisions[self.current]
        return self.revisions[max(bodies, key=self.numbers.__getitem__)]

    def _likelihood_term(self, spans: list[Record]) -> str:
        """Return the term of the likelihood words in the text that the annotation stands on."""
        here = self._stands_on(spans)
        found = [
            span
            for span in spans
            if span["role"] == "likelihood" and self.revisions[span["revision"]] == here
        ]
        words = [span["exact"] for span in sorted(found, key=itemgetter("part"))]
        return str(term_of(" … ".join(words)) or "")

    def _annotation_id(self, uid: str) -> int:
        if uid not in self.annotations:
            self.annotations[uid] = a.Annotation.objects.get(uid=uid).pk
        return self.annotations[uid]

    def _reanchoring(self, record: Record) -> None:
        row = (
            self._annotation_id(record["annotation"]),
            self.pk,
            self.revisions[record["old_revision"]],
            self.revisions[record["revision"]],
            *_reanchoring(record),
            self.store.time(record["created_at"]),
            None,
        )
        self.store.add(a.Reanchoring, REANCHORING_COLUMNS, row)

    def _version(self, record: Record) -> None:
        row = (
            self._annotation_id(record["annotation"]),
            self.pk,
            record["number"],
            record["action"],
            record["at"],
            record["reason"],
            record["data"],
            None,
        )
        self.store.add(a.AnnotationVersion, VERSION_COLUMNS, row)


ABOUT = a.Annotation.about.through
TOPICS = a.Annotation.topics.through
CO_SPEAKERS = a.Prediction.co_speakers.through
