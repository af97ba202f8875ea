"""What a first visit to the reader fetches: under 60 KB compressed for the op-ed’s 156 passages."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "library.jsonl"
ADDRESS = "/sources/russia-japan-relations-are-hanging-by-a-thread/"
BUDGET = 60_000  # bytes, of the page, its styles and its scripts together

pytestmark = pytest.mark.django_db


def test_the_page_of_the_op_ed_with_its_styles_and_scripts_keeps_within_its_budget(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    call_command("import_annotations", str(FIXTURE), format="sourcelib", verbosity=0)
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "sourcelib.static_storage.HashedStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    cache.clear()
    response = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    cache.clear()
    assert response["Content-Encoding"] == "gzip"
    html = gzip.decompress(response.content).decode()
    named = json.loads((tmp_path / "staticfiles.json").read_text())["paths"].values()
    assert len(re.findall(r"<mark data-ann=", html)) > 150

    # Without the random bytes, up to a hundred, that each answer is padded with against BREACH.
    weights = {"page": len(gzip.compress(html.encode(), compresslevel=6))}
    wanted = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html)
    while wanted:
        name = wanted.pop()
        if name in weights:
            continue
        assert name in named
        content = (tmp_path / name).read_bytes()
        packed = tmp_path / f"{name}.gz"
        assert b"@import" not in content  # a style sheet comes in one piece
        weights[name] = packed.stat().st_size if packed.exists() else len(content)
        folder = name.rpartition("/")[0]
        if name.endswith(".js"):
            wanted += [f"{folder}/{m}" for m in re.findall(r'from "\./([^"]+)"', content.decode())]
    assert sum("reader/" in name for name in weights) > 5  # scripts and styles were followed
    assert sum(weights.values()) < BUDGET, weights
