"""Whether a place is the passage's: how alike the words are, and what else speaks for the place.

Two axes, never one sum: words that are alike prove nothing where a near twin has them too, and
context proves nothing where other words were put in. All thresholds were tuned on the development
corpus of seeded edits (`annotations.benchmarking.reanchoring`), not on the held-out one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.spans.fitting import Fit

Quality = Literal["exact", "edited", "uncertain"]

# Context: shares of one side that stand there, of both together, and of words times context.
STRONG = 0.6
VERY_STRONG = 0.95
BOTH = 1.3
PROVEN = 0.7  # asked of a passage that is not long

# How alike words are.
GONE_ALIKE = 0.25  # less, and they are others
HELD = 0.4  # enough where the context stands all around, and nothing can be a twin
MOVED = 0.75  # enough where nothing else tells of it

# Rivals: by what share of the best score it must be ahead, and more so in a text that is repetitive
# since two places beside the best have that share of its score; the score where all is as it was.
AHEAD = 0.1
FAR_AHEAD = 0.2
ALIKE_PLACES = 0.65
FULL = 0.97

# The hint: within how many characters a place is near; the share of its score that a place loses
# that is far; of two equal places, how much nearer one must be.
NEAR = 500
FAR = 5_000
DISTANCE = 0.2
NEARER = 2

# Letters of a passage: said once in so many, it is hardly said by chance.
SHORT = 12
LONG = 25
VERY_LONG = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fit and what it is worth: `alike` and `score`, 0 to 1; `alike` is 1 for the same words."""

    fit: Fit
    alike: float
    score: float
    near: int  # characters from where the hint would have it; 0 where there is no hint

    @property
    def worth(self) -> float:
        """The score, a little less where the place is far from the hint."""
        return self.score * (1 - DISTANCE * min(1.0, self.near / FAR))

    @property
    def strongest(self) -> float:
        """The better side of the context."""
        return max(self.fit.before or 0.0, self.fit.after or 0.0)

    @property
    def weakest(self) -> float:
        sides = [side for side in (self.fit.before, self.fit.after) if side is not None]
        return min(sides, default=0.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The place decided upon."""

    candidate: Candidate
    quality: Quality
    confidence: float


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the passage beside where it could stand.

    `weight`: its letters, those of scripts without spaces double. `copies`: how often the very
    words stand in the text. `gone`: what was before it now stands next to what was after it.
    `only_new`: all places are known not to have been there before, so that none can be a copy or a
    twin that the old text had.
    """

    weight: int
    copies: int
    has_context: bool
    hinted: bool
    gone: bool
    only_new: bool

    @property
    def vetoed(self) -> bool:
        """Whether the passage is rather deleted than found elsewhere."""
        return self.gone and not self.only_new


def score(alike: float, fit: Fit) -> float:
    """What a place is worth against its rivals: context counts as far as the words are alike."""
    before = 0.5 if fit.before is None else fit.before
    after = 0.5 if fit.after is None else fit.after
    return alike * (0.4 + 0.3 * before + 0.3 * after)


def is_gone(candidates: Sequence[Candidate], length: int) -> bool:
    """Whether what stood before the passage now stands next to what stood after it."""
    return any(
        candidate.alike < GONE_ALIKE
        and (candidate.fit.before or 0) >= STRONG
        and (candidate.fit.after or 0) >= STRONG
        and candidate.fit.gap <= 2 + length // 3
        for candidate in candidates
    )


def decide(candidates: Sequence[Candidate], known: Known) -> Verdict | None:
    """Return the place, if any can be told, and how sure that is."""
    ranked = sorted(
        (candidate for candidate in candidates if candidate.alike >= GONE_ALIKE),
        key=lambda candidate: (-round(candidate.worth, 3), candidate.near),
    )
    if not ranked:
        return None
    first = ranked[0]
    # Of several ways to draw the ends of one place, the one that holds the very words.
    here = [candidate for candidate in ranked if _overlap(first.fit, candidate.fit)]
    best = max(here, key=lambda candidate: (candidate.alike == 1.0, candidate.score))
    rivals = _rivals(first, ranked)
    ahead = best.score - max((rival.score for rival in rivals), default=0.0)
    quality = (_of_exact if best.alike == 1.0 else _of_edited)(
        best, known, _is_told_apart(best, rivals, known)
    )
    if quality is None:
        return None
    sure = best.alike * (0.5 + 0.3 * best.strongest + 0.2 * min(1.0, max(0.0, 4 * ahead)))
    return Verdict(best, quality, round(sure if quality != "uncertain" else sure / 2, 3))


def _rivals(first: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate of each other place."""
    rivals: list[Candidate] = []
    for other in ranked:
        if not any(_overlap(other.fit, one.fit) for one in (first, *rivals)):
            rivals.append(other)
    return rivals


def _is_told_apart(best: Candidate, rivals: Sequence[Candidate], known: Known) -> bool:
    """Whether no other place is nearly as good.

    In a text that says the same in many places, "better" proves nothing: the passage may be gone
    from among its like. There all must be as it was, in one place only.
    """
    repetitive = sum(rival.score >= ALIKE_PLACES * best.score for rival in rivals) > 1
    if repetitive and best.near > NEAR:
        return False
    if best.score >= FULL:
        full = [rival for rival in rivals if rival.score >= FULL]
        return all(known.hinted and best.near * NEARER <= rival.near for rival in full)
    ahead = FAR_AHEAD if repetitive else AHEAD
    return all(rival.score <= (1 - ahead) * best.score for rival in rivals)


def _of_exact(best: Candidate, known: Known, ahead: bool) -> Quality | None:
    if not known.has_context:
        if known.copies == 1 and known.weight >= LONG:
            return "exact"
        return "uncertain" if known.copies == 1 or known.hinted else None
    told = best.strongest >= VERY_STRONG or best.strongest + best.weakest >= 2 * PROVEN
    if told or (best.strongest >= STRONG and known.weight >= LONG):
        return "exact" if ahead else "uncertain"
    if best.strongest >= STRONG:
        return "uncertain"
    if known.copies == 1 and known.weight >= (VERY_LONG if known.vetoed else LONG):
        return "exact"
    if known.copies == 1 and known.hinted and not known.vetoed and known.weight >= SHORT:
        return "exact" if best.near <= NEAR else "uncertain"
    if known.weight >= LONG or (known.weight >= SHORT and known.copies == 1 and not known.vetoed):
        return "uncertain"
    return None


def _of_edited(best: Candidate, known: Known, ahead: bool) -> Quality | None:
    if known.only_new and best.weakest >= VERY_STRONG and best.alike >= HELD and ahead:
        return "edited"
    both = best.strongest + best.weakest >= BOTH
    if both or best.strongest >= VERY_STRONG:
        sure = 0.5 if both else 0.6
        proof = best.alike * (best.strongest + best.weakest) / 2
        if best.alike >= sure and ahead and (known.weight >= VERY_LONG or proof >= PROVEN):
            return "edited"
        return "uncertain" if best.alike >= sure - 0.2 else None
    if best.strongest >= STRONG and best.alike >= 0.5:
        return "uncertain"
    moved = known.weight >= VERY_LONG and best.alike >= MOVED
    if moved and known.only_new and ahead:
        return "edited"
    unvetoed = known.weight >= LONG and best.alike >= 0.6 and not known.vetoed
    return "uncertain" if moved or unvetoed else None


def _overlap(one: Fit, other: Fit) -> bool:
    return one.start < other.end and other.start < one.end
