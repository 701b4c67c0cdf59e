"""A library as somebody with bad intentions would write it: anything may stand in it, and all checksums fit."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

Record = dict[str, Any]


def forge_file(path: Path, change: Callable[[dict[str, dict[str, Record]]], None], **meta: object) -> None:
    """Alter the tables of a library's file, and ``meta``, and make its checksum fit."""
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    head = {**tables.pop("meta")["1"], **meta, "checksum": "0" * 64}
    parts = ['"meta": {\n"1": ' + _dense(head) + "\n}"]
    for name, table in sorted(tables.items()):
        parts.append(f'"{name}": {{\n' + ",\n".join(f'"{key}": {_dense(table[key])}' for key in table) + "\n}")
    content = ("{\n" + ",\n".join(parts) + "\n}\n").encode()
    path.write_bytes(content.replace(b"0" * 64, sha256(content).hexdigest().encode(), 1))


def forge_journal(path: Path, change: Callable[[list[Record]], None]) -> None:
    """Alter the lines of a journal, its first one included, and make their checksums fit."""
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    change(lines)
    data, prev = b"", ""
    for line in lines:
        line.pop("sum", None)
        line["prev"] = prev or line["prev"]
        body = _dense(line).encode()
        # The first change follows what the first line says of those before it, and not that line.
        prev = f"{crc32(body):08x}" if data else line["prev"]
        data += body[:-1] + f',"sum":"{crc32(body):08x}"}}\n'.encode()
    path.write_bytes(data)


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
