"""How much is shown of the words before and after a passage."""

import pytest

from annotations.interchange.w3c.targets import around
from annotations.models import Span

TEXT = "One stays. Tokyo, they said, hesitated for a decade and more. Another one comes after it."


def span(text, words):
    start = text.index(words)
    end = start + len(words)
    return Span(
        start=start,
        end=end,
        exact=words,
        prefix=text[max(0, start - 64) : start],
        suffix=text[end : end + 64],
    )


def test_in_full_32_code_points_on_each_side():
    text = "🗻" * 40 + "words" + "海" * 40
    assert around("full", span(text, "words")) == ("🗻" * 32, "海" * 32)


def test_nothing_of_a_source_whose_words_are_withheld():
    assert around("metadata", span(TEXT, "hesitated")) == ("", "")


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        (TEXT, "hesitated", "Tokyo, they said, ", " for a decade and more."),
        (TEXT, "hesitated for a decade and more.", "Tokyo, they said, ", ""),
        (TEXT, "Tokyo", "", ", they said, hesitated for a dec"),
        (TEXT, "One stays", "", "."),
        ("He said “No.” Then he left.", "“No.”", "He said ", ""),
        ("He said “no.” Then he left.", "no", "He said “", ".”"),
        ("First paragraph\n\nwords here\n\nLast paragraph", "words", "", " here"),
        ("First one。東京は迷った。次の文。", "東京は迷った", "", "。"),
        ("words alone", "words alone", "", ""),
    ],
)
def test_of_excerpts_what_stands_in_the_same_sentence(text, words, before, after):
    assert around("excerpts", span(text, words)) == (before, after)
