"""The process that serves: what it says, what it drops, how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

pytest.importorskip("uvicorn", reason="the extra app is not installed")

TOLD = 5.0
"""Seconds in which it must have ended."""


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start the site on a free port, and kill it if it is still there."""
    command = [sys.executable, "-m", "westphalia", "serve", "--port", "0", "--workers", "1", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        found = re.search(r"http://localhost:(\d+)", process.stderr.readline())
        assert found is not None
        yield process, int(found[1])
    finally:
        process.kill()
        process.communicate()


def fetched(port: int, path: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.status, answer.read()


def test_it_serves_and_ends_when_it_is_told():
    with serving() as (process, port):
        assert fetched(port, "/health")[0] == 200
        assert b"acts" in fetched(port, "/data/pacts.txt")[1]
        with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=TOLD + 5) == 0
            assert time.monotonic() - begun < TOLD


@pytest.mark.long
def test_a_reader_who_never_ends_a_request_is_dropped():
    with serving() as (_, port):
        assert fetched(port, "/health")[0] == 200
        for beginning in (b"", b"GET / HTTP/1.1\r\nHost: local", b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab"):  # fmt: skip
            with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as slow:
                slow.sendall(beginning)
                begun = time.monotonic()
                while slow.recv(65536):
                    pass
                assert 5 < time.monotonic() - begun < 20, beginning


def told(code: str) -> tuple[int, str]:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr


def test_a_port_that_is_taken_is_told():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        status, words = told(f"from westphalia.cli import main; main(['serve', '--port', '{port}'])")
    assert status == 1
    assert f"Nothing can be served at 127.0.0.1, port {port}." in words
    assert "--port 8001" in words


def test_without_the_extra_it_says_how_to_get_it():
    status, words = told("import sys; sys.modules['starlette'] = None; from westphalia.cli import main; main(['serve'])")  # fmt: skip
    assert status == 2
    assert "pip install 'westphalia[app]'" in words
