"""Sources on their way in: read, corrected, kept, and settled in the end."""

import json

import pytest

from sourcelib.models import Article, ImportBatch, ImportItem
from sourcelib.readers import UNKNOWN_DATE, PartialDate
from sourcelib.services import settling, staging
from sourcelib.services.correcting import Said, as_read, as_typed
from sourcelib.services.importing import AlreadyThere, SourceRefused
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory

pytestmark = pytest.mark.django_db

TEXT = """# Waiting

By Ann Able

5 March 2019

Tokyo hesitated for a decade.

Moscow will wait,

if talks go on.

Read also: Ten things

The end is not in sight.

Bea Baker
"""


@pytest.fixture
def curator():
    return CuratorFactory()


def given(text: str = TEXT, name: str = "waiting.md") -> staging.Given:
    return staging.Given(text.encode(), name)


def stage(user, *files: staging.Given, **options) -> list[ImportItem]:
    return staging.stage(user=user, given=files or (given(),), **options)


def said(item: ImportItem, **changes) -> Said:
    read = as_read(staging.reading(item).document, "en")
    return Said(**({name: getattr(read, name) for name in Said.__slots__} | changes))


def test_a_file_waits_with_what_was_read_of_it(curator):
    (item,) = stage(curator)
    held = staging.reading(item)

    assert (item.state, item.batch.state, item.batch.name) == ("waiting", "running", "waiting.md")
    assert bytes(item.data) == TEXT.encode()
    assert held.document.title == "Waiting"
    assert held.entry.data == TEXT.encode()
    assert "It does not say which language it is in." in item.notes
    assert any("byline" in note for note in item.notes)


def test_a_file_with_several_sources_is_several_items_and_a_bad_one_says_why(curator):
    lines = [{"title": f"Source {n}", "text": f"The words of source {n}."} for n in (1, 2)]
    records = "\n".join(json.dumps(line) for line in lines) + "\nno json\n"
    items = stage(curator, given(records, "two.jsonl"), given("", "empty.txt"))

    assert [item.state for item in items] == ["waiting", "waiting", "refused", "refused"]
    assert items[1].place
    assert items[3].problem["problem"]
    assert items[0].batch.name == "two.jsonl and 3 more"
    assert [item.position for item in items] == [1, 2, 3, 4]


def test_more_is_added_to_the_same_import(curator):
    (first,) = stage(curator, language="ru")
    (second,) = stage(curator, given("Other words.\n", "b.txt"), batch=first.batch)

    assert (second.batch_id, second.position) == (first.batch_id, 2)
    assert "It does not say which language it is in." not in second.notes


def test_a_text_that_is_here_already_is_told_at_once(curator):
    there = ArticleFactory()
    (item,) = stage(curator, given(there.current_revision.text, "again.txt"))

    assert (item.state, item.article, item.batch.state) == ("duplicate", there, "done")


def test_it_becomes_a_draft_as_its_curator_says(curator):
    (item,) = stage(curator)
    now = said(
        item,
        title="Waiting, again",
        authors=("Ann Able", "Carl Cane"),
        date=PartialDate("2019-03", "month"),
        publication="The Northern Review",
        author_note="Ann Able waits.",
        text=said(item)
        .text.replace("wait,\n\nif", "wait, if")
        .replace("Read also: Ten things\n\n", ""),
    )
    article = settling.bring_in(user=curator, item=item, said=now).article
    item.refresh_from_db()
    revision = article.current_revision
    changes = [change["what"] for change in revision.report["changes"]]

    assert (item.state, item.article, item.revision) == ("done", article, revision)
    assert (article.state, article.batch, article.created_by) == ("draft", item.batch, curator)
    assert (article.title, article.title_supplied) == ("Waiting, again", False)
    assert [author.name for author in article.byline] == ["Ann Able", "Carl Cane"]
    assert (article.date.isoformat(), article.date_precision) == ("2019-03-01", "month")
    assert article.publication.name == "The Northern Review"
    assert article.author_note == "Ann Able waits."
    assert "Moscow will wait, if talks go on.\n\nThe end" in revision.text
    assert "paragraph 3 joined to 2 by the curator" in changes
    assert "paragraph 4 left out by the curator: “Read also: Ten things”" in changes
    assert any("date given as “2019-03”" in change and "2019-03-05" in change for change in changes)
    assert ImportBatch.objects.get().state == "done"


def test_what_the_reader_found_wrongly_can_be_taken_away(curator):
    (item,) = stage(curator)
    now = said(item, authors=(), date=UNKNOWN_DATE, original_url="", genre="")
    article = settling.bring_in(user=curator, item=item, said=now).article

    assert article.byline == []
    assert article.date is None


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "title"),
        ({"language": ""}, "language", "Say which language"),
        ({"text": "Tokyo hesitated for a year."}, "text", "paragraph 1"),
        ({"original_url": "not an address"}, "original_url", "no web address"),
        ({"publication": "x" * 400}, "publication", "longer"),
    ],
)
def test_what_is_missing_or_wrong_is_named_by_field_and_nothing_is_written(
    curator, changes, field, message
):
    (item,) = stage(curator)
    with pytest.raises(Invalid) as refused:
        settling.bring_in(user=curator, item=item, said=said(item, **changes))

    assert message in refused.value.errors[field][0]
    assert not Article.objects.exists()
    item.refresh_from_db()
    assert item.state == "waiting"


