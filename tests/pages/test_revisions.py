"""Earlier texts of a source, what changed between two, and what became of the passages."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import ArticleFactory, ClaimFactory, FormerSlugFactory, RevisionFactory
from tests.pages.corrected import REASON, corrected

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_each_text_is_read_with_the_passages_that_stand_in_it(client):
    _article, stayed, edited, lost = corrected()
    now, then = page(client, "/sources/talks/"), page(client, "/sources/talks/v/1/")

    assert "on Tuesday" in words(now)
    assert "on Tuesday" not in words(then)
    assert "on Monday" in words(then)
    marks = [set(re.findall(r'data-ann="([^"]+)"', html)) for html in (now, then)]
    assert marks == [
        {str(stayed.uid), str(edited.uid)},
        {str(stayed.uid), str(edited.uid), str(lost.uid)},
    ]


def test_an_earlier_text_says_so_and_leads_to_the_present_one(client):
    corrected()
    html = page(client, "/sources/talks/v/1/")

    assert "Revision 1 of 2: a text that has since been corrected." in html
    assert 'href="/sources/talks/changes/1..2/"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert re.search(r'<link rel="canonical" href="[^"]*/sources/talks/">', html)
    assert "has since been corrected" not in page(client, "/sources/talks/v/2/")


def test_modes_of_an_earlier_text_stay_with_it(client):
    corrected()
    html = page(client, "/sources/talks/v/1/?show=claims")

    assert 'href="/sources/talks/v/1/?show=none"' in html
    assert 'data-address="/sources/talks/v/1/"' in html


def test_the_present_text_names_its_revisions_and_what_it_left_behind(client):
    *_others, lost = corrected()
    html = page(client, "/sources/talks/")

    assert "corrected, revision 2" in html
    assert REASON in html
    assert 'href="/sources/talks/v/1/"' in html
    left = html[html.index('id="left"') :]
    assert f'<a href="/a/{lost.uid}/">It was a Monday.</a>' in left


def test_every_card_says_on_which_text_it_was_tagged(client):
    corrected()

    assert page(client, "/sources/talks/").count("Tagged on revision 1 of the text.") == 2
    assert page(client, "/sources/talks/v/1/").count("Tagged on revision 1 of the text.") == 3


def test_a_source_with_one_text_says_nothing_of_revisions(client):
    ArticleFactory(slug="once", state="published")
    html = page(client, "/sources/once/")

    assert 'id="texts"' not in html
    assert "revision" not in words(html[html.index("<main") : html.index('id="cite"')]).lower()


def test_the_address_of_a_lost_passage_opens_the_text_that_has_it(client):
    *_others, lost = corrected()
    html = page(client, f"/a/{lost.uid}/")

    assert "in an earlier revision of this text" in html
    assert "on Monday" in words(html)
    assert "has since been corrected" in html


def test_the_page_of_a_statement_says_on_which_text_it_stands(client):
    _article, stayed, edited, lost = corrected()
    told = [words(page(client, f"/claims/{one.uid}/")) for one in (stayed, edited, lost)]

    assert "Tagged on revision 1; found again in revision 2, the present text." in told[0]
    assert "The minister confirmed the report" in told[1]
    assert "last found in revision 1; the present text, revision 2, does not have it." in told[2]


def test_the_log_of_corrections_tells_of_the_text_and_leads_to_what_changed(client):
    article, *_others = corrected()
    article.revisions.update(created_at=article.published_at)
    article.revisions.filter(number=2).update(
        created_at=article.published_at + datetime.timedelta(1)
    )
    told = words(page(client, "/about/corrections/"))

    assert "Text corrected: revision 2" in told
    assert REASON in told
    assert 'href="/sources/talks/changes/1..2/"' in page(client, "/about/corrections/")


def test_changes_are_shown_by_words_and_what_did_not_change_is_not_repeated(client):
    corrected()
    html = page(client, "/sources/talks/changes/1..2/")

    assert re.findall(r"<del>([^<]*)</del>", html)[:2] == ["denied", "Monday"]
    assert re.findall(r"<ins>([^<]*)</ins>", html)[:2] == ["confirmed", "Tuesday"]
    assert "2 words taken out, 2 words put in" in words(html)
    assert REASON in html


def test_changes_tell_what_became_of_the_passages(client):
    _article, _stayed, edited, lost = corrected()
    told = words(page(client, "/sources/talks/changes/1..2/").partition('id="passages"')[2])

    assert "1 stands as it did." in told
    assert "The report was denied. found again in other words" in told
    assert "It was a Monday. no longer in the text" in told
    lost.state = "draft"
    lost.save()
    assert "Monday" not in words(
        page(client, "/sources/talks/changes/1..2/").partition('id="passages"')[2]
    )
    assert edited.revision.number == 2


@pytest.mark.parametrize(
    "address",
    ["v/3/", "v/0/", f"v/{10**30}/", "changes/1..3/", "changes/2..2/", f"changes/1..{10**30}/"],
)
def test_a_revision_that_there_is_not_is_not_found(client, address):
    corrected()
    page(client, f"/sources/talks/{address}", 404)


def test_numbers_the_wrong_way_round_lead_to_the_right_page(client):
    corrected()
    response = client.get("/sources/talks/changes/2..1/")

    assert (response.status_code, response["Location"]) == (302, "/sources/talks/changes/1..2/")


def test_what_was_a_draft_alone_is_never_shown(client):
    article = ArticleFactory(slug="once", text="Nobody may read this.")
    article.current_revision = RevisionFactory(article=article, text="Everybody may read this.")
    article.state, article.published_at = "published", timezone.now()
    article.save()
    claim = ClaimFactory(article=article, words="Everybody", state="published").annotation

    assert 'id="texts"' not in page(client, "/sources/once/")
    assert "In which text" not in page(client, f"/claims/{claim.uid}/")
    assert "Everybody" in page(client, f"/a/{claim.uid}/")
    for below in ("v/1/", "changes/1..2/"):
        page(client, f"/sources/once/{below}", 404)
    page(client, "/sources/once/v/2/")


def test_what_waits_is_told_apart_from_what_is_lost(client):
    *_others, lost = corrected()
    lost.reanchorings.update(state="waiting", decided_at=None)
    cache.clear()
    html = page(client, "/sources/talks/")
    own = words(page(client, f"/claims/{lost.uid}/"))

    assert "where it stands now has yet to be settled" in html[html.index('id="left"') :]
    assert "present text, revision 2, has yet to be settled." in own


def test_what_nobody_settled_before_the_next_correction_is_not_called_kept(client):
    *_others, lost = corrected()
    lost.reanchorings.update(state="overtaken", decided_at=None)
    told = words(page(client, "/sources/talks/changes/1..2/").partition('id="passages"')[2])

    assert "It was a Monday. not settled before the next correction" in told


@pytest.mark.parametrize("below", ["v/1/", "changes/1..2/"])
def test_a_former_slug_leads_to_the_same_page_of_the_present_one(client, below):
    article, *_others = corrected()
    FormerSlugFactory(slug="negotiations", uid=article.uid)
    response = client.get(f"/sources/negotiations/{below}")

    assert (response.status_code, response["Location"]) == (301, f"/sources/talks/{below}")


@pytest.mark.parametrize("below", ["v/1/", "changes/1..2/"])
def test_all_texts_of_a_withdrawn_source_are_gone_and_those_of_a_draft_unknown(client, below):
    article, *_others = corrected()
    article.state, article.withdrawal_reason = "withdrawn", "Its publisher asked for it."
    article.withdrawn_at = article.published_at
    article.save()
    assert "Its publisher asked for it." in page(client, f"/sources/talks/{below}", 410)

    ArticleFactory(slug="draft")
    page(client, f"/sources/draft/{below}", 404)


@pytest.mark.parametrize("display", ["excerpts", "metadata"])
def test_no_more_of_an_earlier_text_is_shown_than_of_the_present_one(client, display):
    *_others, lost = corrected(display=display)
    changed = page(client, "/sources/talks/changes/1..2/")
    then = page(client, "/sources/talks/v/1/")

    assert "Monday" not in words(changed).replace(lost.claim.summary, "")
    assert "do not allow its text to be shown in full" in changed
    assert "Nothing else happened" not in then
    if display == "metadata":
        assert "denied the report" not in words(then).replace("The report was denied", "")


def test_the_number_of_queries_does_not_depend_on_the_number_of_revisions(
    client, django_assert_num_queries
):
    article, *_others = corrected()
    client.get("/sources/talks/v/1/")
    cache.clear()
    with CaptureQueriesContext(connection) as few:
        client.get("/sources/talks/v/1/")
    for number in range(3, 9):
        RevisionFactory(article=article, text=f"Text {number}.")
    cache.clear()
    with django_assert_num_queries(len(few)):
        client.get("/sources/talks/v/1/")
