"""Whether a few words are the names of people, as a byline gives them."""

import re
import unicodedata

# fmt: off
PARTICLES = frozenset({
    "af", "al", "ap", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di",
    "do", "dos", "du", "el", "ibn", "la", "le", "los", "ten", "ter", "van", "von", "y", "zu",
})
# fmt: on
MOST_WORDS = 5
BETWEEN_NAMES = re.compile(r"\s*;\s*|\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
BETWEEN_AUTHORS = re.compile(r"\s*[;|]\s*|\s+(?:and|&)\s+")


def names(text: str) -> tuple[str, ...]:
    """The people that `text` consists of ("A. Author and B. Writer"), or () if it is more.

    An affiliation after a comma that begins with "The" is passed over.
    """
    parts = [part for part in BETWEEN_NAMES.split(text.strip()) if part]
    people = tuple(part for part in parts if not part.startswith("The "))
    return people if people and all(is_name(part) for part in people) else ()


def people(text: str) -> tuple[str, ...]:
    """The people of a field that is known to name its authors, in whatever form of name.

    "Ann Author, Ben Writer" are two; "Author, Ann" is one, as bibliographies write.
    """
    parts = [part for part in BETWEEN_AUTHORS.split(text.strip()) if part]
    return tuple(
        person
        for part in parts
        for person in (names(part) if all(map(is_full_name, names(part))) else ()) or (part,)
    )


def is_name(text: str) -> bool:
    """Whether `text` has the form of one person's name: capitalised words, perhaps particles."""
    words = text.split()
    return (
        1 <= len(words) <= MOST_WORDS
        and words[0] not in {"The", "A", "An"}
        and words[-1] not in PARTICLES
        and all(word in PARTICLES or _is_name_word(word) for word in words)
    )


def is_full_name(text: str) -> bool:
    """Whether `text` is a name of at least two words, for places where anything might stand."""
    return is_name(text) and len(text.split()) >= 2


def _is_name_word(word: str) -> bool:
    # Scripts without capitals (category Lo) pass: nothing there tells a name from another word.
    first = word[0]
    return (first.isupper() or unicodedata.category(first) == "Lo") and all(
        character.isalpha() or unicodedata.category(character)[0] == "M" or character in "-'’."
        for character in word
    )
