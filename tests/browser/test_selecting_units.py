"""Where passages may begin and end, worked out in Chromium and held against Python's answers."""

import json
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from annotations.spans import SpanError, trim
from annotations.spans.sentence import sentences

pytestmark = pytest.mark.browser

TEXTS = {
    "English, with abbreviations": (
        'Gen. Dunford met the U.S. Navy. "No end!" said Mr. Abe... Is it? Yes.'
    ),
    "after an emoji family": "👩‍👩‍👧 Tokyo 😀. \u00a0Moscow waits.",
    "flags and skin tones": "🇷🇺🇯🇵 agreed 👋🏽! 🇺🇸 did not.",
    "combining marks": "Le cafe\u0301 a\u0328\u0301 ferme\u0301. E\u0301te\u0301 \u0301x.",
    "Arabic": "قال الوزير: لن نوقع. هل سيعود؟ نعم، ربما.",
    "Hebrew with points": "שָׁלוֹם עוֹלָם. הַאִם? כן.",
    "Devanagari": "क्षत्रिय हिन्दी में है। वह जाएगा॥ शायद।",
    "Thai": "รัฐบาลไทยจะลงนามในสนธิสัญญา ปีหน้า",
    "Japanese": "東京は署名しない。「いつか？」と彼は言った。ロシアは待つ。",
    "soft hyphen and no-break space": "co\u00adoperation\u00a0goes on.\u00a0 So it is.",
    "line separator": "first\u2028second. Third\u2028",
    "spaces that carry marks": " \u0301a \u0301",
    "two paragraphs": "One. Two.\n\nThree in\nthree lines. four.\n\n😀 Five.",
}

# Of each text, the letters as people see them, where they are more than one code point.
LETTERS = {
    "after an emoji family": ["👩‍👩‍👧"],
    "flags and skin tones": ["🇷🇺", "🇯🇵", "👋🏽", "🇺🇸"],
    "combining marks": ["e\u0301", "a\u0328\u0301", "e\u0301", "E\u0301", "e\u0301", " \u0301"],
    "Devanagari": ["क्ष", "त्रि", "हि", "न्दी", "में", "है", "जा", "गा", "शा"],
    "spaces that carry marks": [" \u0301", " \u0301"],
}

WORDS = {
    "Japanese": ["東京", "は", "署名"],
    "Thai": ["รัฐบาล", "ไทย"],
    "soft hyphen and no-break space": ["co\u00adoperation", "goes", "on", "So"],
    "Hebrew with points": ["שָׁלוֹם", "עוֹלָם"],
}

UNITS = ["letter", "word", "sentence", "paragraph"]

START = """async texts => {
  const at = name => import(`/static/annotations/workbench/${name}.js`);
  const [{Text}, {Boundaries}, {trimmed}, {sentencesOf}, stretches] = await Promise.all(
    ["text", "boundaries", "trimming", "sentences", "stretches"].map(at));
  Object.assign(window, {Text, Boundaries, trimmed, sentencesOf, stretches});
}"""


@pytest.fixture
def run(visit: Callable[..., Page]) -> Callable[..., Any]:
    """Run a function of JavaScript that has the modules; text goes over as JSON."""
    page = visit("/healthz", bypass_csp=True)
    page.evaluate(START)

    def running(script: str, *given: Any) -> Any:
        return page.evaluate(f"given => ({script})(...JSON.parse(given))", json.dumps(given))

    return running


def _trimmed(text: str, start: int, end: int) -> list[int] | None:
    """What the server makes of a stretch of a text."""
    try:
        extent = trim(text, start, end)
    except SpanError:
        return None
    return [extent.start, extent.end]


def test_white_space_is_trimmed_as_the_server_trims_it(run: Callable[..., Any]) -> None:
    for text in TEXTS.values():
        pairs = list(combinations(range(len(text) + 1), 2))
        found = run(
            """(words, pairs) => {
              const text = new Text(words);
              return pairs.map(([start, end]) => {
                const found = trimmed(words, text.toUtf16(start), text.toUtf16(end));
                return found && [text.toCodePoints(found.start), text.toCodePoints(found.end)];
              });
            }""",
            text,
            pairs,
        )
        here = {pair: _trimmed(text, *pair) for pair in pairs}
        assert dict(zip(pairs, found, strict=True)) == here


def test_sentences_are_those_that_the_server_finds(run: Callable[..., Any]) -> None:
    counts = []
    for text in [words for name, words in TEXTS.items() if name != "spaces that carry marks"]:
        found = run(
            """words => new Text(words).paragraphs.flatMap(({words}) => sentencesOf(words).map(
              sentence => words.slice(sentence.start, sentence.end)))""",
            text,
        )
        assert found == [text[start:end] for start, end in sentences(text)]
        counts.append(len(found))
    assert counts == [4, 2, 1, 2, 3, 2, 3, 1, 4, 2, 2, 4]


def test_the_edges_of_letters_cut_nothing_and_leave_nothing_out(run: Callable[..., Any]) -> None:
    for name, text in TEXTS.items():
        letters = run(
            """words => {
              const text = new Text(words);
              const boundaries = new Boundaries(text);
              const found = [];
              for (let place = 0; place < words.length; ) {
                const letter = boundaries.at(place, "letter");
                if (letter) found.push(words.slice(letter.start, letter.end));
                place = letter ? letter.end : place + 1;
              }
              return found;
            }""",
            text,
        )
        assert "".join(letters) == text.replace("\n\n", "")
        if name in LETTERS:
            assert [letter for letter in letters if len(letter) > 1] == LETTERS[name]