def test_a_text_that_came_in_meanwhile_is_refused_with_its_twin(curator):
    first, second = stage(curator, given(), given(name="same.md"))
    there = settling.bring_in(user=curator, item=first, said=said(first)).article
    with pytest.raises(AlreadyThere) as refused:
        settling.bring_in(user=curator, item=second, said=said(second))
    assert refused.value.twins[0].article == there


def test_a_finding_is_left_in_the_text_and_what_was_typed_stays(curator):
    (item,) = stage(curator)
    text = as_typed(said(item))["text"].replace("wait,\n\nif", "wait, if")
    staging.keep_typed(user=curator, item=item, typed={"title": "Mine", "text": text})
    item.refresh_from_db()
    (byline,) = [
        finding.key
        for finding in staging.reading(item).document.found
        if finding.what == "byline" and finding.doubtful
    ]
    row = staging.read_again(user=curator, item=item, keep=[byline])
    held = staging.reading(row)

    assert held.document.text.endswith("Bea Baker")
    assert held.typed["title"] == "Mine"
    assert held.typed["text"] == text + "\n\nBea Baker"
    again = staging.read_again(user=curator, item=row, keep=[])
    assert not staging.reading(again).document.text.endswith("Bea Baker")


def test_it_is_read_again_with_another_reader_or_stays_as_it_was(curator):
    (item,) = stage(curator, given("<p>Marked up.</p>", "page.txt"))
    row = staging.read_again(user=curator, item=item, reader="html")
    assert staging.reading(row).document.text == "Marked up."
    with pytest.raises(SourceRefused):
        staging.read_again(user=curator, item=row, reader="pdf")
    row.refresh_from_db()
    assert (row.reader, row.state) == ("html", "waiting")


def test_what_was_refused_can_be_read_otherwise(curator):
    (item,) = stage(curator, given("Words enough for a text.", "notes.unknown"))
    assert item.state == "refused"
    row = staging.read_again(user=curator, item=item, reader="plain")
    assert (row.state, row.problem, row.settled_at) == ("waiting", None, None)


def test_it_is_discarded_and_taken_up_again(curator):
    (item,) = stage(curator)
    assert staging.discard(user=curator, item=item).state == "discarded"
    assert ImportBatch.objects.get().state == "done"
    with pytest.raises(WrongState, match="settled meanwhile"):
        settling.bring_in(user=curator, item=item, said=said(item))
    row = staging.restore(user=curator, item=item)
    assert (row.state, row.settled_at, row.batch.state) == ("waiting", None, "running")


def test_only_whoever_gave_it_and_editors_settle_it(curator):
    (item,) = stage(curator)
    with pytest.raises(NotAllowed):
        staging.discard(user=CuratorFactory(), item=item)
    with pytest.raises(NotAllowed):
        stage(CuratorFactory(), batch=item.batch)
    assert staging.discard(user=EditorFactory(), item=item).settled_by is not None


def test_a_corrected_text_becomes_the_next_revision(curator):
    article = ArticleFactory(created_by=curator)
    before = article.current_revision
    (item,) = stage(
        curator, given(before.text.replace("hesitated", "waited"), "new.txt"), revises=article
    )
    settled = settling.bring_in_correction(
        user=curator, item=item, said=said(item), reason="A wrong word."
    )
    article.refresh_from_db()
    item.refresh_from_db()

    assert settled.article == article
    assert article.current_revision.number == 2
    assert article.current_revision.reason == "A wrong word."
    assert (item.state, item.revision) == ("done", article.current_revision)
    assert "waited" in article.current_revision.text


def test_the_same_text_is_no_correction(curator):
    article = ArticleFactory(created_by=curator)
    (item,) = stage(curator, given(article.current_revision.text, "same.txt"), revises=article)
    assert (item.state, item.article) == ("duplicate", article)


def test_all_without_doubts_come_in_and_the_others_wait(curator):
    clear = [
        given(
            f"# Source {n}\n\nBy Ann Able\n\n{n} May 2020\n\n" + f"Words of {n} only. " * n,
            f"{n}.md",
        )
        for n in range(2, 6)
    ]
    items = stage(curator, *clear, given(), language="en")
    batch = items[0].batch
    assert settling.without_doubts(batch).count() == 4

    assert settling.bring_in_some(user=curator, batch=batch, seconds=0) == 1
    assert settling.bring_in_some(user=curator, batch=batch) == 3
    assert settling.without_doubts(batch).count() == 0
    assert Article.objects.count() == 4
    assert batch.items.filter(state="waiting").count() == 1


def test_what_is_refused_among_many_is_noted_and_does_not_hold_up_the_others(curator):
    text = "# Twice\n\nBy Ann Able\n\n2 May 2020\n\nThe same words.\n"
    items = stage(curator, given(text, "a.md"), given(text, "b.md"), language="en")
    assert settling.bring_in_some(user=curator, batch=items[0].batch) == 1
    items[1].refresh_from_db()
    assert items[1].state == "waiting"
    assert "already" in items[1].notes[0]
