"""``postil serve``: the program in a browser, through textual-serve.

Only this machine reaches it unless another host is given, and only with the token in the address. Each browser window
has a program of its own; the first one writes, as in two terminals.
"""

import asyncio
import hmac
import os
import shlex
import socket
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from annotations.errors import UsageError
from annotations.library import Library
from tui.cli.output import print_message, usable

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Middleware

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

COOKIE: Final = "postil-token"

_HEADERS: Final = {
    # The page of textual-serve asks for a font from elsewhere: nothing is loaded that this server does not have.
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_ROOT: Final = Path(__file__).resolve().parents[2]


def serve(options: Namespace) -> int:
    """Serve the program until Ctrl-C. Raises UsageError if textual-serve is not installed or the port is taken."""
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise UsageError(
            "postil serve needs textual-serve, which is not installed: pip install 'postil[serve]'."
        ) from error
    paths = [path.resolve() for path in options.paths] or [Path.cwd()]
    usable(Library.open(paths)).close()
    token = token_urlsafe(24)
    url = options.public_url.rstrip("/") or f"http://{_bracketed(options.host)}:{options.port}"
    command = shlex.join([sys.executable, "-P", "-m", "tui", *map(str, paths)])

    class GuardedServer(Server):
        """Server that refuses requests without the token."""

        async def _make_app(self) -> "web.Application":
            app = await super()._make_app()
            app.middlewares.append(guard(token, url))
            return app

        async def on_startup(self, app: "web.Application") -> None:
            app["postil"] = asyncio.create_task(_print_when_served(options.host, options.port, f"{url}/?token={token}"))

        def initialize_logging(self) -> None:
            """Leave the terminal to the address."""

    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    try:
        _require_free(options.host, options.port)
        GuardedServer(command, host=options.host, port=options.port, title="postil", public_url=url).serve()
    except OSError as error:
        raise UsageError(
            f"{options.host}:{options.port} cannot be served: {error.strerror or error}. Give --port."
        ) from error
    return 0


async def _print_when_served(host: str, port: int, address: str) -> None:
    """Print the address as soon as the server answers: a program that reads it may use it at once."""
    while True:
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            break
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    print_message("Open this address in a browser. Ctrl-C ends the server.")


def _require_free(host: str, port: int) -> None:
    """Raise OSError as a server would, before its address is printed."""
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
        pass


def guard(token: str, url: str) -> "Middleware":
    """Return a middleware that refuses requests without the token, and those that another site makes in the browser."""
    from aiohttp import web

    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))

    @web.middleware
    async def guarded(request: web.Request, handler: "Handler") -> web.StreamResponse:
        given = request.query.get("token", "")
        if request.path == "/" and given:
            if not hmac.compare_digest(given.encode(), token.encode()):
                raise web.HTTPForbidden(
                    text="The token is wrong. Use the address that postil printed.", headers=_HEADERS
                )
            # The address without the token is what stays in the history of the browser.
            welcome = web.HTTPFound("/", headers=_HEADERS)
            welcome.set_cookie(COOKIE, token, httponly=True, samesite="Strict", secure=origin.startswith("https:"))
            raise welcome
        known = request.cookies.get(COOKIE, "")
        if not hmac.compare_digest(known.encode(), token.encode()):
            raise web.HTTPForbidden(text="Use the address that postil printed: it has a token.", headers=_HEADERS)
        if request.headers.get("Origin", origin) != origin:
            raise web.HTTPForbidden(text="Another site cannot use this server.", headers=_HEADERS)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    return guarded


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
