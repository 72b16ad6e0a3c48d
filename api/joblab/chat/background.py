"""A blocking generator, read without blocking the event loop."""

import asyncio
import threading
from collections.abc import AsyncIterator, Generator
from contextlib import closing
from typing import Any

_END = object()


async def in_background[Item](items: Generator[Item], seconds: float) -> AsyncIterator[Item | None]:
    """The items as a thread produces them, and None whenever there was none for so many seconds.

    When the reader stops reading, the generator is closed at its next item. Raises what the generator raises.
    """
    loop = asyncio.get_running_loop()
    received: asyncio.Queue[Any] = asyncio.Queue()
    abandoned = threading.Event()

    def produce() -> None:
        try:
            with closing(items):
                for item in items:
                    if abandoned.is_set():
                        return
                    loop.call_soon_threadsafe(received.put_nowait, item)
        finally:
            loop.call_soon_threadsafe(received.put_nowait, _END)

    producer = loop.run_in_executor(None, produce)
    try:
        while True:
            try:
                item = await asyncio.wait_for(received.get(), seconds)
            except TimeoutError:
                yield None
                continue
            if item is _END:
                break
            yield item
        await producer
    finally:
        abandoned.set()
