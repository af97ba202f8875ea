"""The method page prints what the code applies."""

import re

import pytest

from annotations.models import Prediction, Verdict
from annotations.pages.method import GROUND_RULES, STANDARD_SOURCES
from annotations.scoring.horizon import TABLE
from annotations.scoring.likelihood import Standard
from annotations.states import STATE_RULES
from annotations.track_records.wording import REASONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(client):
    response = client.get("/about/method/")
    assert response.status_code == 200
    text = response.content.decode()
    return re.sub(r"\s+", " ", text.replace("&#x27;", "'"))


def test_every_section_that_it_names_is_there(printed):
    wanted = re.findall(r'<li><a href="#([a-z-]+)">', printed)
    assert len(wanted) == 6
    for name in [*wanted, "five-years", "evidence", "hindsight", "example"]:
        assert printed.count(f'id="{name}"') == 1


def test_the_bands_are_those_of_the_four_standards(printed):
    likely = re.search(r"likely, probable</th>(.*?)</tr>", printed)[1]
    assert re.findall(r"[\d–]+%", likely) == ["55–80%", "55–75%", "66–100%", "63–87%"]
    very_likely = re.search(r"very likely, highly likely</th>(.*?)</tr>", printed)[1]
    assert very_likely.count("no range") == 1


def test_every_state_and_ground_has_its_rule_and_every_standard_its_source():
    assert set(STATE_RULES) == set(Verdict.State)
    assert set(GROUND_RULES) == set(Prediction.Ground)
    assert set(STANDARD_SOURCES) == set(Standard)


def test_every_rule_of_a_verdict_is_printed_that_its_pages_tell(printed):
    for state, rule in STATE_RULES.items():
        assert re.search(rf"</svg> {state.label.capitalize()}</dt><dd>{rule}</dd>", printed)


def test_every_phrase_and_every_reason_is_printed(printed):
    for entry in TABLE:
        assert f"“{entry.example}”" in printed
        assert entry.rule in printed
    for reason in REASONS.values():
        assert f"<li>{reason}</li>" in printed


def test_the_worked_example_comes_to_the_published_figures(printed):
    example = re.sub(r"<[^>]+>", "", printed[printed.index('id="example"') :])
    for figure in ("0.137–0.296", "0.153–0.262", "0.159–0.346", "0.0094", "0.0700", "0.2475"):
        assert figure in example
    assert "22–78%" in example  # Wilson's interval of 4 of 8: 0.215 to 0.785
    assert "not distinguishable from guessing" in example
    assert "4 × (0.0400–0.2025) + 4 × (0.3025–0.6400)" in example  # likely: 55–80 percent


def test_about_leads_to_the_method_and_the_corrections(client):
    page = client.get("/about/").content.decode()
    for name in ("passages", "likelihood", "horizons", "verdicts", "scores"):
        assert f'href="/about/method/#{name}"' in page
    assert 'href="/about/corrections/"' in page
