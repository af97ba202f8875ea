"""The pages of single items."""

import datetime
import re

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def text_of(page):
    """What a reader sees of a page, as one line."""
    return " ".join(re.sub(r"<[^>]+>", "", page.replace("<td", " <td")).split()).replace(" ,", ",")


@pytest.fixture
def article():
    return f.ArticleFactory(
        slug="piece",
        title="A piece",
        state="published",
        date=datetime.date(2015, 5, 20),
        authors=[f.AuthorFactory(slug="kashin", name="Vassily Kashin")],
    )


@pytest.fixture
def kato():
    return f.ActorFactory(slug="kato", name="Katsunobu Kato", kind="person")


@pytest.mark.parametrize(
    ("attribution", "said"),
    [
        ("reported", "Katsunobu Kato, as reported by Vassily Kashin"),
        ("inferred", "Vassily Kashin, inferring about Katsunobu Kato"),
    ],
)
def test_a_claim_says_whose_it_is(get, article, kato, attribution, said):
    claim = f.ClaimFactory(
        article=article, attribution=attribution, speaker=kato, state="published"
    )

    assert said in text_of(get(f"/claims/{claim.annotation.uid}/"))


def test_a_claim_stands_in_its_paragraph_and_leads_to_its_words(get, article):
    claim = f.ClaimFactory(article=article, words="Tokyo hesitated", state="published")
    page = get(f"/claims/{claim.annotation.uid}/")

    assert '<mark class="pas claim">Tokyo hesitated</mark> for a decade. Moscow will wait' in page
    assert "The two leaders" not in page
    assert f'href="/a/{claim.annotation.uid}/"' in page


def test_of_a_text_in_excerpts_the_passage_alone_is_shown(get, article):
    article.display = "excerpts"
    article.save()
    claim = f.ClaimFactory(article=article, words="Tokyo hesitated", state="published")
    page = get(f"/claims/{claim.annotation.uid}/")

    assert "Tokyo hesitated" in page
    assert "Moscow will wait" not in page


def test_of_a_source_of_which_only_data_may_be_shown_no_page_has_a_word(get, article, kato):
    article.display = "metadata"
    article.save()
    public = {"article": article, "state": "published"}
    f.MentionFactory(words="Tokyo", actor=kato, **public)
    passage = f.ClaimFactory(words="Tokyo hesitated", summary="It waited.", **public).annotation
    prediction = f.PredictionFactory(
        words="Moscow will wait until the spring",
        horizon_words="until the spring",
        horizon_ground="stated",
        horizon_end=datetime.date(2015, 6, 21),
        deadline=datetime.date(2015, 6, 21),
        deadline_basis="last day of “until the spring”",
        summary="It will wait.",
        **public,
    ).annotation
    verdict = f.VerdictFactory(annotation=prediction, with_evidence=False)
    f.EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="Tokyo hes")

    for address in (
        *("/actors/kato/", "/sources/piece/", f"/a/{prediction.uid}/"),
        *(f"/predictions/{prediction.uid}/", f"/claims/{passage.uid}/"),
        *("/predictions/", "/claims/", "/predictions/?format=csv", "/claims/?format=json"),
    ):
        page = get(address)
        assert "Tokyo" not in page, address
        assert "until the spring" not in page, address
    assert "1 time" in text_of(get("/actors/kato/"))


def test_relations_read_from_both_ends_and_only_if_both_are_public(get, article):
    here = f.ClaimFactory(article=article, state="published", summary="Here.")
    there = f.ClaimFactory(
        article=f.ArticleFactory(state="published"), state="published", summary="There."
    )
    draft = f.ClaimFactory(article=article, summary="Draft.")
    f.RelationFactory(source=here.annotation, target=there.annotation, reason="It says why.")
    f.RelationFactory(source=here.annotation, target=draft.annotation)

    forward, backward = (get(f"/claims/{one.annotation.uid}/") for one in (here, there))

    assert "gives a reason for" in forward
    assert "has as a reason" in backward
    assert "It says why." in forward
    assert "It says why." in backward
    assert "Draft." not in forward


def test_every_verdict_is_told_and_what_is_superseded_says_so(get, article):
    prediction = f.PredictionFactory(article=article, state="published").annotation
    first = f.VerdictFactory(annotation=prediction, reason="At first it looked so.")
    f.VerdictFactory(
        annotation=prediction,
        state="partly",
        supersedes=first,
        reason="Then it did not.",
        decided_on=datetime.date(2025, 1, 1),
    )
    f.VerdictFactory(annotation=prediction, review="proposed", reason="Nobody knows this yet.")
    page = get(f"/predictions/{prediction.uid}/")

    assert page.index("Then it did not.") < page.index("At first it looked so.")
    assert page.count("superseded: a later verdict stands instead") == 1
    assert "Nobody knows this yet." not in page
    assert "Single-reviewed" in page


