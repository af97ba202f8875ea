"""Records of one drafted article: its source, its revision, its annotations."""

import datetime
import hashlib
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from annotations.generation.cast import Cast, Record, slugify, uid
from annotations.generation.drafting import Draft
from annotations.generation.patterns import Passage, Said

CONTEXT = 32  # characters kept before and after a span
TODAY = datetime.date(2025, 1, 1)  # of the generated library: nothing in it happens later


@dataclass(slots=True)
class Made:
    """A claim or prediction of an earlier record that later ones may refer to.

    `verdict` and `decided` are the uid and day of the verdict that stands on it so far.
    """

    uid: str
    kind: str
    said: Said
    date: datetime.date
    words: str
    deadline: datetime.date | None
    public: bool
    verdict: str | None = None
    decided: datetime.date = datetime.date.min


def time_of(day: datetime.date, hour: int = 9) -> str:
    """Return an hour of a day as records write times."""
    return f"{day.isoformat()}T{hour:02d}:00:00Z"


def years_after(day: datetime.date, years: int) -> datetime.date:
    """Return the same day some years later; from 29 February to 28 where there is no 29."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class Recorder:
    """Turns drafts of one library into records, and remembers the last claims and predictions."""

    def __init__(self, seed: int, cast: Cast) -> None:
        self.seed = seed
        self.cast = cast
        self.recent: deque[Made] = deque(maxlen=400)

    def source(self, draft: Draft, *, published: bool) -> Iterator[Record]:
        """Yield the records of a source and of its only revision."""
        brought_in = draft.date + datetime.timedelta(days=3)
        day = draft.date.isoformat()
        yield {
            "type": "source",
            "uid": self._uid("source", draft),
            "slug": f"{slugify(draft.title)[:80]}-{self.seed}-{draft.number}",
            "title": draft.title,
            "title_supplied": False,
            "publication": draft.publication.uid,
            "date": day,
            "date_precision": "day",
            "date_earliest": day,
            "date_latest": day,
            "date_basis": "",
            "date_latest_basis": "",
            "original_url": f"https://articles.example/{draft.publication.slug}/{draft.number}",
            "language": "en",
            "genre": draft.genre,
            "genre_basis": "",
            "disclaimer": "",
            "author_note": "",
            "rights_note": "",
            "note": "",
            "display": "full",
            "state": "published" if published else "draft",
            "published_at": time_of(brought_in, 12) if published else None,
            "withdrawn_at": None,
            "withdrawal_reason": "",
            "created_at": time_of(brought_in),
            "current_revision": 1,
            "former_slugs": [],
            "authors": [author.uid for author in draft.authors],
        }
        yield {
            "type": "revision",
            "uid": self._uid("revision", draft),
            "source": self._uid("source", draft),
            "number": 1,
            "text": draft.text,
            "sha256": hashlib.sha256(draft.text.encode()).hexdigest(),
            "file_name": "",
            "media_type": "",
            "file_sha256": "",
            "reader": "",
            "reader_version": "",
            "report": {},
            "reason": "",
            "created_at": time_of(brought_in),
        }

    def annotations(self, draft: Draft, random: Random, *, published: bool) -> Iterator[Record]:
        """Yield the compounds and annotations of a source."""
        joined = Counter(p.sentence for p in draft.passages if p.said is not None and p.said.joined)
        compounds = {
            sentence: self._uid("compound", draft, sentence)
            for sentence, count in joined.items()
            if count > 1  # of the others one half is not tagged
        }
        for compound in compounds.values():
            yield {"type": "compound", "uid": compound, "source": self._uid("source", draft)}
        for number, passage in enumerate(draft.passages):
            state = _state(random) if published else "draft"
            record = self._annotation(draft, number, passage, state)
            if passage.said is not None:
                detail = self._detail(draft, passage, passage.said)
                if passage.said.joined:
                    detail["compound"] = compounds.get(passage.sentence)
                record |= {
                    "about": sorted({figure.uid for figure in passage.said.about}),
                    "topics": self._topics(passage.said),
                    passage.kind: detail,
                }
                self._remember(draft, record, passage, passage.said)
            yield record

    def _uid(self, kind: str, draft: Draft, *parts: object) -> str:
        return uid(self.seed, kind, draft.number, *parts)

    def _topics(self, said: Said) -> list[str]:
        return [self.cast.topics[said.topic].uid] if said.topic else []

    def _annotation(self, draft: Draft, number: int, passage: Passage, state: str) -> Record:
        made = draft.date + datetime.timedelta(days=4)
        reviewed = time_of(made + datetime.timedelta(days=2))
        record: Record = {
            "type": "annotation",
            "uid": self._uid("annotation", draft, number),
            "source": self._uid("source", draft),
            "kind": passage.kind,
            "state": state,
            "version": 1,
            "note": "",
            "state_reason": "A better passage was found." if state == "withdrawn" else "",
            "created_at": time_of(made),
            "changed_at": time_of(made),
            "reviewed_at": reviewed if state in {"published", "withdrawn"} else None,
            "published_at": reviewed if state in {"published", "withdrawn"} else None,
            "withdrawn_at": reviewed if state == "withdrawn" else None,
            "about": [],
            "topics": [],
        }
        if passage.figure is not None:
            record["mention"] = {
                "actor": passage.figure.uid,
                "how": passage.how,
                "locative": False,
                "part": "",
            }
        spans = [("body", passage.start, passage.end), *passage.parts]
        record["spans"] = [self._span(draft, *span) for span in sorted(spans)]
        return record

    def _span(self, draft: Draft, role: str, start: int, end: int) -> Record:
        return {
            "revision": self._uid("revision", draft),
            "role": role,
            "part": 1,
            "start": start,
            "end": end,
            "exact": draft.text[start:end],
            "prefix": draft.text[max(0, start - CONTEXT) : start],
            "suffix": draft.text[end : end + CONTEXT],
            "placement": "imported",
        }

    def _detail(self, draft: Draft, passage: Passage, said: Said) -> Record:
        statement: Record = {
            "summary": said.summary,
            "attribution": said.attribution,
            "attribution_note": "",
            "speaker": said.speaker.uid if said.speaker is not None else None,
        }
        if passage.kind == "claim":
            return statement | {"kind": said.kind, "certainty": said.certainty}
        end, deadline, basis = _term(draft, said)
        return statement | {
            "form": said.kind,
            "compound": None,
            "condition": said.condition,
            "likelihood": said.likelihood,
            "likelihood_polarity": "opposite" if said.opposite else "event",
            "probability": None,
            "horizon_ground": said.ground,
            "horizon_start": None,
            "horizon_end": _day(end),
            "deadline": _day(deadline),
            "deadline_basis": basis,
            "co_speakers": [],
        }

    def _remember(self, draft: Draft, record: Record, passage: Passage, said: Said) -> None:
        self.recent.append(
            Made(
                uid=record["uid"],
                kind=passage.kind,
                said=said,
                date=draft.date,
                words=draft.text[passage.start : passage.end],
                deadline=_term(draft, said)[1] if passage.kind == "prediction" else None,
                public=record["state"] == "published",
            )
        )


def _state(random: Random) -> str:
    return random.choices(("published", "in-review", "draft", "withdrawn"), (94, 3, 2, 1))[0]


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _term(draft: Draft, said: Said) -> tuple[datetime.date | None, datetime.date | None, str]:
    """Return the last day that the words allow, the deadline, and its basis."""
    if said.ground == "stated":
        end = datetime.date(said.end_year, 12, 31)
        return end, end, f"last day of “by {said.end_year}”"
    if said.ground == "event":
        return None, None, "no date: an event ends it"
    return None, years_after(draft.date, 5), f"five years from {draft.date.isoformat()}"
