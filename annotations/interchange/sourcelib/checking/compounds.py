"""The predictions of one compound, as they come: of one predictor, and in one sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from annotations.interchange.sourcelib.checking.context import Record
from annotations.interchange.sourcelib.values import Invalid
from annotations.spans.sentence import in_one_sentence

Passages = dict[str, list[tuple[int, int]]]  # by the revision that they stand in


class Members:
    """The predictions of a source that are in compounds, as far as they have come."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, object]] = {}  # the uid and the predictor of the first
        self._passages: defaultdict[str, dict[str, Passages]] = defaultdict(dict)

    def take(self, record: Record) -> None:
        """Make a prediction known to those after it."""
        compound = record["prediction"]["compound"]
        if compound is not None:
            self._first.setdefault(compound, (record["uid"], _predictor(record["prediction"])))
            self._passages[compound][record["uid"]] = _passages(record)

    def breaches(self, record: Record, texts: Mapping[str, str]) -> Iterator[Invalid]:
        """Yield why a prediction is in no compound with those before it."""
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
        there = [*self._passages[compound].values(), _passages(record)]
        common = set.intersection(*(set(passages) for passages in there)) & texts.keys()
        # In every text that has them all: an import brings them together as they are.
        for revision in sorted(common):
            places = [place for passages in there for place in passages[revision]]
            if not in_one_sentence(texts[revision], places):
                yield Invalid(
                    "prediction.compound",
                    compound,
                    f"it stands in another sentence than {uid}, which is in it too",
                    "Set it to null: one compound is coordinated in one sentence",
                )
                return


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