def test_words_are_those_of_the_language(run: Callable[..., Any]) -> None:
    for name, expected in WORDS.items():
        words = run(
            """words => {
              const boundaries = new Boundaries(new Text(words));
              const found = [];
              for (let caret = 0; caret < words.length; ) {
                caret = boundaries.next(caret, "word", 1);
                const word = boundaries.at(caret - 1, "word");
                if (word) found.push(words.slice(word.start, word.end));
              }
              return found;
            }""",
            TEXTS[name],
        )
        assert words[: len(expected)] == expected


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_snapped_only_grows_and_stays_when_snapped_again(
    run: Callable[..., Any], unit: str
) -> None:
    wrong = run(
        """(texts, unit) => texts.flatMap(words => {
          const boundaries = new Boundaries(new Text(words));
          const wrong = [];
          for (let start = 0; start < words.length; start += 1) {
            for (let end = start + 1; end <= words.length; end += 1) {
              const place = boundaries.snap(start, end, unit);
              const bare = trimmed(words, start, end);
              if (!place && bare) wrong.push([start, end]);
              if (!place) continue;
              const shrunk = bare && (place.start > bare.start || place.end < bare.end);
              const again = boundaries.snap(place.start, place.end, unit);
              const moved = again.start !== place.start || again.end !== place.end;
              if (shrunk || moved) wrong.push([start, end, place]);
            }
          }
          return wrong;
        })""",
        list(TEXTS.values()),
        unit,
    )
    assert wrong == []


@pytest.mark.parametrize("unit", UNITS)
def test_a_caret_that_goes_to_the_end_and_back_never_stands_still(
    run: Callable[..., Any], unit: str
) -> None:
    walks = run(
        """(texts, unit) => texts.map(words => {
          const boundaries = new Boundaries(new Text(words));
          const walk = (place, step, last) => {
            const found = [place];
            while (place !== last) found.push(place = boundaries.next(place, unit, step));
            return found;
          };
          return [walk(0, 1, words.length), walk(words.length, -1, 0), words.length];
        })""",
        list(TEXTS.values()),
        unit,
    )
    for forward, back, length in walks:
        assert forward == sorted(set(forward))
        assert back == sorted(set(back), reverse=True)
        assert (forward[-1], back[-1]) == (length, 0)
        if unit == "letter":
            assert forward == back[::-1]


def test_a_selection_grows_from_word_to_paragraph_and_leaves_the_full_stop_out(
    run: Callable[..., Any],
) -> None:
    text = "The U.S. Navy sails. Japan may wait until May 7? Nobody knows...\n\nThe end."
    grown = run(
        """words => {
          const boundaries = new Boundaries(new Text(words));
          const found = [];
          let place = {start: words.indexOf("sails") + 2, end: words.indexOf("sails") + 2};
          for (let step = 0; step < 4; step += 1) {
            place = boundaries.grow(place);
            found.push(words.slice(place.start, place.end));
          }
          const inside = boundaries.shrink(place, place.start);
          return [...found, words.slice(inside.start, inside.end)];
        }""",
        text,
    )
    paragraph = text.split("\n\n")[0]
    assert grown == ["sails", "The U.S. Navy sails", paragraph, paragraph, "The U.S. Navy sails"]


STOPS = {
    "It goes on.": "It goes on",
    "Does it?": "Does it?",
    "So it seems...": "So it seems...",
    "He came from the U.S.": "He came from the U.S.",
    "“It ends.”": "“It ends.”",
    "署名しない。": "署名しない",
    "वह जाएगा।": "वह जाएगा",
}


def test_a_sentence_is_selected_without_its_full_stop_only(run: Callable[..., Any]) -> None:
    kept = run(
        """sentences => sentences.map(words => {
          const {start, end} = new Boundaries(new Text(words)).at(1, "sentence");
          return words.slice(start, end);
        })""",
        list(STOPS),
    )
    assert kept == list(STOPS.values())


PARTS = [
    ([(10, 14), (0, 3)], [(0, 3), (10, 14)]),
    ([(0, 3), (3, 8)], [(0, 8)]),
    ([(0, 5), (2, 4)], [(0, 5)]),
    ([(0, 5), (3, 8), (20, 25)], [(0, 8), (20, 25)]),
    ([(0, 3), (4, 9)], [(0, 9)]),  # only a space between them
    ([(11, 13), (15, 18)], [(11, 13), (15, 18)]),  # a paragraph's break between them
]


def test_parts_are_put_in_order_and_joined_where_they_touch(run: Callable[..., Any]) -> None:
    found = run(
        """(words, rows) => rows.map(parts => stretches
          .inOrder(parts.map(([start, end]) => ({start, end})), words)
          .map(({start, end}) => [start, end]))""",
        "one twoo xy.z\n\nabc defg hijk lm",
        [parts for parts, _ordered in PARTS],
    )
    assert found == [[list(part) for part in ordered] for _parts, ordered in PARTS]
