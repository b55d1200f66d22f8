"""Fixtures of the tools every area stands on."""

import socket

import pytest
from aiosmtpd.controller import Controller

from tests.workbench.post import Sink, over_smtp


@pytest.fixture
def sink(settings):
    """A real mail server on loopback."""
    handler = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    over_smtp(settings, handler.port)
    yield handler
    controller.stop()
