"""The predictions of one compound, as they come: of one predictor, and in one sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from annotations.interchange.sourcelib.checking.context import Record
from annotations.interchange.sourcelib.values import Invalid
from annotations.spans.sentence import in_one_sentence, last_in_common

Passages = dict[str, list[tuple[int, int]]]  # by the revision that they stand in


class Members:
    """The predictions of a source that are in compounds, as far as they have come."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, object]] = {}  # the uid and the predictor of the first
        self._passages: defaultdict[str, dict[str, Passages]] = defaultdict(dict)
        self._expected: defaultdict[str, set[str]] = defaultdict(set)

    def expect(self, records: Iterable[Record]) -> None:
        """Make known which annotations are coming, before the first of them is taken."""
        for record in records:
            if record["kind"] == "prediction" and record["prediction"]["compound"] is not None:
                self._expected[record["prediction"]["compound"]].add(record["uid"])

    def take(self, record: Record) -> None:
        """Make a prediction known to those after it."""
        compound = record["prediction"]["compound"]
        if compound is not None:
            self._first.setdefault(compound, (record["uid"], _predictor(record["prediction"])))
            self._passages[compound][record["uid"]] = _passages(record)

    def breaches(
        self, record: Record, texts: Mapping[str, str], numbers: Mapping[str, int]
    ) -> Iterator[Invalid]:
        """Yield why a prediction is in no compound with those before it.

        `texts` and `numbers` are those of the revisions by uid. The sentence is looked at when the
        last member has come, in the texts that the services look at.
        """
        compound = record["prediction"]["compound"]
        if compound not in self._first:
            return
        uid, predictor = self._first[compound]
        if _predictor(record["prediction"]) != predictor:
            yield Invalid(
                "prediction.compound",
                compound,
                f"{uid}, which is in it too, is of another predictor",
                "Set it to null: one compound has one speaker, with the same co-speakers",
            )
        members = self._passages[compound] | {record["uid"]: _passages(record)}
        if self._expected[compound] - members.keys():
            return
        having = [
            {(numbers[key], key) for key in passages.keys() & texts.keys()}
            for passages in members.values()
        ]
        for number, key in sorted(last_in_common(having)):
            standing = {uid: passages[key] for uid, passages in members.items() if key in passages}
            if not in_one_sentence(texts[key], chain.from_iterable(standing.values())):
                yield Invalid(
                    "prediction.compound",
                    compound,
                    f"its predictions stand in another sentence each in revision {number}: "
                    + ", ".join(sorted(standing)),
                    "Set it to null: one compound is coordinated in one sentence",
                )


def _predictor(detail: Record) -> object:
    named = detail["attribution"] in ("reported", "inferred")
    whose = detail["speaker"] if named else detail["attribution"]
    return whose, frozenset(detail["co_speakers"])


def _passages(record: Record) -> Passages:
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in record["spans"]:
        if span["role"] == "body":
            found[span["revision"]].append((span["start"], span["end"]))
    return dict(found)
