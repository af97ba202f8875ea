"""What a browser posts of the judging page, and what its form holds then."""

import datetime

from django.urls import reverse

LATER = datetime.date(2023, 6, 1)


def address(annotation) -> str:
    return reverse("admin:annotations_judge", args=[annotation.uid])


def typed(annotation, standing=None, pieces=(), **changes) -> dict[str, str]:
    """What a browser posts of a form that was filled in."""
    form = {
        "version": annotation.version,
        "standing": standing.uid if standing else "",
        "state": "came-true",
        "event_date": "2022-03",
        "reason": "It waited, and acted in the spring.",
        "confidence": "high",
        "pieces": len(pieces),
    }
    for number, piece in enumerate(pieces):
        form |= {f"e{number}-{name}": value for name, value in piece.items()}
    return form | changes


def of_passage(annotation, words="Moscow waited until the spring of 2022") -> dict[str, str]:
    return {"passage": str(annotation.uid), "words": words, "bears": "outcome"}


OUTSIDE = {
    "bears": "outcome",
    "source": "Wire report",
    "date": "2022-03-21",
    "reports": "The ministry announced the end of the talks.",
    "words": "",
    "url": "https://example.org/talks",
    "key": "talks-end",
}


def pieces_of(work) -> list[tuple[str, str]]:
    """The source and words of the pieces in the form, as they stand there."""
    return [
        (str(one["source"].value() if not one.of_passage else ""), str(one["words"].value() or ""))
        for one in work.pieces
    ]
