"""The classes of edits: what each is called, what it does to which passages, and how hard it is.

A class is harder where text.md says so: the passage moved and edited, half of it deleted, half of
its words exchanged, several things at once; and every class is, in a text of boilerplate.
"""

from dataclasses import dataclass
from typing import Literal

from annotations.benchmarking.reanchoring import deleting, rearranging, rewording, typography
from annotations.benchmarking.reanchoring.plans import Edit

ANY = ("name", "phrase", "sentence", "sentences")
LONGER = ("phrase", "sentence", "sentences")
SENTENCES = ("sentence", "sentences")
ONE = ("name", "phrase", "sentence")
EVERY_LANGUAGE = ("en", "ru", "ja")


Hint = Literal["right", "none", "wrong"]


@dataclass(frozen=True, slots=True)
class EditClass:
    """`prepare` alters the text before the passage's revision is fixed. An edit of the `whole` text
    is made for one passage, and the truth of others follows from it. Where the `hint` is not right,
    or there is no `context`, only the quote is asked for: two revisions would be the same."""

    name: str
    edit: Edit
    kinds: tuple[str, ...] = ANY
    harder: bool = False
    languages: tuple[str, ...] = EVERY_LANGUAGE
    prepare: Edit | None = None
    whole: bool = False
    hint: Hint = "right"
    context: bool = True


SPACED = ("en", "ru")

CLASSES: tuple[EditClass, ...] = (
    # where it was
    EditClass("unchanged, shifted by paragraphs before", rearranging.shifted),
    EditClass("unchanged, place unknown", rearranging.unchanged, hint="none"),
    EditClass("unchanged, place misgiven", rearranging.unchanged, hint="wrong"),
    EditClass("unchanged, context unknown", rearranging.unchanged, SENTENCES, context=False),
    EditClass("context rewritten around it", rearranging.context_rewritten, LONGER),
    EditClass("words before it deleted", rearranging.before_deleted),
    EditClass("words after it deleted", rearranging.after_deleted),
    EditClass("sentence before it put after it", rearranging.neighbours_moved_in_between, ONE),
    EditClass("pull quote added", rearranging.pull_quote, LONGER),
    EditClass("pull quote added, slip mended", rearranging.pull_quote_and_slip_mended, LONGER),
    EditClass("corrected, old words in a note", rearranging.corrected_with_a_note, LONGER),
    # set, encoded or scanned otherwise
    EditClass("upper-cased", typography.upper_cased, languages=SPACED),
    EditClass("small capitals", typography.small_capitals, languages=("en",)),
    EditClass("typographic marks", typography.typographic_marks, LONGER),
    EditClass("soft hyphens", typography.soft_hyphens, languages=SPACED),
    EditClass("decomposed letters", typography.decomposed, languages=("ru", "ja")),
    EditClass("other spaces", typography.odd_spaces, languages=SPACED),
    EditClass("ligatures", typography.ligatures, languages=("en",)),
    EditClass("ё and й without marks", typography.without_yo, languages=("ru",)),
    EditClass("full width and half width", typography.full_width),
    EditClass("half-width kana", typography.half_width_kana, languages=("ja",)),
    EditClass("hiragana as katakana", typography.other_kana, languages=("ja",)),
    EditClass("other punctuation", typography.other_punctuation, languages=("ja",)),
    EditClass("lines wrapped", typography.wrapped, languages=SPACED),
    EditClass("sentences made paragraphs", typography.broken_into_paragraphs),
    EditClass("paragraphs joined", typography.joined_to_one_paragraph),
    EditClass("scanned, some misread", typography.scanned(0.04)),
    EditClass("scanned, much misread", typography.scanned(0.15), harder=True),
    EditClass("signs of emphasis", typography.marked_up, LONGER),
    EditClass("footnote marks", typography.footnote_marks, LONGER),
    # reworded
    EditClass("slip mended", rewording.slip_mended),
    EditClass("words inserted", rewording.words_inserted),
    EditClass("parenthesis inserted", rewording.parenthesis_inserted, LONGER),
    EditClass("long insertion", rewording.long_insertion, SENTENCES, harder=True),
    EditClass("words deleted", rewording.words_deleted),
    EditClass("name corrected", rewording.name_corrected, LONGER),
    EditClass("number corrected", rewording.number_corrected, LONGER),
    EditClass("synonyms", rewording.synonyms, LONGER),
    EditClass("negated", rewording.negated, LONGER),
    EditClass("sentence split", rewording.sentence_split, SENTENCES),
    EditClass("sentences joined", rewording.sentences_joined, SENTENCES),
    EditClass("name in Latin letters", rewording.latin_letters, LONGER, languages=("ru",)),
    EditClass("clauses swapped", rewording.clauses_swapped, SENTENCES, harder=True),
    EditClass("half reworded", rewording.half_reworded, SENTENCES, harder=True),
    EditClass("several edits at once", rewording.several_at_once, LONGER, harder=True),
    EditClass("first half deleted", deleting.first_half_deleted, SENTENCES, harder=True),
    EditClass("second half deleted", deleting.second_half_deleted, SENTENCES, harder=True),
    # moved
    EditClass("paragraph moved", rearranging.paragraph_moved),
    EditClass("sentence moved", rearranging.sentence_moved, ONE),
    EditClass("paragraphs shuffled", rearranging.paragraphs_shuffled),
    EditClass("paragraph duplicated", rearranging.paragraph_duplicated),
    EditClass("moved and edited", rearranging.moved_and_edited, LONGER, harder=True),
    # gone
    EditClass("sentence deleted", deleting.sentence_deleted),
    EditClass("paragraph deleted", deleting.paragraph_deleted),
    EditClass("phrase deleted", deleting.passage_deleted, ("phrase",)),
    EditClass("name deleted, others left", deleting.name_deleted, ("name",)),
    EditClass(
        "deleted, near-twin elsewhere",
        deleting.sentence_deleted,
        SENTENCES,
        prepare=deleting.with_twin,
    ),
    EditClass("replaced by other sentences", deleting.replaced, SENTENCES),
    EditClass("text cut off before it", deleting.cut_off_before, whole=True),
    EditClass("text begins after it", deleting.begins_after, whole=True),
)
