"""The generated library: the same for the same seed, realistic, and right in every span."""

import hashlib
from collections import Counter
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command

from annotations.generation import generate
from annotations.generation.library import to_line
from annotations.models import Annotation, Relation, Verdict
from annotations.records import columns
from sourcelib.models import Article
from sourcelib.text.canonical import canonicalise

DIGEST = "42dc0c8ab6a1a11c624e1cb32c49de7d9f90cbc96749ddc0e66b1b9adef568f6"


def digest(**arguments):
    return hashlib.sha256(b"".join(to_line(r) for r in generate(**arguments))).hexdigest()


@pytest.fixture(scope="module")
def records():
    return list(generate(sources=60, per_source=40, seed=7))


def of(records, kind):
    return [record for record in records if record["type"] == kind]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    assert digest(sources=5, per_source=40, seed=7) == digest(sources=5, per_source=40, seed=7)
    assert digest(sources=5, per_source=40, seed=7) != digest(sources=5, per_source=40, seed=8)


def test_the_bytes_are_those_of_every_other_machine():
    assert digest(sources=3, per_source=40, seed=7) == DIGEST


@pytest.mark.parametrize("wanted", [0, 1, 40, 125, 1000])
def test_every_source_has_the_annotations_asked_for(wanted):
    made = list(generate(sources=3, per_source=wanted, seed=1))

    counts = Counter(record["source"] for record in of(made, "annotation"))
    assert [counts[source["uid"]] for source in of(made, "source")] == [wanted] * 3


def test_texts_are_canonical_and_of_some_900_words(records):
    for revision in of(records, "revision"):
        text = revision["text"]
        assert canonicalise(text).text == text
        assert 880 < len(text.split()) < 960
        assert text.count("\n\n") > 3
    everything = "".join(revision["text"] for revision in of(records, "revision"))
    assert all(sample in everything for sample in ("🕊️", "“", "Çelikhan", "السلام", "雨"))


def test_every_span_quotes_its_text_without_white_space_at_its_edges(records):
    texts = {revision["uid"]: revision["text"] for revision in of(records, "revision")}
    for annotation in of(records, "annotation"):
        for span in annotation["spans"]:
            text = texts[span["revision"]]
            exact = text[span["start"] : span["end"]]
            assert span["exact"] == exact == exact.strip() != ""
            assert text[: span["start"]].endswith(span["prefix"])
            assert text[span["end"] :].startswith(span["suffix"])


def test_annotations_are_of_all_kinds_nest_and_cross(records):
    annotations = of(records, "annotation")
    kinds = Counter(annotation["kind"] for annotation in annotations)
    roles = Counter(span["role"] for annotation in annotations for span in annotation["spans"])
    nested = crossing = 0
    by_source = {}
    for annotation in annotations:
        body = next(span for span in annotation["spans"] if span["role"] == "body")
        by_source.setdefault(annotation["source"], []).append((body["start"], body["end"]))
    for spans in by_source.values():
        for (start, end), (other, last) in combinations(sorted(spans), 2):
            nested += other < end and last <= end
            crossing += start < other < end < last

    assert kinds["mention"] > kinds["claim"] > kinds["prediction"] > 100
    assert min(roles[role] for role in ("condition", "likelihood", "horizon")) > 20
    assert nested > 100
    assert crossing > 10


def test_it_has_everything_that_a_library_has(records):
    counts = Counter(record["type"] for record in records)
    assert min(counts[kind] for kind in ("publication", "author", "topic", "actor")) > 10
    assert min(counts[kind] for kind in ("proposition", "relation", "verdict", "compound")) > 10
    home = {annotation["uid"]: annotation["source"] for annotation in of(records, "annotation")}
    across = [r for r in of(records, "relation") if home[r["from"]] != home[r["to"]]]
    assert 0 < len(across) < counts["relation"]
    evidence = [piece for verdict in of(records, "verdict") for piece in verdict["evidence"]]
    assert {bool(piece["passage"]) for piece in evidence} == {True, False}
    assert {verdict["supersedes"] is None for verdict in of(records, "verdict")} == {True, False}
    reviews = Counter(verdict["review"] for verdict in of(records, "verdict"))
    assert 0.25 < reviews["confirmed"] / reviews.total() < 0.45
    assert reviews["single-reviewed"] == reviews.total() - reviews["confirmed"]
    grounds = Counter(
        annotation["prediction"]["horizon_ground"]
        for annotation in of(records, "annotation")
        if annotation["kind"] == "prediction"
    )
    assert min(grounds[ground] for ground in ("stated", "event", "default-5y")) > 10
    assert len({source["date"][:4] for source in of(records, "source")}) > 10


def test_uids_and_slugs_are_unique(records):
    uids = [record["uid"] for record in records if "uid" in record]
    assert len(uids) == len(set(uids))
    slugs = [(record["type"], record["slug"]) for record in records if "slug" in record]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize(
    ("kind", "keys", "more"),
    [
        ("publication", columns.PUBLICATION, {"former_slugs"}),
        ("author", columns.AUTHOR, {"former_slugs"}),
        ("topic", columns.TOPIC, {"former_slugs"}),
        ("actor", columns.ACTOR, {"former_slugs", "aliases", "members", "roles", "identifiers"}),
        ("source", columns.SOURCE, {"former_slugs", "authors"}),
        ("revision", columns.REVISION, set()),
        ("compound", columns.COMPOUND, set()),
        ("proposition", columns.PROPOSITION, {"former_slugs", "topics", "members"}),
        ("relation", columns.RELATION, set()),
        ("verdict", columns.VERDICT, {"evidence"}),
    ],
)
def test_records_have_the_keys_of_the_format(records, kind, keys, more):
    wanted = {"type", *(column.name for column in keys), *more}
    assert {frozenset(record) for record in of(records, kind)} == {frozenset(wanted)}


@pytest.mark.django_db
def test_the_command_brings_it_in_and_nothing_is_wrong_with_it():
    call_command("generate_library", "--sources=6", "--annotations-per-source=40", "--seed=7")

    assert Article.objects.count() == 6
    assert Annotation.objects.count() == 240
    assert Relation.objects.exists()
    assert Verdict.objects.exists()
    call_command("check_library")


@pytest.mark.django_db
def test_a_second_time_nothing_is_brought_in_and_another_seed_adds_to_it(capsys):
    for _ in range(2):
        call_command("generate_library", "--sources=2", "--annotations-per-source=5")

    call_command("generate_library", "--sources=2", "--annotations-per-source=5", "--seed=2")
    assert Article.objects.count() == 4
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_can_write_it_to_a_file_only(tmp_path):
    file = tmp_path / "library.jsonl"
    call_command("generate_library", "--sources=3", "--seed=7", f"--output={file}")

    assert hashlib.sha256(file.read_bytes()).hexdigest() == DIGEST
    assert not Article.objects.exists()
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("generate_library", "--sources=1", f"--output={tmp_path}/no/file")
