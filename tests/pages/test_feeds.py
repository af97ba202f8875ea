"""Atom feeds, read back as XML and held to what RFC 4287 asks for."""

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Annotation, Verdict
from annotations.services.judging import confirm, publish_alone
from annotations.services.reviewing import publish, withdraw
from sourcelib.services.publishing import withdraw as withdraw_source
from tests import factories as f
from tests.services.judged import proposed

pytestmark = pytest.mark.django_db

CATALOGUED = ["actors", "topics", "propositions", "publications", "authors"]
NAMES = ["sources", "claims", "predictions", "verdicts", "due", "changes", *CATALOGUED]
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "a < b & \"c\" <script>alert('x')</script> \x07\x1f\ufffe ]]> 🇯🇵 טוקיו"
CLEAN = "a < b & \"c\" <script>alert('x')</script>  ]]> 🇯🇵 טוקיו"


def feed(client, name, query=""):
    response = client.get(f"/feeds/{name}.atom{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, name, query=""):
    return feed(client, name, query).findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def titles(client, name, query=""):
    return [text(entry, "title") for entry in entries(client, name, query)]


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def moment(written):
    return datetime.datetime.fromisoformat(written)


@pytest.fixture
def full(small):
    """Something in every feed."""
    editor = f.EditorFactory(username="secret.editor", first_name="Secret", last_name="Editor")
    small.grow(1)
    withdraw(user=editor, annotation=small.claims[-1].annotation, reason="Not in the text.")
    judged = small.predictions[1].annotation
    old = Verdict.objects.get(annotation=judged)
    f.VerdictFactory(
        annotation=judged,
        state="did-not-come-true",
        supersedes=old,
        review="confirmed",
        confirmed_by=editor,
    )
    return small


# What RFC 4287 asks for ----------------------------------------------------------------------


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", NAMES)
def test_a_feed_has_all_that_the_standard_requires(client, name):
    root = feed(client, name)

    assert root.tag == f"{ATOM}feed"
    assert root.findall(f"{ATOM}entry")
    for element in (root, *root.findall(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{required}")
            assert len(found) == 1, required
            assert found[0].text
        assert moment(text(element, "updated")).tzinfo is not None
        assert text(element, "id").startswith("urn:uuid:")
        links = element.findall(f"{ATOM}link[@rel='alternate']")
        assert len(links) == 1
        assert links[0].get("href").startswith("http://127.0.0.1:8000/")
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == f"http://127.0.0.1:8000/feeds/{name}.atom"
    assert root.find(f"{ATOM}author/{ATOM}name").text
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}summary").get("type") == "html"
        assert 'href="/' not in text(entry, "summary")  # addresses are told in full


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_stay(client, name):
    ids = [text(entry, "id") for entry in entries(client, name)]

    assert len(set(ids)) == len(ids)
    assert [text(entry, "id") for entry in entries(client, name)] == ids
    assert text(feed(client, name), "id") not in ids


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_feed_is_one_too(client, name):
    root = feed(client, name)

    assert root.findall(f"{ATOM}entry") == []
    assert text(root, "updated") == text(feed(client, name), "updated")  # not the moment of asking


def test_odd_text_is_escaped_and_control_characters_are_left_out(client):
    author = f.AuthorFactory(name=NASTY)
    topic = f.TopicFactory(name=NASTY)
    article = f.ArticleFactory(
        title=NASTY,
        text=NASTY,
        authors=[author],
        publication=f.PublicationFactory(name=NASTY),
        state="published",
    )
    public = {"article": article, "state": "published", "span": (0, 5), "topics": [topic]}
    claim = f.ClaimFactory(summary=NASTY, about=[f.ActorFactory(name=NASTY)], **public)
    proposition = f.PropositionFactory(text=NASTY)
    f.PropositionMemberFactory(proposition=proposition, annotation=claim.annotation)
    f.PredictionFactory(summary=NASTY, deadline=in_days(-3), **public)
    f.VerdictFactory(annotation=claim.annotation, state="supported", reason=NASTY)
    withdraw(user=f.EditorFactory(), annotation=claim.annotation, reason=NASTY)
    publish(user=f.EditorFactory(), annotation=Annotation.objects.get(pk=claim.annotation.pk))

    for name in NAMES:
        found = entries(client, name)
        assert found, name
        for entry in found:
            assert text(entry, "title").endswith(CLEAN)
            html = text(entry, "summary")
            assert "<script" not in html
            assert "\x07" not in html
    (entry,) = entries(client, "claims")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == CLEAN
    assert entry.find(f"{ATOM}category").get("label") == CLEAN


def test_a_search_for_a_control_character_is_no_fault_of_the_feed(client):
    assert entries(client, "claims", "?q=%01") == []


# What is in them -----------------------------------------------------------------------------


def test_what_is_published_last_comes_first_fifty_at_most(client):
    article = f.ArticleFactory(state="published")
    now = timezone.now()
    for number in range(53):
        made = f.ClaimFactory(article=article, summary=f"Claim {number}", state="published")
        at = now - datetime.timedelta(hours=number)
        Annotation.objects.filter(pk=made.annotation.pk).update(published_at=at)
    f.ClaimFactory(article=article, summary="Draft")

    assert titles(client, "claims") == [f"Claim {number}" for number in range(50)]


def test_a_prediction_is_told_with_its_words_its_author_its_horizon_and_its_topics(client):
    authors = [f.AuthorFactory(name="Zoe"), f.AuthorFactory(name="Adam")]
    article = f.ArticleFactory(title="A piece", authors=authors, state="published")
    made = f.PredictionFactory(
        article=article,
        words="The two leaders are unlikely to sign a peace treaty this year",
        summary="They will sign no peace treaty.",
        likelihood_words="unlikely",
        topics=[f.TopicFactory(slug="peace", name="Peace")],
        state="published",
    )

    (entry,) = entries(client, "predictions")

    assert text(entry, "id") == f"urn:uuid:{made.annotation.uid}"
    assert text(entry, "title") == "They will sign no peace treaty."
    names = [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["Zoe", "Adam"]
    assert entry.find(f"{ATOM}category").attrib == {"term": "peace", "label": "Peace"}
    html = text(entry, "summary")
    assert "are unlikely to sign a peace treaty" in html
    assert "“unlikely”, 20–45% (ICD 203)" in html
    assert "Due 5 March 2026." in html
    assert "5-year rule" in html
    assert f'<a href="http://127.0.0.1:8000/sources/{article.slug}/">A piece</a>' in html


def test_a_verdict_says_what_was_judged_why_and_what_it_took_the_place_of(client):
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    first = f.VerdictFactory(annotation=made.annotation, reason="It did.")
    f.VerdictFactory(annotation=made.annotation, review="proposed", reason="Maybe not.")
    assert titles(client, "verdicts") == ["Came true: It rains."]

    f.VerdictFactory(
        annotation=made.annotation,
        state="partly",
        supersedes=first,
        review="confirmed",
        reason="Half of it did.",
    )

    later, earlier = entries(client, "verdicts")
    assert text(later, "title") == "Changed from “came true” to “came true in part”: It rains."
    assert "was changed from “came true” to “came true in part”" in text(later, "summary")
    assert "Half of it did." in text(later, "summary")
    assert text(earlier, "title") == "Came true: It rains."
    assert "Maybe not." not in text(later, "summary") + text(earlier, "summary")
    assert any("“came true in part”" in title for title in titles(client, "changes"))


def test_a_verdict_that_only_gives_better_reasons_is_no_change_of_mind(client):
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    first = f.VerdictFactory(annotation=made.annotation)
    f.VerdictFactory(annotation=made.annotation, supersedes=first, review="confirmed")

    later, _earlier = entries(client, "verdicts")

    assert text(later, "title") == "Judged anew, still “came true”: It rains."
    assert "takes the place of an earlier one" in text(later, "summary")


def test_a_verdict_is_new_when_readers_first_see_it_however_old_its_proposal(client, time_machine):
    articles = [f.ArticleFactory(state="published") for _ in range(2)]
    late, early = (
        f.PredictionFactory(article=article, summary=summary, state="published").annotation
        for article, summary in zip(articles, ("Late.", "Early."), strict=True)
    )
    time_machine.move_to("2026-01-01T12:00Z", tick=False)
    editor = f.EditorFactory()
    waits = proposed(late, editor)
    time_machine.move_to("2026-02-01T12:00Z", tick=False)
    f.VerdictFactory(annotation=early)
    time_machine.move_to("2026-03-01T12:00Z", tick=False)
    publish_alone(user=editor, verdict=waits)

    first, second = entries(client, "verdicts")

    assert (text(first, "title"), text(second, "title")) == (
        "Came true: Late.",
        "Came true: Early.",
    )
    assert text(first, "published") == text(first, "updated") == "2026-03-01T12:00:00+00:00"

    time_machine.move_to("2026-04-01T12:00Z", tick=False)
    confirm(user=f.EditorFactory(), verdict=waits)
    first = entries(client, "verdicts")[0]
    assert text(first, "published") == "2026-03-01T12:00:00+00:00"
    assert text(first, "updated") == "2026-04-01T12:00:00+00:00"


def test_changes_of_one_instant_are_as_many_entries(client, time_machine):
    time_machine.move_to("2026-01-01T12:00Z", tick=False)
    made = f.PredictionFactory(article=f.ArticleFactory(state="published"), state="published")
    standing = f.VerdictFactory(annotation=made.annotation)
    for _ in range(3):
        standing = f.VerdictFactory(annotation=made.annotation, supersedes=standing)

    found = entries(client, "changes")

    assert len({text(entry, "id") for entry in found}) == len(found) == 3
    assert text(found[0], "title").startswith("Judged anew, still “came true”: ")
    assert "before" not in text(found[0], "summary")


def test_what_is_changed_in_place_is_told_among_the_changes_with_its_reason(client):
    claim = f.ClaimFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    f.AnnotationVersionFactory(
        annotation=claim.annotation,
        number=2,
        action="changed",
        reason="A word was missing.",
        data={"state": "published"},
    )
    f.AnnotationVersionFactory(
        annotation=claim.annotation, number=3, action="changed", data={"state": "draft"}
    )

    (entry,) = entries(client, "changes")

    assert text(entry, "title") == "Changed: It rains."
    assert "A word was missing." in text(entry, "summary")


def test_a_check_of_a_claim_is_a_verdict_too(client):
    claim = f.ClaimFactory(
        article=f.ArticleFactory(state="published"), summary="It rained.", state="published"
    )
    f.VerdictFactory(annotation=claim.annotation, state="contradicted")

    (entry,) = entries(client, "verdicts")

    assert text(entry, "title") == "Contradicted: It rained."
    address = f"http://127.0.0.1:8000/claims/{claim.annotation.uid}/#evidence"
    assert entry.find(f"{ATOM}link").get("href") == address


def test_due_tells_of_a_deadline_once_and_again_when_it_is_overdue(client, time_machine):
    time_machine.move_to("2026-03-01T12:00Z", tick=False)
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    assert entries(client, "due") == []  # its deadline is the fifth

    time_machine.move_to("2026-03-07T12:00Z", tick=False)
    (due,) = entries(client, "due")
    time_machine.move_to("2026-08-01T12:00Z", tick=False)
    (overdue,) = entries(client, "due")

    assert text(due, "title") == "Due: It rains."
    assert text(overdue, "title") == "Overdue for review: It rains."
    assert text(due, "id") == text(overdue, "id") != f"urn:uuid:{made.annotation.uid}"
    assert moment(text(due, "updated")).date() == datetime.date(2026, 3, 6)
    assert moment(text(overdue, "updated")).date() == datetime.date(2026, 6, 4)

    made.deadline = datetime.date(2026, 7, 20)
    made.save()
    (moved,) = entries(client, "due")
    assert text(moved, "id") != text(due, "id")

    f.VerdictFactory(annotation=made.annotation)
    assert entries(client, "due") == []


def test_what_is_withdrawn_leaves_its_feed_and_is_told_among_the_changes(client):
    editor = f.EditorFactory()
    article = f.ArticleFactory(title="A piece", state="published")
    public = {"article": article, "state": "published"}
    f.ClaimFactory(summary="A claim.", **public)
    made = f.PredictionFactory(summary="It rains.", deadline=in_days(-3), **public)
    f.VerdictFactory(annotation=made.annotation, state="still-open", event_date=None)
    for name in ("predictions", "verdicts", "due"):
        assert len(entries(client, name)) == 1

    withdraw(user=editor, annotation=made.annotation, reason="It was <no> prediction.")

    for name in ("predictions", "verdicts", "due"):
        assert entries(client, name) == [], name
    (entry,) = entries(client, "changes")
    assert text(entry, "title") == "Withdrawn: It rains."
    assert "It was &lt;no&gt; prediction." in text(entry, "summary")

    withdraw_source(user=editor, article=article, reason="Asked for.")

    for name in ("sources", "claims"):
        assert entries(client, name) == [], name
    assert "Source withdrawn: A piece" in titles(client, "changes")


def test_no_feed_names_who_curates(full, client):
    assert full.claims
    everything = "".join(client.get(f"/feeds/{name}.atom").content.decode() for name in NAMES)

    assert "Secret" not in everything
    assert "secret.editor" not in everything


@pytest.mark.parametrize("display", ["excerpts", "metadata"])
def test_the_terms_of_a_source_are_obeyed(client, display):
    article = f.ArticleFactory(
        display=display, text="Never shown. Moscow will wait until spring.", state="published"
    )
    public = {"article": article, "state": "published", "words": "Moscow will wait until spring"}
    claim = f.ClaimFactory(**public)
    f.PredictionFactory(
        likelihood_words="will wait",
        horizon_words="until spring",
        deadline=in_days(-3),
        deadline_basis="“until spring”",
        **public,
    )
    f.VerdictFactory(annotation=claim.annotation, state="supported")

    everything = "".join(client.get(f"/feeds/{name}.atom").content.decode() for name in NAMES)

    assert "Never shown" not in everything
    assert ("will wait" in everything) == (display == "excerpts")
    assert ("until spring" in everything) == (display == "excerpts")


# Filters -------------------------------------------------------------------------------------


def test_filters_are_those_of_the_list(client):
    japan = f.ActorFactory(slug="japan", name="Japan")
    f.ActorFactory(slug="nippon", merged_into=japan)
    article = f.ArticleFactory(state="published", genre="report")
    f.ArticleFactory(state="published", genre="news")
    public = {"article": article, "state": "published", "deadline": in_days(-3)}
    made = f.PredictionFactory(summary="Of Japan.", about=[japan], **public)
    other = f.PredictionFactory(summary="Of nobody.", likelihood_words="unlikely", **public)
    for row in (made, other):
        f.VerdictFactory(annotation=row.annotation, state="still-open", event_date=None)

    for name in ("predictions", "verdicts", "due"):
        for query in ("?actor=japan", "?actor=nippon", "?actor=japan&sort=oldest&after="):
            assert [one.split(": ")[-1] for one in titles(client, name, query)] == ["Of Japan."]
        (one,) = titles(client, name, "?term=unlikely")
        assert one.endswith("Of nobody.")
    assert len(entries(client, "sources", "?genre=report")) == 1
    assert entries(client, "claims", "?actor=japan") == []
    root = feed(client, "due", "?actor=japan")
    assert text(root, "title") == "Annotated Sources · Falling due · About: Japan"
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith("/due.atom?actor=japan")
    assert root.find(f"{ATOM}link[@rel='alternate']").get("href").endswith("/?actor=japan")
    assert text(root, "id") != text(feed(client, "due"), "id")


@pytest.mark.parametrize("name", ["sources", "claims", "predictions", "verdicts", "due"])
def test_what_cannot_be_understood_is_refused_in_words(client, name):
    response = client.get(f"/feeds/{name}.atom?actor=nobody")

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "actor: Nothing here is called “nobody”." in response.content.decode()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/feeds/sources.atom?state=zzz", "state: This is no filter here. There are: "),
        ("/feeds/changes.atom?actor=x", "actor: This is no filter here. There are none."),
        ("/feeds/claims.atom?standard=phia", "standard: This is no filter here. There are: "),
        ("/feeds/predictions.atom?standard=zzz", "standard: “zzz” is no standard of likelihood"),
        ("/feeds/due.atom?standard=zzz", "PHIA"),
        ("/feeds/verdicts.atom?standard=zzz", "PHIA"),
        ("/predictions/due.ics?standard=zzz", "PHIA"),
        ("/predictions/due.ics?author=x&speling=y", "speling: This is no filter here."),
    ],
)
def test_nothing_that_is_asked_for_is_passed_over(client, address, told):
    response = client.get(address)

    assert response.status_code == 400
    assert told in response.content.decode()


def test_a_feed_reads_likelihood_words_by_the_standard_that_is_asked_for(client):
    f.PredictionFactory(
        article=f.ArticleFactory(state="published"),
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
        deadline=in_days(-3),
        state="published",
    )
    for name in ("predictions", "due"):
        root = feed(client, name, "?standard=phia")
        assert "25–35% (PHIA)" in text(root.find(f"{ATOM}entry"), "summary")
        own = root.find(f"{ATOM}link[@rel='self']").get("href")
        assert own.endswith(f"/{name}.atom?standard=phia")
        assert text(root, "id") != text(feed(client, name), "id")
    assert client.get("/predictions/due.ics?standard=phia").status_code == 200


# Fetching again ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_who_has_it_already_is_told_so_until_something_changes(full, client, name):
    first = client.get(f"/feeds/{name}.atom")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}

    unchanged = client.get(f"/feeds/{name}.atom", **again)
    since = client.get(f"/feeds/{name}.atom", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == first["ETag"]
    assert since.status_code == 304
    other = "?sort=oldest" if name == "changes" else "?q=a"  # it has no filters
    assert client.get(f"/feeds/{name}.atom{other}", **again).status_code == 200

    withdraw(user=f.EditorFactory(), annotation=full.claims[0].annotation, reason="It was wrong.")
    assert client.get(f"/feeds/{name}.atom", **again).status_code == 200


def test_a_withdrawal_moves_the_day_of_the_last_change_on(full, client, time_machine):
    first = client.get("/feeds/claims.atom")
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=5), tick=False)

    withdraw(user=f.EditorFactory(), annotation=full.claims[0].annotation, reason="It was wrong.")

    second = client.get("/feeds/claims.atom", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert second.status_code == 200
    assert second["Last-Modified"] != first["Last-Modified"]


def test_a_new_day_is_worth_fetching(client, time_machine):
    time_machine.move_to("2026-03-05T23:00Z", tick=False)
    f.PredictionFactory(article=f.ArticleFactory(state="published"), state="published")
    first = client.get("/feeds/due.atom")

    time_machine.move_to("2026-03-06T01:00Z", tick=False)
    again = {
        "HTTP_IF_NONE_MATCH": first["ETag"],
        "HTTP_IF_MODIFIED_SINCE": first["Last-Modified"],
    }
    second = client.get("/feeds/due.atom", **again)

    assert b"<entry>" not in first.content
    assert b"<entry>" in second.content


@pytest.mark.parametrize("name", NAMES)
def test_the_number_of_queries_does_not_depend_on_the_number_of_entries(full, client, name):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/feeds/{name}.atom")
        return len(captured)

    few = cost()
    full.grow(5)
    editor = f.EditorFactory()
    for claim in full.claims[-6::2]:
        withdraw(user=editor, annotation=claim.annotation, reason="It was wrong.")

    assert cost() == few
