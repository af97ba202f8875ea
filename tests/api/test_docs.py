"""The docs of the API: everything described stands in them, and their examples run."""

import html
import re
from urllib.request import urlopen

import pytest

from annotations.api.describing.schema import description
from tests.pages.conftest import Small
from tests.pages.markup import parse

SITE = "http://127.0.0.1:8000"


def read(client):
    response = client.get("/api/v1/docs/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_every_operation_and_every_shape_stands_in_them(small: Small, client):
    page = read(client)
    told = description()

    assert small.claims
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            assert f"<code><b>{method.upper()}</b> {path}</code>" in page
            assert html.escape(one["summary"]) in page
    for name, shape in told["components"]["schemas"].items():
        assert f'id="{name}"' in page
        assert all(f"<code>{field}</code>" in page for field in shape.get("properties", ()))


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_every_example_and_every_link_answers(client):
    page = read(client)
    examples = re.findall(r"curl &#x27;(.+?)&#x27;", page) or re.findall(r"curl '(.+?)'", page)
    links = [html.unescape(address) for address in re.findall(r'href="(http[^"]+)"', page)]

    assert len(examples) == 22
    for address in [*map(html.unescape, examples), *links]:
        assert client.get(address.removeprefix(SITE)).status_code == 200, address


@pytest.mark.django_db
@pytest.mark.usefixtures("small")
def test_no_link_within_them_is_dead_and_no_id_is_there_twice(client):
    page = read(client)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len({*ids})
    assert {*re.findall(r'href="#([^"]+)"', page)} <= {*ids}
    assert parse(page)


@pytest.mark.django_db
def test_they_stand_for_an_empty_library_too(client):
    page = read(client)
    assert "source = json.load" not in page
    assert "/api/v1/sources/{slug}/" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small")
def test_the_programs_in_them_run_as_they_stand(live_server, settings, capsys):
    settings.SITE_URL = live_server.url
    page = urlopen(f"{live_server.url}/api/v1/docs/").read().decode()
    programs = re.findall(r'<code class="python">(.+?)</code>', page, re.DOTALL)

    assert len(programs) == 2
    for program in programs:
        exec(html.unescape(program), {})
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed] == ["came-true", "came-true"]


@pytest.mark.django_db
def test_about_leads_to_them(client):
    assert 'href="/api/v1/docs/"' in client.get("/about/").content.decode()
