"""How the words of an annotation are shown."""

import pytest

from annotations.models import Span
from annotations.quoting import excerpt, plain, quotation, words_of
from sourcelib.models import Article

TEXT = 'Talks stalled. If Tokyo waits, Moscow will act, and "Beijing" may follow. It is late.'


def span(words, role="body", part=1):
    start = TEXT.index(words)
    end = start + len(words)
    return Span(
        role=role,
        part=part,
        start=start,
        end=end,
        exact=words,
        prefix=TEXT[max(0, start - 32) : start],
        suffix=TEXT[end : end + 32],
    )


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([span("Talks stalled")], "Talks stalled."),
        ([span("Moscow will act")], "… Moscow will act …"),
        ([span("It is late.")], "It is late."),
        (
            [span("If Tokyo waits", "condition"), span("Moscow will act")],
            "[If Tokyo waits], Moscow will act …",
        ),
        (
            [span("If Tokyo waits, Moscow will act"), span("If Tokyo waits", "condition")],
            "[If Tokyo waits], Moscow will act …",
        ),
        (
            [span("If Tokyo waits", "condition"), span('"Beijing" may follow')],
            '[If Tokyo waits] … "Beijing" may follow.',
        ),
        ([span("Moscow will act"), span("may follow", part=2)], "… Moscow will act … may follow."),
        ([], ""),
    ],
)
def test_the_condition_is_set_apart_and_gaps_are_told(spans, shown):
    pieces = quotation(spans)
    text = "".join(f"[{piece.text}]" if piece.condition else piece.text for piece in pieces)

    assert " ".join(text.split()) == shown


def test_words_that_may_not_be_shown_are_not():
    assert excerpt(Article(display="metadata"), [span("Talks stalled")]) == []
    assert plain(excerpt(Article(display="excerpts"), [span("Talks stalled")])) == "Talks stalled."


def test_words_of_one_role_are_joined():
    spans = [span("will", "likelihood"), span("may", "likelihood", 2), span("Moscow will act")]

    assert words_of(spans, "likelihood") == "will … may"
