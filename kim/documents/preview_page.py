"""Run in a process of its own: a PDF comes in, its first page goes out as PNG, or how many it has. It knows nothing of KIM.

What is read may be made to break a reader. So this process gets little memory and little time, opens no further file and no
connection, starts no other process, and has no environment; whatever happens in it, it ends.
"""

import resource
import struct
import sys
import zlib
from typing import Any

import pypdfium2

WIDTH, HIGHEST = 720, 1400
MEMORY, SECONDS = 768 * 1024**2, 6


def main() -> int:
    """Read, shut the doors, draw."""
    content = sys.stdin.buffer.read()
    _shut()
    try:
        document = pypdfium2.PdfDocument(content)
        if sys.argv[1:] == ["count"]:
            sys.stdout.write(str(len(document)))
            return 0
        page = document[0]
        wide, high = page.get_size()
        bitmap = page.render(scale=min(WIDTH / wide, HIGHEST / high), may_draw_forms=False, rev_byteorder=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError, MemoryError):
        return 3
    sys.stdout.buffer.write(_png(bitmap))
    sys.stdout.buffer.flush()
    return 0


def _shut() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0), (resource.RLIMIT_NOFILE, 3),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


def _png(bitmap: Any) -> bytes:
    """RGB lines as PNG: the format needs a head, the packed lines and an end."""
    colours, step = bitmap.n_channels, bitmap.stride
    raw = bytes(bitmap.buffer)
    lines = (raw[at * step : at * step + bitmap.width * colours] for at in range(bitmap.height))
    packed = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    kind = {1: 0, 3: 2, 4: 6}[colours]
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    sys.exit(main())
