"""The program in a browser: who has the token gets it, and nobody else."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="aiohttp is not installed")
pytest.importorskip("textual_serve", reason="textual-serve is not installed")


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Serve a folder on a free port, and return the address that is printed."""
    (tmp_path / "a.txt").write_text("The harbour opened in 1902.\n")
    address = ""
    while not address:  # Another program may take the port before the server does.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui", "serve", str(tmp_path), "--port", str(port)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        assert process.stdout is not None
        assert process.stderr is not None
        address = (await process.stdout.readline()).decode().strip()
        assert address or b"cannot be served" in await process.stderr.read()
    yield address
    process.terminate()
    await process.communicate()


async def test_the_program_answers_who_has_the_token(address: str) -> None:
    """Others get nothing, not even the page; a page of another site neither; the words come through the socket."""
    page, _, token = address.partition("?token=")
    origin = page.rstrip("/")
    assert len(token) > 20
    async with aiohttp.ClientSession() as stranger:
        for path in ("", "ws", "static/js/textual.js", "?token=wrong"):
            async with stranger.get(page + path) as answer:
                assert answer.status == 403
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as reader:
        async with reader.get(address) as answer:
            assert answer.status == 200
            assert "token" not in str(answer.url)
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        async with reader.get(page + "ws", headers={"Origin": "http://evil.example"}) as answer:
            assert answer.status == 403
        seen = b""
        url = f"{page.replace('http', 'ws', 1)}ws?width=80&height=24"
        async with asyncio.timeout(120), reader.ws_connect(url, headers={"Origin": origin}) as web:
            while b"harbour" not in seen:
                seen += await web.receive_bytes()
        # The query of the background has no answer in a browser that is not keys.
        assert b"\x1b]11;?" not in seen


async def test_a_port_that_is_taken_gets_one_line(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "a.txt").write_text("Words.\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui", "serve", str(tmp_path), "--port", str(taken.getsockname()[1])),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        out, error = await process.communicate()
    assert process.returncode == 2
    assert not out
    assert error.decode().count("\n") == 1
    assert "Give --port" in error.decode()


async def test_a_sitting_whose_server_is_gone_ends_without_an_error(tmp_path: Path, home: Path) -> None:
    """The pipe of the server is closed while the program draws: it ends as after the key that quits."""
    (tmp_path / "a.txt").write_text("Words.\n")
    reading, writing = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui", str(tmp_path)),
        stdin=asyncio.subprocess.PIPE,
        stdout=writing,
        stderr=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"},
    )
    os.close(writing)
    assert await asyncio.to_thread(os.read, reading, 1)
    os.close(reading)
    assert process.stderr is not None
    async with asyncio.timeout(120):  # Without the guard it does not end.
        errors = await process.stderr.read()
        assert await process.wait() == 0
    assert not errors
    assert not list((home / ".state" / "postil").glob("crash-*"))
