"""What connects and follows up the annotations: relations, verdicts, propositions."""

import datetime
from collections.abc import Iterator, Sequence
from random import Random

from annotations.generation import vocabulary
from annotations.generation.cast import Cast, Record, uid
from annotations.generation.recording import TODAY, Made, time_of

KINDS = ("supports", "supports", "supports", "restates", "evidence-for", "contradicts")
OUTCOMES = ("came-true", "did-not-come-true", "partly", "condition-not-met")
REASONS = {
    "came-true": "It happened as summarised.",
    "did-not-come-true": "By that day the opposite was settled.",
    "partly": "A weaker form of it happened.",
    "condition-not-met": "The condition was not fulfilled by then.",
    "cannot-be-determined": "Whether it happened is itself disputed.",
    "still-open": "It can still happen.",
    "supported": "The records bear it out.",
    "contradicted": "The records say otherwise.",
    "mixed": "Part of it is borne out.",
}
CONFIRMED = 0.35  # the share of verdicts that a second person has confirmed
CHECKABLE = frozenset({"factual", "causal"})  # kinds of claims that records could settle


def relations(
    seed: int, random: Random, own: Sequence[Made], before: Sequence[Made]
) -> list[Record]:
    """Relate some claims and predictions of a source to one another, some to earlier sources."""
    made: dict[tuple[str, str, str], Record] = {}
    if len(own) < 2:
        return []
    for _ in range(len(own) // 3):
        one = random.choice(own)
        across = bool(before) and random.random() < 0.2
        other = random.choice(before if across else own)
        if one.uid == other.uid:
            continue
        kind = random.choice(KINDS)
        if across and other.kind == "prediction" and random.random() < 0.5:
            kind = "resolves"
        key = (one.uid, other.uid, kind)
        made[key] = {
            "type": "relation",
            "uid": uid(seed, "relation", *key),
            "from": one.uid,
            "to": other.uid,
            "kind": kind,
            "reason": vocabulary.RELATION_REASONS[kind],
            "created_at": time_of(one.date + datetime.timedelta(days=5)),
        }
    return list(made.values())


def verdicts(
    seed: int, random: Random, own: Sequence[Made], before: Sequence[Made]
) -> Iterator[Record]:
    """Judge some of a source's predictions that can have been judged by now, check some claims.

    `before` are claims and predictions of earlier sources: one of theirs may be judged by a claim
    of this source, and that verdict then supersedes the one before it.
    """
    for made in own:
        if not made.public:
            continue
        if made.kind == "prediction" and random.random() < 0.6:
            yield from _verdict(seed, random, made, None)
        elif made.said.kind in CHECKABLE and random.random() < 0.05:
            yield _check(seed, random, made)
    passages = [made for made in own if made.kind == "claim" and made.public]
    for made in before:
        if passages and made.kind == "prediction" and made.public and random.random() < 0.02:
            yield from _verdict(seed, random, made, random.choice(passages))


def _verdict(seed: int, random: Random, prediction: Made, passage: Made | None) -> Iterator[Record]:
    """Yield the verdict on a prediction, unless hardly any time has passed since it was made."""
    open_yet = prediction.deadline is None or prediction.deadline > TODAY
    last = TODAY if open_yet or prediction.deadline is None else prediction.deadline
    if passage is not None:
        last = min(last, passage.date)
    days = (last - prediction.date).days
    if days < 30:
        return
    state = random.choices((*OUTCOMES, "cannot-be-determined"), (40, 30, 12, 6, 12))[0]
    if open_yet and passage is None and random.random() < 0.4:
        state = "still-open"
    if state == "condition-not-met" and not prediction.said.condition:
        state = "did-not-come-true"
    happened = prediction.date + datetime.timedelta(days=random.randint(1, days))
    condition = ""
    if prediction.said.condition and state in OUTCOMES:
        condition = "no" if state == "condition-not-met" else "yes"
    yield _judged(seed, random, prediction, passage, state, happened, condition)


def _check(seed: int, random: Random, claim: Made) -> Record:
    state = random.choice(("supported", "supported", "contradicted", "mixed"))
    return _judged(seed, random, claim, None, state, claim.date, "")


def _judged(
    seed: int,
    random: Random,
    made: Made,
    passage: Made | None,
    state: str,
    happened: datetime.date,
    condition: str,
) -> Record:
    read = passage.date if passage is not None else happened  # no verdict before its evidence
    decided = TODAY - datetime.timedelta(days=random.randint(1, 60))
    decided = max(decided, happened, made.decided, read)
    verdict = uid(seed, "verdict", made.uid, passage.uid if passage is not None else "")
    dated = state in OUTCOMES
    open_state = state in {"still-open", "cannot-be-determined"}
    confirmed = random.random() < CONFIRMED
    supersedes, made.verdict, made.decided = made.verdict, verdict, decided
    return {
        "type": "verdict",
        "uid": verdict,
        "annotation": made.uid,
        "state": state,
        "event_date": happened.isoformat() if dated else None,
        "event_date_precision": "day" if dated else "unknown",
        "decided_on": decided.isoformat(),
        "reason": REASONS[state],
        "confidence": random.choice(("high", "medium", "low")),
        "condition_met": condition,
        "condition_met_on": None,
        "judged_version": 1,
        "judged_summary": made.said.summary,
        "review": "confirmed" if confirmed else "single-reviewed",
        "proposed_at": time_of(decided),
        "confirmed_at": time_of(decided, 15) if confirmed else None,
        "published_at": time_of(decided, 15) if confirmed else time_of(decided),
        "declined_at": None,
        "declined_reason": "",
        "supersedes": supersedes,
        "evidence": [] if open_state else [_evidence(seed, random, verdict, happened, passage)],
    }


def _evidence(
    seed: int, random: Random, verdict: str, happened: datetime.date, passage: Made | None
) -> Record:
    outside = passage is None
    return {
        "uid": uid(seed, "evidence", verdict),
        "position": 1,
        "bears": "outcome",
        "passage": None if passage is None else passage.uid,
        "key": f"report-{happened.isoformat()}" if outside else "",
        "source": random.choice(vocabulary.EVIDENCE_SOURCES) if outside else "",
        "url": "",
        "reports": "The decision was announced on that day." if outside else "",
        "words": "" if passage is None else passage.words,
        "date": (happened if passage is None else passage.date).isoformat(),
        "date_precision": "day",
    }


class Propositions:
    """Sentences that claims and predictions of many sources assert or deny.

    One for each topic and state; the members are gathered as the sources come.
    """

    def __init__(self, seed: int, cast: Cast) -> None:
        self.seed = seed
        self.cast = cast
        self.members: dict[tuple[str, str], list[Record]] = {}

    def gather(self, random: Random, own: Sequence[Made]) -> None:
        """Let about a tenth of a source's claims and predictions speak to a proposition."""
        for made in own:
            if made.said.topic and random.random() < 0.1:
                position = random.choices(("supports", "opposes", "neutral"), (80, 12, 8))[0]
                state = random.choice(self.cast.states).name
                self.members.setdefault((made.said.topic, state), []).append(
                    {
                        "annotation": made.uid,
                        "position": position,
                        "note": "It leaves the question open." if position == "neutral" else "",
                    }
                )

    def records(self) -> Iterator[Record]:
        """Yield the propositions with all their members."""
        slugs = {name: topic.slug for name, topic in self.cast.topics.items()}
        for number, ((topic, state), members) in enumerate(sorted(self.members.items())):
            yield {
                "type": "proposition",
                "uid": uid(self.seed, "proposition", topic, state),
                "slug": f"{slugs[topic]}-settlement-{self.seed}-{number}",
                "text": f"{state} gains from settlement {self.seed} on {topic.lower()}.",
                "kind": "evaluative",
                "former_slugs": [],
                "topics": [self.cast.topics[topic].uid],
                "members": members,
            }
