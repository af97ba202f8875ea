"""The head of the margin: all predictions of a source in order, with what became of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from annotations.models import Verdict
from annotations.pages.reader.fate import Fate, kind_name
from annotations.pages.reader.statements import Said
from annotations.pages.reader.wording import gettext as _


@dataclass(frozen=True, slots=True)
class Cell:
    """One prediction; `label` says in words what shape, colour and frame say."""

    number: int
    href: str
    shape: str
    by_rule: bool
    label: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """`tally`: counts, fates and their shapes in the order of states; `review`, `rule` explain."""

    cells: list[Cell]
    tally: list[tuple[int, str, str]]
    review: str
    rule: bool


_ORDER = [str(state) for state in Verdict.State]


def ledger(
    predictions: list[Said], fates: Mapping[int, Fate | None], hrefs: Mapping[str, str]
) -> Ledger:
    """Return the ledger; `hrefs` tell where the card of a statement is, by its uid."""
    cells: list[Cell] = []
    counts: Counter[str] = Counter()
    told_as: dict[str, tuple[str, str]] = {}
    reviews: Counter[str] = Counter()
    for said in predictions:
        fate = fates[said.pk]
        if fate is None:
            continue
        wording = (
            _("%(prediction)s: %(fate)s, by the five-year rule")
            if fate.by_rule
            else _("%(prediction)s: %(fate)s")
        )
        told = fate.label[:1].lower() + fate.label[1:]
        label = wording % {"prediction": kind_name(said.kind, said.number), "fate": told}
        cells.append(Cell(said.number, hrefs[said.uid], fate.shape, fate.by_rule, label))
        counts[fate.key] += 1
        told_as[fate.key] = told, fate.shape
        if fate.reviewed:
            reviews[fate.reviewed] += 1
    tally = sorted(counts, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER))
    return Ledger(
        cells,
        [(counts[key], *told_as[key]) for key in tally],
        _reviewed(reviews),
        any(cell.by_rule for cell in cells),
    )


def _reviewed(reviews: Counter[str]) -> str:
    single = reviews[Verdict.Review.SINGLE]
    if not single:
        return _("All confirmed.") if reviews else ""
    if single == reviews.total():
        return _("Single-reviewed.")
    return _("%(single)d of %(all)d single-reviewed.") % {
        "single": single,
        "all": reviews.total(),
    }
