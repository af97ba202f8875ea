"""The tables of the floor: those of the library, in plain SQL, with the same indexes."""

# Columns by type of record, in the order of insertion after the key; a reference holds a key.
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication": ("uid", "slug", "name", "url", "note"),
    "author": ("uid", "slug", "name", "note"),
    "topic": ("uid", "slug", "name", "description"),
    "actor": ("uid", "slug", "name", "kind", "part_of", "author", "publication", "note"),
    "source": (
        *("uid", "slug", "title", "title_supplied", "publication", "date", "date_precision"),
        *("date_earliest", "date_latest", "original_url", "language", "genre", "disclaimer"),
        *("author_note", "rights_note", "note", "display", "state", "published_at"),
        *("withdrawn_at", "withdrawal_reason", "created_at", "current_revision"),
    ),
    "revision": ("uid", "source", "number", "text", "sha256", "created_at"),
    "compound": ("uid", "source"),
    "annotation": (
        *("uid", "source", "kind", "state", "version", "note", "state_reason", "created_at"),
        *("changed_at", "reviewed_at", "published_at", "withdrawn_at"),
    ),
    "proposition": ("uid", "slug", "text", "kind"),
    "relation": ("uid", "from", "to", "kind", "reason", "created_at"),
    "verdict": (
        *("uid", "annotation", "state", "event_date", "event_date_precision", "decided_on"),
        *("reason", "confidence", "condition_met", "judged_version", "judged_summary", "review"),
        *("proposed_at", "supersedes"),
    ),
}
STATEMENT = ("summary", "attribution", "attribution_note", "speaker")
# Columns of the parts, after the key of the row that they belong to.
PARTS: dict[str, tuple[str, ...]] = {
    "authorship": ("author", "position"),
    "alias": ("text", "kind", "language"),
    "about": ("actor",),
    "tagged": ("topic",),
    "span": (
        *("revision", "role", "part", "start", "end", "exact", "prefix", "suffix", "placement"),
    ),
    "mention": ("actor", "how", "locative", "part"),
    "claim": (*STATEMENT, "kind", "certainty"),
    "prediction": (
        *STATEMENT,
        *("form", "compound", "condition", "likelihood", "likelihood_polarity", "probability"),
        *("horizon_ground", "horizon_start", "horizon_end", "deadline", "deadline_basis"),
    ),
    "member": ("annotation", "position", "note"),
    "evidence": (
        *("uid", "position", "bears", "passage", "key", "source_name", "url", "reports", "words"),
        *("date", "date_precision"),
    ),
    "version": ("number", "action", "at", "data"),
}
# Full-text tables: what is found by its words, after the key of the row.
WORDS: dict[str, tuple[str, ...]] = {
    "found_source": ("title", "body"),
    "found_passage": ("body",),
    "found_claim": ("title", "body"),
    "found_prediction": ("title", "body"),
    "found_actor": ("title", "body"),
}
DETAILS = ("mention", "claim", "prediction")  # one row for each annotation, keyed by it
# What each reference refers to.
REFERENCES = {
    "publication": "publication",
    "author": "author",
    "part_of": "actor",
    "source": "source",
    "revision": "revision",
    "compound": "compound",
    "actor": "actor",
    "topic": "topic",
    "speaker": "actor",
    "from": "annotation",
    "to": "annotation",
    "annotation": "annotation",
    "passage": "annotation",
    "supersedes": "verdict",
}
INDEXES = (
    "CREATE UNIQUE INDEX source_slug ON source (slug)",
    "CREATE INDEX source_newest ON source (state, date_latest DESC, id DESC)",
    "CREATE INDEX authorship_of ON authorship (owner)",
    "CREATE UNIQUE INDEX revision_once ON revision (source, number)",
    "CREATE INDEX annotation_of ON annotation (source, state)",
    "CREATE INDEX annotation_lists ON annotation (kind, state, id DESC)",
    "CREATE UNIQUE INDEX span_once ON span (owner, revision, role, part)",
    "CREATE INDEX span_in_order ON span (revision, start)",
    "CREATE INDEX about_actor ON about (actor)",
    "CREATE INDEX about_of ON about (owner)",
    "CREATE INDEX tagged_topic ON tagged (topic)",
    "CREATE INDEX tagged_of ON tagged (owner)",
    "CREATE INDEX mention_actor ON mention (actor)",
    "CREATE INDEX claim_speaker ON claim (speaker)",
    "CREATE INDEX prediction_speaker ON prediction (speaker)",
    "CREATE INDEX prediction_deadline ON prediction (deadline)",
    'CREATE INDEX relation_to ON relation ("to")',
    'CREATE UNIQUE INDEX relation_once ON relation ("from", "to", kind)',
    "CREATE INDEX verdict_of ON verdict (annotation)",
    "CREATE INDEX evidence_of ON evidence (owner)",
    "CREATE INDEX member_of ON member (owner)",
    "CREATE INDEX version_of ON version (owner)",
)


def statements() -> list[str]:
    """Return the SQL that makes the tables and their indexes."""
    made = []
    for table, columns in COLUMNS.items():
        listed = ", ".join(_column(column) for column in columns)
        made.append(f'CREATE TABLE "{table}" (id INTEGER PRIMARY KEY, {listed})')
    for table, columns in PARTS.items():
        listed = ", ".join(_column(column) for column in columns)
        key = "owner INTEGER PRIMARY KEY"
        if table not in DETAILS:
            key = "id INTEGER PRIMARY KEY, owner INTEGER NOT NULL"
        made.append(f'CREATE TABLE "{table}" ({key}, {listed})')
    for table, columns in WORDS.items():
        made.append(
            f'CREATE VIRTUAL TABLE "{table}" USING fts5(owner UNINDEXED, {", ".join(columns)})'
        )
    return [*made, *INDEXES]


def insert(table: str) -> str:
    """Return the statement that inserts a row of all columns, the key first."""
    columns = ("owner", *(PARTS | WORDS).get(table, ()))
    if table in COLUMNS:
        columns = ("id", *COLUMNS[table])
    listed = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(columns))})'


def _column(name: str) -> str:
    return f'"{name}" TEXT NOT NULL UNIQUE' if name in {"uid", "slug"} else f'"{name}"'