def test_evidence_keeps_its_words_when_its_passage_is_withdrawn(get, article):
    prediction = f.PredictionFactory(article=article, state="published").annotation
    passage = f.ClaimFactory(article=article, state="published").annotation
    verdict = f.VerdictFactory(annotation=prediction, with_evidence=False)
    f.EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="It is so.")
    address = f"/predictions/{prediction.uid}/"

    assert f'href="/a/{passage.uid}/"' in get(address)
    passage.state, passage.state_reason = "withdrawn", "It was wrong."
    passage.withdrawn_at = passage.published_at
    passage.save()
    page = get(address)

    assert "It is so." in page
    assert "Kashin 2015, a passage that has since been withdrawn" in text_of(page)
    assert f'href="/a/{passage.uid}/"' not in page


@pytest.mark.parametrize(("made", "marked"), [("2020-01-01", False), ("2023-01-01", True)])
def test_a_sentence_worded_after_the_event_is_marked(get, article, made, marked):
    annotation = f.PredictionFactory(article=article, state="published").annotation
    type(annotation).objects.filter(pk=annotation.pk).update(created_at=f"{made}T00:00Z")
    f.VerdictFactory(annotation=annotation)  # of an event in 2022

    assert ("Hindsight" in get(f"/predictions/{annotation.uid}/")) is marked


def test_the_day_of_the_wording_is_that_of_its_last_change(get, article):
    prediction = f.PredictionFactory(article=article, state="published", summary="Now.")
    annotation = prediction.annotation
    type(annotation).objects.filter(pk=annotation.pk).update(created_at="2020-01-01T00:00Z")
    for number, day, summary in ((1, "2020-01-01", "Then."), (2, "2023-01-01", "Now.")):
        f.AnnotationVersionFactory(
            annotation=annotation,
            number=number,
            at=f"{day}T00:00Z",
            data={"prediction": {"summary": summary}},
        )
    f.VerdictFactory(annotation=annotation)

    assert "Hindsight" in get(f"/predictions/{annotation.uid}/")


def test_likelihood_words_of_the_opposite_are_turned_round(get, article):
    prediction = f.PredictionFactory(
        article=article,
        state="published",
        likelihood_polarity="opposite",
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
    )
    page = text_of(get(f"/predictions/{prediction.annotation.uid}/"))

    assert "The words speak of the opposite of the sentence above" in page
    assert "ICD 203 chosen 20–45% 55–80%" in page
    assert "Kent 1964 20–40% 60–80%" in page


def test_what_is_withdrawn_leads_to_the_address_that_says_why(client, article):
    claim = f.ClaimFactory(article=article, state="withdrawn")
    uid = claim.annotation.uid

    assert client.get(f"/claims/{uid}/").headers["Location"] == f"/a/{uid}/"


def test_a_draft_and_a_wrong_kind_are_not_found(client, article):
    draft = f.ClaimFactory(article=article)
    claim = f.ClaimFactory(article=article, state="published")

    assert client.get(f"/claims/{draft.annotation.uid}/").status_code == 404
    assert client.get(f"/predictions/{claim.annotation.uid}/").status_code == 404


def test_a_proposition_tells_who_asserts_and_who_denies_it_by_date(get, article):
    proposition = f.PropositionFactory(slug="treaty", text="There will be a treaty.")
    later = f.ArticleFactory(date=datetime.date(2021, 1, 1), state="published")
    for place, summary, position in (
        (later, "Second.", "supports"),
        (article, "First.", "supports"),
        (article, "Never.", "opposes"),
        (article, "Perhaps.", "neutral"),
    ):
        claim = f.ClaimFactory(article=place, summary=summary, state="published")
        f.PropositionMemberFactory(
            proposition=proposition,
            annotation=claim.annotation,
            position=position,
            note="Half a yes.",
        )
    page = get("/propositions/treaty/")
    places = [
        page.index(words)
        for words in (
            "Asserted by",
            "First.",
            "Second.",
            "Denied by",
            "Never.",
            "Speak to it",
            "Perhaps.",
        )
    ]

    assert places == sorted(places)
    assert "Half a yes." in page


def test_an_actor_says_nothing_that_is_only_inferred(get, article, kato):
    of = {"article": article, "speaker": kato, "state": "published"}
    f.ClaimFactory(summary="I said so.", attribution="reported", **of)
    f.ClaimFactory(summary="He must think so.", attribution="inferred", **of)
    page = get("/actors/kato/")
    says = re.search(r'<section id="says">.*?</section>', page, re.S)[0]
    inferred = re.search(r'<section id="inferred">.*?</section>', page, re.S)[0]

    assert "I said so." in says
    assert "He must think so." not in says
    assert "He must think so." in inferred


