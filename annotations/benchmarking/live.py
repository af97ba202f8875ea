"""A live server on the benchmark's database, and several curators who write to it at once."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import connection

from annotations.benchmarking import installation

WORKERS, THREADS = 2, 4
PATIENCE = 60  # seconds that the server may take to answer first


class Live:
    """gunicorn on a free port, as a context: started when entered, stopped when left."""

    kind = f"gunicorn, {WORKERS} processes of {THREADS} threads"

    def __init__(self, folder: Path, **environment: str) -> None:
        self.environment = environment  # beside what every server needs
        self.log = folder / "server.log"
        self.port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "gunicorn", "sourcelib.wsgi", "--log-level", "warning"]
        options = {"--bind": f"{installation.HOST}:{self.port}", "--worker-class": "gthread"}
        sizes = {"--workers": str(WORKERS), "--threads": str(THREADS)}
        command += [word for pair in (options | sizes).items() for word in pair]
        with self.log.open("wb") as log:
            self._server = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=os.environ | self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=PATIENCE)

    def create(self, slug: str, text: str, *, clients: int, each: int) -> tuple[float, int]:
        """Let each of several curators tag passages, all at once.

        Returns how many annotations were acknowledged in a second, and how many were refused.
        """
        curators = [installation.new_curator() for _ in range(clients)]
        sent = [installation.headers(installation.sign_in(curator)) for curator in curators]
        refused: list[str] = []
        together = threading.Barrier(clients + 1)

        def work(client: int) -> None:
            link = http.client.HTTPConnection(installation.HOST, self.port, timeout=PATIENCE)
            together.wait()
            for turn in range(each):
                body = json.dumps(installation.new_claim(text, 1_000 + client * each + turn))
                path = f"/api/v1/sources/{slug}/annotations/"
                try:
                    link.request("POST", path, body.encode(), sent[client])
                    response = link.getresponse()
                    answer = response.read()
                except (OSError, http.client.HTTPException) as error:
                    refused.append(repr(error))
                    link.close()
                    continue
                if response.status != 201:
                    refused.append(f"{response.status} {answer[:200]!r}")
            link.close()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for _ in range(10 * WORKERS):  # a process loads its code with its first request
            self._ask("/healthz")
        together.wait()
        began = time.perf_counter()
        for thread in threads:
            thread.join()
        passed = time.perf_counter() - began
        if len(refused) == clients * each:
            raise RuntimeError(f"The live server refused everything, first: {refused[0]}")
        return (clients * each - len(refused)) / passed, len(refused)

    def _ask(self, path: str) -> None:
        link = http.client.HTTPConnection(installation.HOST, self.port, timeout=PATIENCE)
        link.request("GET", path)
        link.getresponse().read()
        link.close()

    def _environment(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "sourcelib.settings",
            "SECRET_KEY": settings.SECRET_KEY,  # the sessions were signed with it
            "DATABASE_URL": database_url(),
            "ALLOWED_HOSTS": installation.HOST,
            "DEBUG": "off",
            "SECURE_TLS": "off",
            **self.environment,
        }

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._server is not None and self._server.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex((installation.HOST, self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The live server did not start: {self.log.read_text(errors='replace')}")


def database_url() -> str:
    """Return the address of the database in use, as `DATABASE_URL` takes it."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = f"{values['HOST'] or 'localhost'}:{values['PORT'] or 5432}"
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{host}/{values['NAME']}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((installation.HOST, 0))
        port: int = probe.getsockname()[1]
        return port
