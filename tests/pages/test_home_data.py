"""The first page says how to take the library along, and how to follow it."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_every_list_can_be_taken_from_the_first_page(client):
    page = client.get("/").content.decode()
    data = page[page.index('id="data"') :]
    addresses = re.findall(r'href="(/[a-z]+/\?format=(?:csv|json))"', data)
    assert len(addresses) == 16
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        kind = "text/csv" if address.endswith("csv") else "application/json"
        assert response["Content-Type"].startswith(kind)


def test_every_feed_and_the_calendar_are_offered(client):
    page = client.get("/").content.decode()
    data = page[page.index('id="data"') :]
    for address in re.findall(r'href="(/[a-z/]+\.(?:atom|ics))"', data):
        assert client.get(address).status_code == 200
    assert data.count(".atom") == 4
    assert "/predictions/due.ics" in data