def test_an_actor_shows_its_names_offices_and_where_it_is_named(get, article, kato):
    f.ActorAliasFactory(actor=kato, text="Chief Cabinet Secretary Kato", kind="titled")
    f.ActorRoleFactory(
        actor=kato,
        title="Chief Cabinet Secretary",
        organisation=f.ActorFactory(name="Japan, unnamed here"),
        valid_from=datetime.date(2020, 9, 16),
        valid_to=datetime.date(2021, 10, 4),
    )
    f.ActorIdentifierFactory(actor=kato, value="Q3194146")
    for occurrence in (1, 2):
        f.MentionFactory(
            article=article,
            actor=kato,
            words="will" if occurrence == 1 else "a",
            how="title",
            state="published",
        )
    page = get("/actors/kato/")

    assert "Chief Cabinet Secretary Kato" in page
    assert "16 September 2020 – 4 October 2021" in page
    assert 'href="https://www.wikidata.org/wiki/Q3194146"' in page
    assert '<a href="/sources/piece/?actor=kato">2 times<span class="vh">, ' in page
    assert "Japan, unnamed here</a>" not in page  # it has no page of its own


def test_a_merged_actor_leads_to_the_one_it_became_from_all_its_addresses(client, article, kato):
    f.MentionFactory(article=article, actor=kato, state="published")
    old = f.ActorFactory(slug="k-kato", merged_into=kato)
    f.FormerSlugFactory(model="annotations.actor", slug="katsu", uid=old.uid)
    for slug in ("k-kato", "katsu"):
        response = client.get(f"/actors/{slug}/?q=1")
        assert response.status_code == 301
        assert response.headers["Location"] == "/actors/kato/?q=1"
        assert "no-cache" in response.headers["Cache-Control"]  # a merge can be undone


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("actors", "annotations.actor"),
        ("topics", "annotations.topic"),
        ("propositions", "annotations.proposition"),
        ("publications", "sourcelib.publication"),
        ("authors", "sourcelib.author"),
    ],
)
def test_a_former_slug_leads_to_the_new_one_for_ever(client, small, kind, label):
    row = {
        "actors": small.speaker,
        "topics": small.topic,
        "propositions": small.proposition,
        "publications": small.publication,
        "authors": small.author,
    }[kind]
    f.FormerSlugFactory(model=label, slug="old-name", uid=row.uid)
    response = client.get(f"/{kind}/old-name/?q=1")

    assert response.status_code == 301
    assert response.headers["Location"] == f"{row.get_absolute_url()}?q=1"


def test_an_author_is_shown_with_own_predictions_and_their_fates(get, article, kato):
    f.PredictionFactory(article=article, state="published", words="Moscow will wait")
    other = f.PredictionFactory(
        article=article, state="published", attribution="reported", speaker=kato
    )
    f.VerdictFactory(annotation=other.annotation)
    page = get("/authors/kashin/")

    assert "Moscow will wait" in page
    assert "1 more prediction in these sources is somebody else" in " ".join(page.split())
    assert "Came true" not in page


def test_a_passage_named_in_a_reason_is_a_link(get, article):
    prediction = f.PredictionFactory(article=article, state="published").annotation
    f.VerdictFactory(annotation=prediction, reason="See <i>kashin-2021-c-cannot-end-talks</i>.")

    assert re.search(
        r'See &lt;i&gt;<a href="/a/[0-9a-f-]{36}/">another passage</a>&lt;/i&gt;',
        get(f"/predictions/{prediction.uid}/"),
    )


def test_a_proposition_names_no_topic_that_nothing_published_has(get, article):
    claim = f.ClaimFactory(article=article, topics=[f.TopicFactory(name="Arms")], state="published")
    hidden = f.TopicFactory(name="Not yet public")
    member = f.PropositionMemberFactory(annotation=claim.annotation)
    member.proposition.topics.set([hidden, *claim.annotation.topics.all()])

    for address in (f"/propositions/{member.proposition.slug}/", "/propositions/"):
        assert "Arms" in get(address)
        assert "Not yet public" not in get(address)


def test_no_page_leads_anywhere_but_to_the_web(get, article):
    script = "javascript:alert(1)"
    prediction = f.PredictionFactory(article=article, state="published").annotation
    verdict = f.VerdictFactory(annotation=prediction, with_evidence=False)
    f.EvidenceFactory(verdict=verdict, source="A paper", url=script)
    type(article).objects.update(original_url=script)
    type(article.publication).objects.update(url=script)

    for address in (
        *(f"/predictions/{prediction.uid}/", f"/a/{prediction.uid}/", "/sources/piece/"),
        article.publication.get_absolute_url(),
    ):
        assert "A piece" in (page := get(address)), address
        assert f'href="{script}"' not in page, address


def test_an_author_without_predictions_is_told_so_and_how_to_answer(get):
    author = f.AuthorFactory(slug="ann", name="Ann Archer")
    f.ArticleFactory(state="published", authors=[author])
    page = get("/authors/ann/")

    assert "No prediction of theirs is tagged" in page
    assert 'id="record"' not in page
    contents = re.findall(r'<li><a href="#([a-z]+)">', page)
    assert contents == ["predictions", "sources", "answer"]
    assert all(f'id="{place}"' in page for place in contents)
    assert 'href="/about/#objecting"' in page
